"""The language of the interface: a table of words by name; another language is one more table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builder.render.site import words

Words = Mapping[str, str]
"""Interface words by name."""


@dataclass(frozen=True)
class Language:
    """A language that pages may be in.

    Attributes:
        code: Of BCP 47: `en`, `fr`.
        name: What it calls itself.
        words: Interface words by name.
    """

    code: str
    name: str
    words: Words


ENGLISH = Language("en", "English", words.ENGLISH)
