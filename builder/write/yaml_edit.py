"""Values put into a YAML text that a person wrote: comments, order, quotes and brackets of all that stays are kept.

Whatever the text looks like, the data afterwards is what was asked for: it is read back by the strict reader and compared. Where
a text is so unusual that it can't be changed piece by piece, it is written anew below its own comments.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from builder.model.place import FieldPath, Step
from builder.read.yaml_text import read_yaml
from builder.render.forms.yaml_form import write_yaml
from builder.write.plain_data import is_same, plain_data, with_days
from builder.write.yaml_change import Change, Cut, apply_cuts
from builder.write.yaml_tree import Piece, UnusualError, read_tree
from builder.write.yaml_value import write_name


@dataclass(frozen=True)
class Put:
    """A value at a path, in the place of what stands there; a field that isn't there comes last, an index one past the end adds an item."""

    path: FieldPath
    value: Any


@dataclass(frozen=True)
class Delete:
    """Takes out a field or an item, with its own comments."""

    path: FieldPath


@dataclass(frozen=True)
class Rename:
    """Gives a field another name; its value, place and comments stay."""

    path: FieldPath
    name: str


Edit = Put | Delete | Rename


def edit_yaml(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits made, one after the other.

    Raises:
        ValueError: The text can't be read, a path leads nowhere, or a name is taken.
    """
    index = 0
    while index < len(edits):
        edit = edits[index]
        if isinstance(edit, Rename):
            text = _rename(text, edit)
            index += 1
            continue
        # All up to the next new name in one go: a text may hold thousands of values to be quoted.
        run = _until_rename(edits[index:])
        value = copy.deepcopy(_data(text))
        for each in run:
            value = _applied(value, each)
        text = _changed(text, value, frozenset(each.path for each in run if isinstance(each, Put)))
        index += len(run)
    return text


def replace_values(text: str, value: Any) -> str:
    """The text with other data; `value` is what the strict reader reads in it afterwards.

    Fields that stay keep their order, comments and quotes; new ones stand behind the one they follow in `value`.

    Args:
        text: One YAML document, or nothing.
        value: Text, whole numbers, true and false, None, days, lists and mappings with text as keys. A fraction becomes text ("7.5").

    Raises:
        ValueError: The text can't be read, so that what stands in it would be lost; or the value can't be written.
        TypeError: The value holds something else.
    """
    _data(text)
    return _changed(text, value, frozenset())


def _changed(text: str, value: Any, afresh: frozenset[FieldPath]) -> str:
    value = plain_data(value)
    old = _data(text)
    if text and not text.endswith("\n"):
        text += "\n"
    if is_same(old, value) and not afresh:
        return text
    for write in (_piece_by_piece, _anew):
        result = write(text, old, value, afresh)
        if result is not None and is_same(read_yaml(result, "?").value, value):
            return result
    raise ValueError("This value can't be written as YAML: it is nested too deep, or holds halves of characters.")


def _data(text: str) -> Any:
    document = read_yaml(text, "?")
    if document.value is None and document.faults:
        raise ValueError(f"The text can't be read: {document.faults[0].message}")
    return document.value


def _piece_by_piece(text: str, old: Any, new: Any, afresh: frozenset[FieldPath]) -> str | None:
    try:
        root = read_tree(text)
        if root is None or old is None:
            return text + write_yaml(with_days(new)) if new is not None else None
        change = Change(text, afresh)
        change.whole(root, old, new)
        return apply_cuts(text, change.cuts)
    except (UnusualError, ValueError, yaml.YAMLError):
        return None


_COMMENT = re.compile(r"(?:^|[ \t])(#[^\n]*)", re.MULTILINE)


def _anew(text: str, _old: Any, value: Any, _afresh: frozenset[FieldPath]) -> str:
    """The value below all that may be a comment of the old text: rather a line too many than one lost."""
    comments = "".join(f"{found[1].rstrip()}\n" for found in _COMMENT.finditer(text))
    return comments + (write_yaml(with_days(value)) if value is not None else "")


def _until_rename(edits: Sequence[Edit]) -> Sequence[Put | Delete]:
    found: list[Put | Delete] = []
    for edit in edits:
        if isinstance(edit, Rename):
            break
        found.append(edit)
    return found


def _applied(value: Any, edit: Put | Delete) -> Any:
    """The data with one edit, made in what is given."""
    if not edit.path:
        return plain_data(edit.value) if isinstance(edit, Put) else None
    value = {} if value is None else value
    holder = value
    for step, following in zip(edit.path, edit.path[1:], strict=False):
        if isinstance(holder, dict) and holder.get(str(step)) is None and isinstance(edit, Put):
            holder[str(step)] = {} if isinstance(following, str) else []
        holder = _below(holder, step, edit.path)
    last = edit.path[-1]
    if isinstance(edit, Delete):
        _below(holder, last, edit.path)
        del holder[last]
    elif isinstance(holder, list) and last == len(holder):
        holder.append(plain_data(edit.value))
    elif isinstance(holder, dict) and isinstance(last, str):
        holder[last] = plain_data(edit.value)
    else:
        _below(holder, last, edit.path)
        holder[last] = plain_data(edit.value)
    return value


def _below(holder: Any, step: Step, path: FieldPath) -> Any:
    if isinstance(holder, dict) and isinstance(step, str) and step in holder:
        return holder[step]
    if isinstance(holder, list) and isinstance(step, int) and 0 <= step < len(holder):
        return holder[step]
    raise ValueError(f"Nothing stands at {' → '.join(map(str, path))}.")


def _rename(text: str, edit: Rename) -> str:
    *above, last = edit.path
    holder = _data(text)
    for step in above:
        holder = _below(holder, step, edit.path)
    _below(holder, last, edit.path)
    if not isinstance(holder, dict):
        raise ValueError("An item of a list has no name.")
    if edit.name in holder:
        raise ValueError(f"There is a field called {edit.name} already.")
    root = read_tree(text)
    piece: Piece | None = root
    for step in above:
        if piece is not None and piece.kind in ("mapping", "list"):
            piece = piece.entries[step].value if isinstance(step, int) else piece.by_name()[step].value
    if piece is None or piece.kind != "mapping":
        raise ValueError("The field is written by reference (`*name`).")
    key = piece.by_name()[str(last)].key
    assert key is not None
    return apply_cuts(text, [Cut(key.start, key.end, write_name(edit.name))])
