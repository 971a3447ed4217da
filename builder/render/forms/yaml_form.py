"""Plain data as YAML that the strict reader reads back unchanged: ambiguous text in quotes, days plain, fields in order."""

from __future__ import annotations

from datetime import date
from typing import Any

import yaml

from builder.read.yaml_text import needs_quotes


class _Writer(yaml.SafeDumper):
    """Never writes anchors; quotes what other readers would take for something else."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  the interface is PyYAML's
        return True


def _write_text(dumper: _Writer, text: str) -> yaml.Node:
    # Left to itself, PyYAML writes some line breaks of other scripts as they are, and readers disagree on what they mean.
    is_odd = not all(letter.isprintable() or letter == "\n" for letter in text)
    if is_odd or needs_quotes(text):
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
    if "\n" in text.strip("\n"):
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|")
    return dumper.represent_scalar("tag:yaml.org,2002:str", text)


def _write_day(dumper: _Writer, day: date) -> yaml.Node:
    # Tagged as the timestamp it would resolve to, so that PyYAML leaves it without quotes.
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", day.isoformat())


def _write_list(dumper: _Writer, items: list[Any] | tuple[Any, ...]) -> yaml.Node:
    flat = all(not isinstance(item, dict | list | tuple) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", list(items), flow_style=flat)


_Writer.add_representer(str, _write_text)
_Writer.add_representer(date, _write_day)
_Writer.add_representer(list, _write_list)
_Writer.add_representer(tuple, _write_list)


def write_yaml(data: Any) -> str:
    """The data as a YAML document: mappings in the order given, short lists on one line."""
    return yaml.dump(data, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=110, default_flow_style=False)
