"""A value as text for the place where it will stand: below its field, behind it, or within brackets."""

from __future__ import annotations

import re
from typing import Any

from builder.render.forms.yaml_form import write_in_style, write_inline, write_yaml
from builder.write.plain_data import with_days
from builder.write.yaml_tree import Piece

_LINE = 110
"""Characters of a line up to which a list stands in brackets, as `write_yaml` has it."""


def write_behind(value: Any, indent: int, like: Piece | None = None) -> str:
    """What stands behind `name:` or a dash: a space and the value, or a line break and its lines; without the last line break.

    Args:
        value: Plain data.
        indent: Columns before the field or the dash.
        like: What stood there, whose quotes and brackets are taken over.
    """
    written = _like(value, like, indent) if like is not None else None
    if written is None:
        written = write_yaml({"k": with_days(value)})[2:]
    return _indented(written.rstrip("\n"), indent)


def write_item(value: Any, indent: int, like: Piece | None = None) -> str:
    """What stands behind a dash: a space and the value, its further lines below its first; without the last line break."""
    if like is not None and (isinstance(value, str) or like.is_flow):
        written = _like(value, like, indent)
        if written is not None:
            return _indented(written.rstrip("\n"), indent)
    if not isinstance(value, dict | list):
        return write_behind(value, indent)  # A list of plain values alone would be written in brackets.
    return _indented(write_yaml([with_days(value)])[1:].rstrip("\n"), indent)


def write_within(value: Any, like: Piece | None = None) -> str:
    """The value on one line, as it may stand within brackets."""
    if isinstance(value, str) and like is not None and like.style in ("'", '"'):
        return _quoted(value, like.style)
    return write_inline(with_days(value))


def write_name(name: str) -> str:
    """The name of a field, in quotes where it needs them."""
    return write_inline({name: 0})[1:-4]


def _like(value: Any, like: Piece, indent: int) -> str | None:
    """The value written as the one before it was; None where that says nothing about it."""
    if isinstance(value, str) and like.style in ("'", '"'):
        return f" {_quoted(value, like.style)}"
    if (
        isinstance(value, str)
        and value
        and (like.style == "|" or (like.style == ">" and "\n" not in value.rstrip("\n")))
    ):
        return write_in_style(value, like.style)[2:]
    if isinstance(value, dict | list) and value and like.is_flow and like.entries:
        line = write_inline(with_days(value))
        return f" {line}" if indent + len(line) < _LINE else None
    return None


def _quoted(text: str, quote: str) -> str:
    """The text in quotes, on one line."""
    if quote == '"' and re.fullmatch(r'[^"\\\n\t\r]*', text) and text.isprintable():
        return f'"{text}"'
    if quote == "'" and "\n" not in text and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    styled = write_in_style(text, '"')[3:].rstrip("\n")
    # PyYAML breaks a long text into lines that end in a backslash.
    return re.sub(r"\\\n[ ]*(\\(?= ))?", "", styled) if "\\\n" in styled else styled


def _indented(written: str, indent: int) -> str:
    """All lines but the first moved to the right; empty ones stay empty."""
    first, *more = written.split("\n")
    return "\n".join([first, *(f"{' ' * indent}{line}" if line.strip() else line for line in more)])
