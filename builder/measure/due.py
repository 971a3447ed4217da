"""What is due soon and what is overdue, from everything that carries a date: one list for the coordinator's calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from builder.measure.actions import measure_actions
from builder.measure.coverage import name_hole
from builder.measure.document import review_due
from builder.measure.period import is_calendar
from builder.measure.training import Validity, measure_training
from builder.measure.upcoming import measure_upcoming
from builder.model.coverage import Expected, Outcome
from builder.model.place import Place
from builder.model.program import Program
from builder.model.snapshot import Snapshot

AHEAD = 90
"""Days looked ahead: the longest of the usual 30, 60 and 90."""

Kind = Literal["review", "certificate", "clearance", "insurance", "action", "record", "company"]


@dataclass(frozen=True)
class DueItem:
    """One thing with a day by which it must be done.

    Attributes:
        day: The last day on which it is on time.
        kind: review (of a document), certificate (of a person), clearance and insurance (of a contractor), action, record
            (promised by a document), company (the COR certificate).
        about: Ids of what it concerns.
        what: In words, people by id.
        place: Where the date comes from.
        days: From the as-of day to `day`; negative when overdue.
    """

    day: date
    kind: Kind
    about: tuple[str, ...]
    what: str
    place: Place
    days: int

    @property
    def is_overdue(self) -> bool:
        """Whether the day has passed."""
        return self.days < 0


def measure_due(snapshot: Snapshot, ahead: int = AHEAD) -> tuple[DueItem, ...]:
    """Everything overdue, and everything due within `ahead` days after the as-of day; sorted by day."""
    program, as_of = snapshot.program, snapshot.as_of
    until = as_of + timedelta(days=ahead)
    found = [
        *_reviews(program, as_of),
        *_certificates(program, as_of),
        *_contractors(program, as_of),
        *_actions(program, as_of),
        *_company(program, as_of),
        *(_record(each, as_of) for each in measure_upcoming(program, as_of, until)),
        *(_record(each, as_of) for each in _standing_holes(snapshot)),
    ]
    return tuple(
        sorted((item for item in found if item.day <= until), key=lambda each: (each.day, each.kind, each.about))
    )


def _reviews(program: Program, as_of: date) -> Iterator[DueItem]:
    for stored in program.policies:
        policy = stored.value
        due = review_due(policy)
        if policy.status == "approved" and due is not None:
            what = f"review {policy.id} {policy.title}"
            yield DueItem(due, "review", (policy.id,), what, stored.place("last_reviewed"), (due - as_of).days)


def _certificates(program: Program, as_of: date) -> Iterator[DueItem]:
    for cell in measure_training(program, as_of).cells.values():
        if cell.is_required and cell.record and cell.expires and cell.validity is not Validity.VALID:
            place = program.record_by_id[cell.record].place("expires")
            what = f"renew the {cell.course} certificate of {cell.person}"
            about = (cell.person, cell.record)
            yield DueItem(cell.expires, "certificate", about, what, place, (cell.expires - as_of).days)


def _contractors(program: Program, as_of: date) -> Iterator[DueItem]:
    for stored in program.contractors.values():
        contractor = stored.value
        if not any(span.to is None or span.to >= as_of for span in contractor.active):
            continue
        clearance = contractor.wcb_clearance.expires if contractor.wcb_clearance else None
        if clearance:
            what = f"get a new WCB clearance letter for {contractor.id}"
            place = stored.place("wcb_clearance", "expires")
            yield DueItem(clearance, "clearance", (contractor.id,), what, place, (clearance - as_of).days)
        if contractor.insurance_expires:
            day = contractor.insurance_expires
            what = f"get the new insurance certificate of {contractor.id}"
            yield DueItem(
                day, "insurance", (contractor.id,), what, stored.place("insurance_expires"), (day - as_of).days
            )


def _actions(program: Program, as_of: date) -> Iterator[DueItem]:
    for action in measure_actions(program, as_of):
        if action.closed_on is None and action.due is not None:
            what = f"close {action.id}: {action.description or 'see its scan'}"
            about = tuple(id for id in (action.id, action.owner) if id)
            yield DueItem(action.due, "action", about, what, action.stored.place("due"), (action.due - as_of).days)


def _company(program: Program, as_of: date) -> Iterator[DueItem]:
    if program.company and program.company.value.certificate.expires:
        certificate = program.company.value.certificate
        day = program.company.value.certificate.expires
        what = f"{certificate.audit} audit before the {certificate.scheme} certificate runs out"
        yield DueItem(day, "company", (), what, program.company.place("certificate", "expires"), (day - as_of).days)


def _record(expected: Expected, as_of: date) -> DueItem:
    about = tuple(id for id in (expected.id, expected.document, expected.unit) if id)
    return DueItem(expected.due, "record", about, name_hole(expected), expected.place, (expected.due - as_of).days)


def _standing_holes(snapshot: Snapshot) -> Iterator[Expected]:
    """Holes that doing the thing today would end: those of rhythms counted backwards. A missed month stays missed."""
    for each in snapshot.expected:
        policy = snapshot.program.policy_by_id.get(each.document)
        if each.outcome is Outcome.HOLE and policy is not None:
            every = policy.value.obligations[each.obligation].every
            if every is not None and not is_calendar(every):
                yield each
