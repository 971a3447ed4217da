"""All faults of one text that can be put right in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from builder.mend import attachment_without_digest, number_like_text, unknown_field, value_not_allowed
from builder.mend.case import Case, Mended
from builder.model.finding import Fault
from builder.model.place import FieldPath, Place
from builder.model.program import FileEntry
from builder.read.front_matter import split_front_matter
from builder.read.program import read_program
from builder.read.source import MemorySource
from builder.read.yaml_text import Document, read_yaml
from builder.write.file_model import FileModel, file_model
from builder.write.front_matter import edit_front_matter
from builder.write.yaml_edit import Edit, Rename, edit_yaml

MENDERS: Mapping[str, Callable[[Case], Mended | None]] = {
    "number-like-text": number_like_text.mend,
    "value-not-allowed": value_not_allowed.mend,
    "unknown-field": unknown_field.mend,
    "attachment-without-digest": attachment_without_digest.mend,
}
"""What puts a fault of a text right, by the fault's name."""

_ROUNDS = 20
"""Times a text is read again: what one fault hid comes to light when it is put right."""


@dataclass(frozen=True)
class MendedText:
    """A text after mending.

    Attributes:
        text: With everything put right that can be.
        steps: The faults put right, each with what was done.
    """

    text: str
    steps: tuple[tuple[Fault, str], ...]


def mend_text(path: str, text: str, files: Mapping[str, FileEntry]) -> MendedText:
    """The text of a file with its mendable faults put right.

    Args:
        path: Of the file in the program.
        text: What stands in it.
        files: All files of the program, with their digests.
    """
    held = file_model(path)
    steps: list[tuple[Fault, str]] = []
    for _ in range(_ROUNDS if held is not None else 0):
        assert held is not None
        found = list(_mended(path, text, held, files))
        changed = _edited(path, text, found)
        if changed == text:
            break
        text = changed
        steps.extend((fault, mended.said) for fault, mended in found)
    return MendedText(text, tuple(steps))


def read_faults(path: str, text: str) -> tuple[Fault, ...]:
    """The faults of one file by itself."""
    program = read_program(MemorySource({path: text}))
    return tuple(fault for fault in program.faults if fault.place.path == path)


def _mended(path: str, text: str, held: FileModel, files: Mapping[str, FileEntry]) -> Iterator[tuple[Fault, Mended]]:
    """What would be done about each fault of the text; at one path only the first."""
    faults = [fault for fault in read_faults(path, text) if fault.name in MENDERS]
    if not faults:
        return
    document = _document(path, text)
    values = _by_place(document, document.places)
    has_slips = any(fault.name == "unknown-field" and fault.mendable for fault in faults)
    names = _by_place(document, document.key_places) if has_slips else {}
    seen: set[FieldPath] = set()
    for fault in faults:
        where = (names if fault.name == "unknown-field" else values).get(fault.place)
        if where is None or where in seen or not (fault.mendable or fault.name == "attachment-without-digest"):
            continue
        mended = MENDERS[fault.name](Case(fault, where, document.value, held, files))
        if mended is not None:
            seen.add(where)
            yield fault, mended


def _document(path: str, text: str) -> Document:
    parts = split_front_matter(text) if path.lower().endswith(".md") else None
    return read_yaml(text, path) if parts is None else read_yaml(parts.head, path, parts.head_line)


def _by_place(document: Document, places: Mapping[FieldPath, Place]) -> dict[Place, FieldPath]:
    """The way to what stands at each place; the deepest where several begin at one."""
    # The places of names can only be looked up, so the values' paths lead to them.
    found = ((places.get(path), path) for path in sorted(filter(None, document.places), key=len))
    return {place: path for place, path in found if place is not None}


def _edited(path: str, text: str, found: list[tuple[Fault, Mended]]) -> str:
    # Values first, names from the inside out: a new name of a field leads no other edit astray.
    edits: list[Edit] = [mended.edit for _, mended in found]
    edits.sort(key=lambda edit: (isinstance(edit, Rename), -len(edit.path)))
    if not edits:
        return text
    try:
        return _with_edits(path, text, edits)
    except ValueError:
        return text  # The file is so unusual that a person has to look at it; its findings stay.


def _with_edits(path: str, text: str, edits: list[Edit]) -> str:
    return edit_front_matter(text, edits) if path.lower().endswith(".md") else edit_yaml(text, edits)
