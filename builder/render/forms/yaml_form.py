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


class _InlineWriter(_Writer):
    """Writes everything on one line, in brackets and braces."""


def _write_inline_list(dumper: _Writer, items: list[Any] | tuple[Any, ...]) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", list(items), flow_style=True)


_InlineWriter.add_representer(list, _write_inline_list)
_InlineWriter.add_representer(tuple, _write_inline_list)


def write_inline(value: Any) -> str:
    """The value on one line, as it may stand within brackets or braces: `{person: P-001, days: [1, 2]}`."""
    # Alone, a plain text would be followed by the mark of a document's end.
    line = yaml.dump(
        [value], Dumper=_InlineWriter, sort_keys=False, allow_unicode=True, width=1_000_000_000, default_flow_style=True
    )
    return line.strip()[1:-1]


class _StyledText(str):
    """A text that is written in a style somebody chose for it."""

    __slots__ = ("style",)
    style: str


_Writer.add_representer(
    _StyledText,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style=text.style),
)


def write_in_style(text: str, style: str) -> str:
    """`k: ` and the text in a style of YAML (`'`, `"`, `|` or `>`), or in the nearest that can hold it."""
    styled = _StyledText(text)
    styled.style = style
    return write_yaml({"k": styled})
