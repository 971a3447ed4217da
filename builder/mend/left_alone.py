"""What `muster fix` leaves to a person, and why: said each time, so that nobody takes what is left for what is right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from builder.measure.mending.misfiled import misfiled
from builder.model.finding import Fault
from builder.model.place import Place
from builder.model.program import Program

_WHY: Mapping[str, str] = {
    "number-like-text": "a number or true/false belongs here, and only you know which one is meant",
    "unknown-field": "there isn't exactly one field with nearly this name that is free and takes this value",
    "id-not-file-name": "another file has the place or the id, or the id isn't one of its type's",
    "wrong-year-folder": "another file has the place, or its scan belongs to other records too",
    "attachment-without-digest": "the file isn't beside the record",
    "day-with-time": "a day is never touched: which one it was stands on the paper",
    "not-utf8": "how it was saved can only be guessed",
    "duplicate-key": "which of the two counts is for you to say",
}


def left_alone(program: Program, is_chosen: Callable[[str], bool]) -> Iterator[tuple[Place, str, str]]:
    """Place, name of the fault, and why it stays, for what looks as if it could be mended and isn't."""
    for fault in program.faults:
        if fault.name in _WHY and is_chosen(fault.place.path) and not _is_mended(program, fault):
            yield fault.place, fault.name, _WHY[fault.name]
    for stored in program.records:
        for index, attachment in enumerate(stored.value.attachments):
            entry = program.files.get(stored.beside(attachment.path))
            if entry is not None and entry.sha256 and entry.sha256 != attachment.sha256 and is_chosen(stored.path):
                why = "a new SHA-256 would hide that the evidence was changed; find out by whom, and restore the file"
                yield stored.place("attachments", index, "sha256"), "attachment-changed", why


def _is_mended(program: Program, fault: Fault) -> bool:
    if fault.name in ("id-not-file-name", "wrong-year-folder"):
        return fault.place.path in misfiled(program)
    if fault.name == "attachment-without-digest":
        entry = program.files.get(f"{fault.place.path.rpartition('/')[0]}/{''.join(fault.about)}")
        return entry is not None and bool(entry.sha256)
    return fault.mendable
