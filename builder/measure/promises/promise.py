"""What each approved document promises, and which records could keep the promise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from builder.measure.month import last_day
from builder.measure.promises.beginning import promise_begins
from builder.measure.promises.matching import Candidate, Slot
from builder.measure.promises.period import Bucket, with_grace
from builder.measure.promises.unit import FIELD_OF_UNIT
from builder.model.coverage import Expected, Outcome
from builder.model.day import subtract_period
from builder.model.history import History
from builder.model.policy import Obligation, Policy
from builder.model.program import Program
from builder.model.record import Record
from builder.model.stored import Stored


@dataclass(frozen=True)
class Promise:
    """One obligation of one approved document.

    Attributes:
        begins: The first day on which it is held against the company.
    """

    stored: Stored[Policy]
    index: int
    begins: date = date.min

    @property
    def policy(self) -> Policy:
        """The document."""
        return self.stored.value

    @property
    def obligation(self) -> Obligation:
        """The obligation."""
        return self.policy.obligations[self.index]

    def expect(self, unit: str, bucket: Bucket, due: date, outcome: Outcome, site: str = "") -> Expected:
        """The expectation for one unit (of a site) and period."""
        obligation = self.obligation
        parts = (self.policy.id, obligation.record, obligation.kind, unit, bucket.key)
        return Expected(
            id="/".join(part for part in parts if part),
            document=self.policy.id,
            obligation=self.index,
            record_type=obligation.record,
            kind=obligation.kind,
            unit=unit,
            period=bucket.words,
            first=bucket.first,
            last=bucket.last,
            due=due,
            outcome=outcome,
            record=None,
            reason="",
            place=self.stored.place("obligations", self.index),
            answers=obligation.answers,
            by=obligation.by or "",
            site=site,
        )

    def binds(self, first: date, last: date) -> bool:
        """Whether at least half of the days from `first` to `last` lie after it began."""
        return (last - max(first, self.begins)).days + 1 >= ((last - first).days + 2) // 2


def list_promises(program: Program, history: History | None = None) -> tuple[Promise, ...]:
    """The obligations of all approved documents; a translation repeats its original's and makes none of its own."""
    return tuple(
        Promise(stored, index, promise_begins(program, stored, obligation, history))
        for stored in program.policies
        if stored.value.status == "approved" and stored.value.translates is None
        for index, obligation in enumerate(stored.value.obligations)
    )


def make_slot(obligation: Obligation, bucket: Bucket, is_required: bool) -> Slot:
    """The period as a slot, with the obligation's grace."""
    # A rhythm counted backwards asks on the as-of day "when was the last one?"; its grace lies before the period, not after it.
    if bucket.is_rolling:
        early = bucket.first
        if obligation.grace:
            early = subtract_period(bucket.first, obligation.grace)
        return Slot(bucket, bucket.last, early, is_required)
    return Slot(bucket, with_grace(bucket.last, obligation.grace), bucket.first, is_required)


def candidates_by_unit(program: Program, policy: Policy, obligation: Obligation) -> Mapping[str, Sequence[Candidate]]:
    """The records that may meet an obligation, by the unit they are about, in time order.

    Where the record names a document (a review, an acknowledgement), only those that name the promising document count.
    """
    field = FIELD_OF_UNIT.get(obligation.per)
    found: dict[str, list[Candidate]] = defaultdict(list)
    for stored in program.records_by_type.get(obligation.record, ()):
        record = stored.value
        if obligation.kind is not None and record.kind_of_record != obligation.kind:
            continue
        if getattr(record, "document", policy.id) != policy.id:
            continue
        unit = getattr(record, field, None) if field else ""
        if isinstance(unit, str):
            found[unit].append(Candidate(_belongs_to(record), record.date, record.id))
    for candidates in found.values():
        candidates.sort()
    return found


def _belongs_to(record: Record) -> date:
    """The day that says which period a record is for: its date, or the last day of the month it reports."""
    month = getattr(record, "month", None)
    if not isinstance(month, str):
        return record.date
    year, number = int(month[:4]), int(month[5:])
    return last_day((year, number))
