"""What is due soon and what is overdue, from everything that carries a date: one list for the coordinator's calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from builder.measure.cycle.countdown import measure_countdown
from builder.measure.cycle.life_cycle import measure_life_cycle
from builder.measure.document import review_due
from builder.measure.follow_up.actions import measure_actions
from builder.measure.follow_up.requests import is_open, list_requests
from builder.measure.people.training import Validity, measure_training
from builder.measure.promises.hole import name_hole
from builder.measure.promises.period import is_calendar
from builder.measure.promises.upcoming import measure_upcoming
from builder.model.coverage import Expected, Outcome
from builder.model.place import Place
from builder.model.program import Program
from builder.model.snapshot import Snapshot

AHEAD = 90
"""Days looked ahead: the longest of the usual 30, 60 and 90."""

Kind = Literal["review", "certificate", "clearance", "insurance", "action", "request", "record", "company", "countdown"]


@dataclass(frozen=True)
class DueItem:
    """One thing with a day by which it must be done.

    Attributes:
        day: The last day on which it is on time.
        kind: review (of a document), certificate (of a person), clearance and insurance (of a contractor), action, request
            (of an auditor), record (promised by a document), company (a deadline of the COR cycle), countdown (a step of getting ready for the audit).
        about: Ids of what it concerns.
        what: In words, people by id.
        place: Where the date comes from.
        days: From the as-of day to `day`; negative when overdue.
        why: The rule behind the day, with its source, where there is one.
        key: Stable, where `about` alone doesn't tell it from others of its kind.
        is_big: Whether the certificate hangs on it.
    """

    day: date
    kind: Kind
    about: tuple[str, ...]
    what: str
    place: Place
    days: int
    why: str = ""
    key: str = ""
    is_big: bool = False

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
        *_requests(program, as_of),
        *_cycle(snapshot),
        *_countdown(snapshot),
        *(_record(each, as_of) for each in measure_upcoming(program, as_of, until)),
        *(_record(each, as_of) for each in _standing_holes(snapshot)),
    ]
    return tuple(
        sorted((item for item in found if item.day <= until), key=lambda each: (each.day, each.kind, each.about))
    )


def _reviews(program: Program, as_of: date) -> Iterator[DueItem]:
    for stored in program.policies:
        policy = stored.value
        # A translation is reviewed with its original.
        due = review_due(policy) if policy.translates is None else None
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


def _requests(program: Program, as_of: date) -> Iterator[DueItem]:
    """What auditors asked for and didn't get yet; what they set no day for is due on the day they asked."""
    for stored, request in list_requests(program, as_of):
        if is_open(request, as_of):
            day = request.due or request.date
            what = f"answer the auditor's request {request.id}: {request.text or 'see its scan'}"
            about = tuple(id for id in (request.id, request.audit) if id)
            yield DueItem(day, "request", about, what, stored.place("due"), (day - as_of).days)


def _cycle(snapshot: Snapshot) -> Iterator[DueItem]:
    cycle = measure_life_cycle(snapshot)
    for each in cycle.pending if cycle else ():
        why = f"{each.why} Source: {each.source}."
        days = (each.day - snapshot.as_of).days
        yield DueItem(each.day, "company", each.about, each.what, each.place, days, why, each.id, each.is_big)


def _countdown(snapshot: Snapshot) -> Iterator[DueItem]:
    plan = measure_countdown(snapshot)
    if plan is None:
        return
    for step in plan.steps:
        # A step whose day has passed is no longer due: whether it was done shows in the records it leads to.
        if step.day >= snapshot.as_of:
            days = (step.day - snapshot.as_of).days
            yield DueItem(step.day, "countdown", plan.about, step.what, plan.place, days, "", step.key)


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
