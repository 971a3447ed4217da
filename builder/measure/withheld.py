"""Who may see the files beside records and documents: one level for the whole file, and nobody until someone has set it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from builder.model.level import Level, highest
from builder.model.policy import Policy
from builder.model.program import Program
from builder.model.record import Record
from builder.model.stored import Stored
from builder.model.withheld import UNNAMED, Withheld
from builder.record_types.self_assessment import SelfAssessment


@dataclass(frozen=True)
class FileOf:
    """A file that a record or a document names.

    Attributes:
        owner: The record or document.
        field: Where in it: ("attachments", 0) or ("signed_copy",).
        path: Of the file, relative to the repository.
        level: As set; None where nobody has.
    """

    owner: Stored[Any]
    field: tuple[str | int, ...]
    path: str
    level: Level | None


def list_attached(program: Program) -> Iterator[FileOf]:
    """Every file that a record or a document of the program names, records first."""
    for record in program.records:
        for index, each in enumerate(record.value.attachments):
            yield FileOf(record, ("attachments", index), record.beside(each.path), each.level)
    for document in program.policies:
        if copy := document.value.signed_copy:
            yield FileOf(document, ("signed_copy",), f"policies/{copy.path}", copy.level)


def level_by_file(program: Program) -> Mapping[str, Level | None]:
    """The level of every file beside records and documents, by path; None where nobody has set it.

    A file that is named twice has the higher of the levels. What a record's `confidentiality` asks for holds for its files too. About
    a file that no record names nobody has decided.
    """
    levels: dict[str, Level | None] = {}
    floors: dict[str, Level] = {}
    for each in list_attached(program):
        known = levels.get(each.path)
        levels[each.path] = highest(known, each.level) if known and each.level else known or each.level
        raised = getattr(each.owner.value, "confidentiality", None)
        if raised:
            floors[each.path] = highest(floors.get(each.path, raised), raised)
    for path in program.files:
        if path.startswith("records/") and path.count("/") == 3 and not path.endswith((".yaml", ".yml", ".md")):
            levels.setdefault(path, None)
    return {path: highest(level, floors.get(path, level)) if level else None for path, level in levels.items()}


def hidden_files(program: Program, level: Level) -> frozenset[str]:
    """Paths of the files that readers of a level are not shown."""
    return frozenset(
        path for path, needed in level_by_file(program).items() if needed is None or not level.shows(needed)
    )


def without_files(stored: Stored[Any], hidden: AbstractSet[str]) -> Stored[Any]:
    """The record or document without the files that may not be shown: not their names, captions or digests either."""
    value = stored.value
    if isinstance(value, Record):
        gone = {each.path for each in value.attachments if stored.beside(each.path) in hidden}
        return replace(stored, value=_without_attachments(value, gone)) if gone else stored
    if isinstance(value, Policy) and value.signed_copy and f"policies/{value.signed_copy.path}" in hidden:
        return replace(stored, value=value.model_copy(update={"signed_copy": None}))
    return stored


def _without_attachments(record: Record, gone: AbstractSet[str]) -> Record:
    update: dict[str, Any] = {"attachments": tuple(each for each in record.attachments if each.path not in gone)}
    if isinstance(record, SelfAssessment):
        # An answer names the file that shows it; that there is one stays, its name doesn't.
        update["answers"] = tuple(
            each.model_copy(update={"attachment": UNNAMED}) if each.attachment in gone else each
            for each in record.answers
        )
    return record.model_copy(update=update)


def withheld_at(whole: Program, kept: Program, level: Level, before: Withheld) -> Withheld:
    """What is left out of a lowered program for want of a decision.

    Args:
        whole: Before it was lowered.
        kept: After it.
        level: To which it was lowered. Below office it isn't said how many files a record has.
        before: Of the snapshot that is lowered, should it have been lowered already.
    """
    undecided = {path for path, needed in level_by_file(whole).items() if needed is None}
    counts = {path: count for path, count in before.counts.items() if path in kept.files}
    for each in list_attached(whole):
        if each.path in undecided and each.owner.path in kept.files:
            counts[each.owner.path] = counts.get(each.owner.path, 0) + 1
    paths = hidden_files(whole, level)
    names = paths | {path.rpartition("/")[2] for path in paths} | before.names
    shown = counts if level.shows(Level.OFFICE) else {}
    return Withheld(MappingProxyType(dict(sorted(shown.items()))), frozenset(names))
