"""Whether a candidate would be read back as a record: held against its model before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel

from builder.model.record import Record
from builder.read.shape import shape
from builder.read.yaml_text import Document


def find_faults(model: type[BaseModel], data: Mapping[str, Any], prefix: str) -> list[str]:
    """What keeps the data from being a record of the model, in sentences; nothing for data that fits.

    Args:
        model: What it should be.
        data: Without an id.
        prefix: Of the ids.
    """
    id = f"{prefix}-0001" if issubclass(model, Record) or len(prefix) > 1 else f"{prefix}-001"
    plain = as_written({"id": id, **data})
    _, faults = shape(model, Document(plain, {}, {}, ()), plain, "an entry")
    return [fault.message for fault in faults]


def as_written(value: Any) -> Any:
    """Plain data with days as text."""
    if isinstance(value, Mapping):
        return {name: as_written(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [as_written(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
