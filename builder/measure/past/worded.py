"""Since when a document reads as it does now, what it said before, and which records name it in between: what to tell people of a change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from builder.measure.past.governing import named_ids
from builder.measure.past.in_force import Revision, approved_revisions, revision_in_force
from builder.measure.people.told import Wording
from builder.model.history import FileHistory
from builder.model.policy import Policy
from builder.model.program import Program
from builder.model.record import Record
from builder.record_types.acknowledgement import Acknowledgement
from builder.record_types.toolbox_meeting import ToolboxMeeting

_SAYING = (Acknowledgement.TYPE, ToolboxMeeting.TYPE)
"""Records of having heard of a document, which are no reason for a change of it."""


def find_wording(policy: Policy, blob: str, file: FileHistory | None, as_of: date) -> Wording:
    """The version and the day from which a document reads as it does now.

    Args:
        policy: As it stands now.
        blob: Git's id of what stands now; where no approved revision has it, what stands now is a text of its own.
        file: Its history; None where it was not examined.
        as_of: Later revisions don't count.
    """
    said = policy.approved_on or policy.effective or as_of
    revisions = list(approved_revisions(file, as_of)) if file else []
    if not revisions or revisions[-1].blob != blob:
        return Wording(policy.version, said)
    first, before = revisions[-1], None
    for each in reversed(revisions):
        if each.text != first.text:
            before = each
            break
        first = each
    # Words that were changed under the same number: the day of that number's approval says nothing about them.
    is_renumbered = before is None or before.version != first.version
    approved = first.approved_on if is_renumbered else None
    return Wording(first.version or policy.version, min(approved or first.arrived, first.arrived))


def earlier_texts(blob: str, file: FileHistory | None, as_of: date) -> tuple[Revision, ...]:
    """The approved revisions that said something else than what stands now, newest first, each text once."""
    revisions = list(approved_revisions(file, as_of)) if file else []
    now = next((each.text for each in reversed(revisions) if each.blob == blob), None)
    found: list[Revision] = []
    for each in reversed(revisions):
        if each.blob != blob and each.text != now and (not found or found[-1].text != each.text):
            found.append(each)
    return tuple(found)


def revision_since(since: int | date, file: FileHistory, adopted_on: date | None, as_of: date) -> Revision | None:
    """The newest approved revision of a version, or the one that was in force on a day; None where there is none."""
    if isinstance(since, date):
        return revision_in_force(file, since, adopted_on)
    return next((each for each in reversed(list(approved_revisions(file, as_of))) if each.version == since), None)


def reasons(program: Program, id: str, first: date, last: date) -> Iterator[Record]:
    """The records from `first` to `last` that name a document, oldest first: a change in the company, a review, an action from an incident."""
    for stored in sorted(program.records, key=lambda each: (each.value.date, each.value.id)):
        record = stored.value
        if first <= record.date <= last and type(record).TYPE not in _SAYING and id in named_ids(record):
            yield record
