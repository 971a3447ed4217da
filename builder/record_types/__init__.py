"""What the company records: one file a type, found by listing this folder, defined once and shown everywhere."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType

from builder.model.record import Record


def _find_types() -> dict[str, type[Record]]:
    found: dict[str, type[Record]] = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        for value in vars(importlib.import_module(f"{__name__}.{module}")).values():
            if (
                isinstance(value, type)
                and issubclass(value, Record)
                and value.TYPE
                and value.__module__.endswith(module)
            ):
                found[value.TYPE] = value
    return dict(sorted(found.items()))


TYPES: Mapping[str, type[Record]] = MappingProxyType(_find_types())
"""Record types by the name of their folder under records/."""
