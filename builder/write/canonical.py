"""The form in which a file of the program is kept, whatever wrote it: an editor on the web, a spreadsheet, or a person.

What another program could take for something else is put in quotes, a day has none, the fields stand in the order of their model,
lines end as on every system. How a list is laid out, and every comment, is the author's, so that a file that a person typed well is
not changed at all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from builder.model.place import FieldPath
from builder.read.yaml_text import needs_quotes, read_yaml
from builder.write.file_model import FileModel, file_model, is_day_in, is_text_in
from builder.write.front_matter import split_head
from builder.write.key_order import order_fields
from builder.write.plain_data import is_same, with_days
from builder.write.yaml_change import Cut, apply_cuts
from builder.write.yaml_tree import Piece, UnusualError, read_tree
from builder.write.yaml_value import write_within

_TEXT = (".yaml", ".yml", ".md")
_FOLDERS = ("content", "policies", "records")


def format_file(path: str, text: str) -> str:
    """The text of a file in canonical form; the strict reader reads the same data in it before and after.

    A text that can't be read, or a file that isn't a text of the program, is given back as it is. Formatting twice is formatting once.

    Args:
        path: Of the file within the program, with `/`.
        text: What stands in it.
    """
    if not path.lower().endswith(_TEXT) or path.split("/")[0] not in _FOLDERS or "\0" in text:
        return text
    clean = plain_lines(text)
    if not path.lower().endswith(".md"):
        return _format_yaml(clean, file_model(path))
    parts = split_head(clean)
    if parts is None:
        return _ended(clean)
    head = _format_yaml(parts.head, file_model(path))
    if split_head(parts.with_head(head)) != type(parts)(parts.opening, head, parts.closing):
        return _ended(clean)
    return _ended(parts.with_head(head))


def plain_lines(text: str) -> str:
    """The text without the mark that Windows puts before one, and with line ends as everywhere else."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _ended(text: str, _: FileModel | None = None) -> str:
    """With one line break at the end."""
    return f"{text.rstrip(chr(10))}\n" if text.strip("\n") else text


def _format_yaml(text: str, held: FileModel | None) -> str:
    """The YAML in canonical form, or as it is where it can't be read."""
    document = read_yaml(text, "?")
    if document.value is None or held is None:
        return text
    before = ""
    # One change can make room for another: without its spaces, an empty line at the end is one that goes.
    for _ in range(_ROUNDS):
        if text == before:
            break
        before = text
        for change in (_ended, _quoted, _without_spaces_at_ends, _in_order):
            text = _changed(text, change, held, document.value)
    return text


_ROUNDS = 4


def _changed(text: str, change: Callable[[str, FileModel], str], held: FileModel, value: Any) -> str:
    """The text changed, unless that can't be done or would change what the strict reader reads."""
    try:
        changed = change(text, held)
    except (UnusualError, ValueError, yaml.YAMLError):
        return text
    if changed != text and is_same(read_yaml(changed, "?").value, value):
        return changed
    return text


def _in_order(text: str, held: FileModel) -> str:
    if any(fault.name == "duplicate-key" for fault in read_yaml(text, "?").faults):
        return text  # Which of the two counts depends on their order.
    return order_fields(text, held)


def _quoted(text: str, held: FileModel) -> str:
    """Number-like text in quotes, and a day without them."""
    cuts = []
    for piece, path in _scalars(read_tree(text), ()):
        if piece.is_marked:
            continue
        if not piece.style and piece.text and needs_quotes(piece.text) and _is_number_like(piece.text):
            if is_text_in(held, path):
                cuts.append(Cut(piece.start, piece.end, f'"{piece.text}"'))
        elif piece.style in ("'", '"') and is_day_in(held, path):
            day = with_days(piece.text)
            if not isinstance(day, str):
                cuts.append(Cut(piece.start, piece.end, write_within(day)))
    return apply_cuts(text, cuts)


def _is_number_like(text: str) -> bool:
    """Whether the strict reader reads it as text, though other readers would not; a number or true stays what it is."""
    return text not in ("null", "~", "true", "false") and re.fullmatch(r"0|-?[1-9][0-9]{0,17}", text) is None


def _scalars(piece: Piece | None, path: FieldPath) -> Iterator[tuple[Piece, FieldPath]]:
    if piece is None:
        return
    if piece.kind == "scalar":
        yield piece, path
    names: set[str] = set()
    for index, entry in enumerate(piece.entries):
        step = entry.name if piece.kind == "mapping" else index
        if piece.kind == "mapping" and entry.name in names:
            continue
        names.add(entry.name)
        yield from _scalars(entry.value, (*path, step))


def _without_spaces_at_ends(text: str, _: FileModel) -> str:
    """Spaces at the end of a line taken away, but for those within a text of several lines."""
    kept = [piece for piece, _ in _scalars(read_tree(text), ()) if "\n" in text[piece.start : piece.end]]
    starts = [piece.start for piece in kept]
    cuts = []
    # From the first of them on only: tried from each one, a hundred thousand spaces within a line would take minutes.
    for found in re.finditer(r"(?<![ \t])[ \t]+(?=\n)", text):
        index = bisect_right(starts, found.start()) - 1
        if index < 0 or found.start() >= kept[index].end:
            cuts.append(Cut(found.start(), found.end(), ""))
    return apply_cuts(text, cuts)
