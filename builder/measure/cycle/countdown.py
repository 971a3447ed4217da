"""The countdown to the next audit: dated steps, reckoned back from the day on which the first document is handed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from builder.measure.cycle.life_cycle import measure_life_cycle
from builder.model.cycle import Cycle
from builder.model.cycle_rules import CycleRules
from builder.model.place import Place
from builder.model.program import Program
from builder.model.snapshot import Snapshot
from builder.read.cycle_file import read_cycle_rules
from builder.record_types.audit import Audit


@dataclass(frozen=True)
class CountdownDay:
    """A step with its day."""

    day: date
    key: str
    what: str


@dataclass(frozen=True)
class Countdown:
    """The way to one audit.

    Attributes:
        first: The day on which the first document is, or was, or had best be handed over.
        last: The last day on the sites, as far as it is known.
        reason: Where these days come from, in words.
        about: The audit's record, where there is one.
        place: Where the days stand.
        steps: By day.
    """

    first: date
    last: date
    reason: str
    about: tuple[str, ...]
    place: Place
    steps: tuple[CountdownDay, ...]


def measure_countdown(snapshot: Snapshot) -> Countdown | None:
    """The countdown to the audit that is under way or booked, else to the next one that the certificate needs; None without one."""
    cycle = measure_life_cycle(snapshot)
    if cycle is None:
        return None
    rules = read_cycle_rules(snapshot.standard.id)
    found = next(_on_record(snapshot.program, snapshot.as_of), None) or _from_deadline(cycle, rules)
    if found is None:
        return None
    first, last, reason, about, place = found
    steps = (CountdownDay(step.on(first, last), step.key, step.what) for step in rules.countdown)
    return Countdown(first, last, reason, about, place, tuple(sorted(steps, key=lambda each: each.day)))


_Found = tuple[date, date, str, tuple[str, ...], Place]


def _on_record(program: Program, as_of: date) -> Iterator[_Found]:
    """The newest audit of the cycle that has no result yet and has a day to count from."""
    for stored in reversed(program.records_by_type.get("audit", ())):
        audit = stored.value
        if not isinstance(audit, Audit) or not audit.is_of_cycle or (audit.ended_on and audit.ended_on <= as_of):
            continue
        first = audit.first_document_on or audit.planned_from
        if first is not None:
            name = "first_document_on" if audit.first_document_on else "planned_from"
            reason = (
                f"The first document of {audit.id} was handed over on {first}."
                if audit.first_document_on
                else f"{audit.id} is booked from {first}."
            )
            last = audit.gathering_ended_on or audit.planned_to or first
            yield first, last, reason, (audit.id,), stored.place(name)


def _from_deadline(cycle: Cycle, rules: CycleRules) -> _Found | None:
    """Early enough for gathering and submission to be over by the next day that the certificate hangs on."""
    goal = next((each for each in cycle.pending if each.is_big and each.day >= cycle.as_of), None)
    if goal is None:
        return None
    span = rules.gathering.get(cycle.scheme, rules.gathering["COR"]).days + rules.submission.days
    first = goal.day - timedelta(days=span)
    reason = f"No audit is booked. {span} days of gathering and submission before {goal.day}: {goal.what}."
    return first, first, reason, (), goal.place
