"""Filings put together into commits, in the order of their days, with messages as people write them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from builder.demo.filing import AT_ONCE, Filing, Rank
from builder.demo.office_calendar import Clock
from builder.demo.replay import Step
from builder.model.record import in_sentence
from builder.record_types import TYPES
from builder.record_types.anchor import Anchor

_NAMED = 4
"""So many ids a message names; of more it gives the number."""

_ADOPTED = {
    "manual": "Adopt the manual's pages and settings",
    "registers": "Adopt the registers: company, people, sites, positions, equipment, contractors",
    "documents": "Adopt {count} documents as they stand",
}


@dataclass(frozen=True, order=True)
class _Slot:
    """What makes filings one commit; sorts in the order of the commits."""

    day: date
    rank: Rank
    group: str
    by: str
    branch: str = ""
    merges: str = ""


def make_steps(filings: Iterable[Filing], zone: tzinfo) -> tuple[Step, ...]:
    """The commits that bring the filings in, oldest first.

    Args:
        filings: Any order.
        zone: In which the people's clocks go.
    """
    slots: dict[_Slot, list[Filing]] = {}
    for filing in filings:
        for slot in _slots(filing):
            slots.setdefault(slot, []).append(filing)
    clock = Clock(zone)
    steps = []
    for slot, group in sorted(slots.items(), key=lambda item: item[0]):
        message = _message(slot, group)
        files = {} if slot.merges else {filing.path: filing.data for filing in group}
        at = clock.tick(slot.day, f"{slot.by} {message}")
        steps.append(Step(at, slot.by, message, files, slot.branch, slot.merges))
    return tuple(steps)


def add_anchors(steps: Sequence[Step], days: Sequence[date], by: str) -> tuple[Step, ...]:
    """The steps with one more at the end of each of these days: an anchor is fetched and filed.

    Args:
        steps: In the order of their times.
        days: On which somebody commits something anyway.
        by: Person id of whoever does it.
    """
    made = list(steps)
    for number, day in enumerate(sorted(days), start=1):
        last = max(index for index, step in enumerate(made) if step.at.date() <= day)
        assert made[last].at.date() == day, f"nothing is committed on {day}"
        at = made[last].at + timedelta(minutes=11)
        id = f"{Anchor.PREFIX}-{number:04}"
        made.insert(last + 1, Step(at, by, f"File the anchor of {day}\n\n{id}", anchor=id))
    return tuple(made)


def _slots(filing: Filing) -> tuple[_Slot, ...]:
    """The commits that a filing is part of: one, or one on a branch and the merge that brings it in."""
    if filing.written is None:
        return (_Slot(filing.arrives, filing.rank, filing.group, filing.by),)
    return (
        _Slot(filing.written, Rank.RECORD, filing.group, filing.writer, branch=filing.group),
        _Slot(filing.arrives, Rank.MERGE, filing.group, filing.by, merges=filing.group),
    )


def _message(slot: _Slot, group: Sequence[Filing]) -> str:
    named = [filing for filing in group if filing.name]
    if named and named[0].said:
        return named[0].said
    if slot.rank in (Rank.FIRST, Rank.ADOPTION):
        return _ADOPTED[slot.group].format(count=len(named))
    if slot.rank is Rank.REGISTER:
        return f"{'Add' if named[0].is_new else 'Update'} {_names(named)}"
    if named and named[0].kind:
        return _merge_message(slot, named) if slot.merges else _records_message(named)
    return _documents_message(slot, named)


def _documents_message(slot: _Slot, named: Sequence[Filing]) -> str:
    if slot.branch:
        subject = f"Write {_names(named)}"
    elif named[0].verb == "Review":
        subject = f"Review {_names(named)}: unchanged"
    else:
        subject = f"{named[0].verb} {_names(named)}"
    reasons = "" if slot.merges else "\n".join(filing.why for filing in named if filing.why)
    notes = "\n".join(filing.note for filing in named if filing.note)
    return "\n\n".join(part for part in (subject, reasons, notes) if part)


def _merge_message(slot: _Slot, named: Sequence[Filing]) -> str:
    return f"Merge {slot.merges}: {_counts(named)}"


def _records_message(named: Sequence[Filing]) -> str:
    """What a commit of records is called: how many of each type came, and which ones changed."""
    new = [filing for filing in named if filing.is_new]
    changed = [filing for filing in named if not filing.is_new]
    parts = [f"File {_counts(new)}"] if new else []
    if changed:
        parts.append(f"{'update' if new else 'Update'} {_names(changed)}")
    listed = "\n".join(sorted(filing.name for filing in named))
    declared = f"\n\nEvidence-Import: {named[0].why}" if named[0].group == AT_ONCE and named[0].why else ""
    return f"{'; '.join(parts)}\n\n{listed}{declared}"


def _counts(filings: Sequence[Filing]) -> str:
    numbers = Counter(filing.kind for filing in filings)
    return ", ".join(_count(kind, number) for kind, number in sorted(numbers.items()))


def _count(kind: str, number: int) -> str:
    record_type = TYPES[kind]
    title = record_type.TITLE if number == 1 else record_type.PLURAL
    return f"{number} {in_sentence(title)}"


def _names(filings: Sequence[Filing]) -> str:
    names = sorted({filing.name for filing in filings})
    if len(names) > _NAMED:
        return f"{', '.join(names[: _NAMED - 1])} and {len(names) - _NAMED + 1} others"
    return ", ".join(names)
