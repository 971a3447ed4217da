"""Attachments that are not where their record says, but whose very bytes stand elsewhere in the program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from builder.measure.mending.misfiled import misfiled
from builder.model.program import Program
from builder.model.record import Attachment, Record
from builder.model.stored import Stored
from builder.read.source import is_text


@dataclass(frozen=True)
class Found:
    """An attachment that was found again.

    Attributes:
        record: Path of the record that names it.
        index: Which of its attachments.
        source: Where the file stands.
        target: Where the record looks for it.
        how: `rename`: the record is told its new name. `move`: the file comes back beside the record. `copy`: likewise, but the file
            also stays where it is, because another record names it there.
    """

    record: str
    index: int
    source: str
    target: str
    how: Literal["rename", "move", "copy"]


def moved_attachments(program: Program) -> Mapping[tuple[str, int], Found]:
    """The missing attachments whose bytes were found, by path of the record and index of the attachment.

    The SHA-256 in the record says which bytes they are, so nothing is guessed; a file with other bytes is never taken for it.
    """
    return program.once(_find_all)


def _find_all(program: Program) -> Mapping[tuple[str, int], Found]:
    missing = [
        (stored, index, attachment)
        for stored in program.records
        for index, attachment in enumerate(stored.value.attachments)
        if stored.beside(attachment.path) not in program.files and stored.path not in misfiled(program)
    ]
    if not missing:
        return MappingProxyType({})
    by_digest: dict[str, list[str]] = {}
    for path, entry in program.files.items():
        if entry.sha256 and not is_text(path) and path.startswith("records/"):
            by_digest.setdefault(entry.sha256, []).append(path)
    named = Counter(stored.beside(each.path) for stored in program.records for each in stored.value.attachments)
    wanted = Counter(attachment.sha256 for _, _, attachment in missing)
    found = {}
    for stored, index, attachment in missing:
        again = _find(stored, index, attachment, by_digest.get(attachment.sha256, []), named, wanted)
        if again is not None and again.target.casefold() not in {path.casefold() for path in program.files}:
            found[stored.path, index] = again
    return MappingProxyType(found)


def _find(
    stored: Stored[Record],
    index: int,
    attachment: Attachment,
    places: list[str],
    named: Mapping[str, int],
    wanted: Mapping[str, int],
) -> Found | None:
    target = stored.beside(attachment.path)
    folder = stored.beside("")
    own = {stored.beside(each.path) for each in stored.value.attachments}
    beside = [path for path in places if path.rpartition("/")[0] + "/" == folder and path not in own]
    if beside:
        return Found(stored.path, index, beside[0], target, "rename")
    if not places or "/" in attachment.path or "\\" in attachment.path or attachment.path.startswith("."):
        return None
    is_free = not named.get(places[0], 0) and wanted[attachment.sha256] == 1
    return Found(stored.path, index, places[0], target, "move" if is_free else "copy")
