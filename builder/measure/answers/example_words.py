"""What may be said of one record without telling whose it is: yes and no, from fields with a fixed meaning; never free text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from builder.model.record import Record

MERGED_BELOW = 5
"""Counts under this are merged, so that nobody is found again by a number (the pack's own rule for what is de-identified)."""


def few(count: int, singular: str, plural: str) -> str:
    """A count with its noun; one to four merged: "no deficiency", "fewer than five deficiencies", "7 hazards"."""
    if not count:
        return f"no {singular}"
    return f"fewer than five {plural}" if count < MERGED_BELOW else f"{count} {plural}"


def tell(record: Record, last_day: date) -> tuple[str, ...]:
    """What the record shows, as predicates of one sentence: "was written before work began", "was signed by the whole crew".

    Args:
        record: Of any type; of one without words of its own, only its signatures are told.
        last_day: Of the period.
    """
    if isinstance(expires := getattr(record, "expires", None), date) or type(record).TYPE == "training":
        return (f"{'had run out' if expires and expires < last_day else 'was in force'} on the last day of the period",)
    words = tuple(_WORDS.get(type(record).TYPE, _signed)(record))
    return words or ("is on file",)


def _signed(record: Any, everyone: str = "all whose signature it needs") -> Iterator[str]:
    needed = record.must_sign
    if needed:
        absent = any(person not in record.has_signed for person in needed)
        yield f"was not signed by {everyone}" if absent else f"was signed by {everyone}"


def _orientation(record: Any) -> Iterator[str]:
    yield from _signed(record, "both")
    if record.first_work_day:
        order = (record.date > record.first_work_day) - (record.date < record.first_work_day)
        yield f"was given {('before', 'on', 'after')[order + 1]} the first day of work"


def _inspection(record: Any) -> Iterator[str]:
    found = record.deficiencies
    words = f"found {few(len(found), 'deficiency', 'deficiencies')}"
    if found:
        words += " with a corrective action each" if all(each.action for each in found) else ", not all with an action"
    if found or record.items_deficient == 0:
        yield words
    yield from _signed(record)


def _field_assessment(record: Any) -> Iterator[str]:
    if record.written_at and record.started_at:
        yield f"was written {'after' if record.written_at > record.started_at else 'before'} work began"
    yield from _signed(record, "the whole crew")


def _action(record: Any) -> Iterator[str]:
    if record.closed_on is None:
        yield "is still open"
        return
    if record.due:
        yield "was closed late" if record.closed_on > record.due else "was closed by its day"
    yield "was verified" if record.verified_by else "was verified by nobody"


def _meeting(record: Any) -> Iterator[str]:
    people = len({entry.person for entry in record.people})
    if people:
        yield f"was attended by {few(people, 'person', 'people')}"
    yield from _signed(record)


def _hazard_assessment(record: Any) -> Iterator[str]:
    if record.hazards:
        words = "with a control for each" if all(each.controls for each in record.hazards) else "not all with a control"
        yield f"names {few(len(record.hazards), 'hazard', 'hazards')} {words}"
    yield from _signed(record)


def _drill(record: Any) -> Iterator[str]:
    yield "was evaluated" if record.evaluation else "has no evaluation"


def _committee(record: Any) -> Iterator[str]:
    if record.quorum is not None:
        yield "was held with a quorum" if record.quorum else "was held without a quorum"
    if record.items:
        yield f"has minutes with {few(len(record.items), 'item', 'items')}"
    yield from _signed(record, "both co-chairs")


def _investigation(record: Any) -> Iterator[str]:
    named = [word for word, text in (("direct", record.direct_causes), ("root", record.root_causes)) if text]
    if named:
        yield f"names {' and '.join(named)} causes"
    if record.actions:
        yield f"led to {few(len(record.actions), 'corrective action', 'corrective actions')}"


_WORDS: Mapping[str, Callable[[Any], Iterator[str]]] = {
    "corrective-action": _action,
    "drill": _drill,
    "flha": _field_assessment,
    "hazard-assessment": _hazard_assessment,
    "hsc-meeting": _committee,
    "inspection": _inspection,
    "investigation": _investigation,
    "orientation": _orientation,
    "toolbox-meeting": _meeting,
}
