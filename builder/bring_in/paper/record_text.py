"""A candidate as the text of its record: what is known, in the order of the fields; what is on the paper may stay there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from builder.model.record import Record
from builder.render.forms.blank import QUIET
from builder.render.forms.yaml_form import write_yaml
from builder.write.canonical import format_file


def record_path(model: type[Record], id: str, year: int) -> str:
    """Where a record stands."""
    return f"records/{model.TYPE}/{year}/{id}.yaml"


def write_record(model: type[Record], path: str, values: Mapping[str, Any], comments: Sequence[str] = ()) -> str:
    """The record as canonical YAML.

    Args:
        model: Its type.
        path: Where it will stand.
        values: Fields by the names they have in the file; what is empty is left out.
        comments: Lines that stand before it.
    """
    own = [info.alias or name for name, info in model.model_fields.items() if name not in Record.model_fields]
    order = ("id", "date", "site", "recorded_by", *own, *QUIET[4:], *QUIET[:4])
    names = [*(name for name in order if name in values), *(name for name in values if name not in order)]
    text = write_yaml({name: values[name] for name in names if values[name] not in (None, "", (), [])})
    return format_file(path, "".join(f"# {line}\n" for line in comments) + text)
