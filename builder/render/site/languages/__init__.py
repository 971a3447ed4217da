"""The languages of the interface: one file each, found by listing this folder. What a table lacks is said in English."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType

from builder.render.site.language import Language, completed
from builder.render.site.languages.english import LANGUAGE

ENGLISH = LANGUAGE
"""The language that all others are completed with."""


def find_languages() -> dict[str, Language]:
    """Every language whose file lies in this folder, by code."""
    modules = sorted(info.name for info in pkgutil.iter_modules(__path__))
    found = [importlib.import_module(f"{__name__}.{name}").LANGUAGE for name in modules]
    return {language.code: completed(language, ENGLISH) for language in found}


LANGUAGES: Mapping[str, Language] = MappingProxyType(find_languages())
"""Languages with a table of their own, by code."""
