"""What an employer of so many people must have: a representative, a committee, a written program; and whether they are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from builder.measure.law.headcount import Stretch, employed_until, longest_run, regular_since
from builder.model.day import Period
from builder.model.law import HeadcountDuty, Law
from builder.model.program import Program
from builder.model.snapshot import Window

DEFAULT_SPAN = Period(months=3)
COURSES = frozenset({"hsc-member", "hsc-cochair", "hs-representative"})
"""Courses for committee members and representatives, as training certificates name them."""


@dataclass(frozen=True)
class Seat:
    """Somebody on the committee, or the representative.

    Attributes:
        side: worker or employer; empty for a representative.
        seat: cochair, member or representative.
        source: The record that says so, or the person's own id where a role does.
    """

    person: str
    side: str
    seat: str
    source: str

    @property
    def words(self) -> str:
        """The seat for people to read."""
        if self.seat == "representative":
            return "the health and safety representative"
        return f"{'co-chair' if self.seat == 'cochair' else 'a member'} of the committee"


@dataclass(frozen=True)
class DutyState:
    """How the company stands with one duty on a day.

    Attributes:
        since: Since when so many people have regularly been employed; None where they aren't.
        peak: The longest stretch of days in the window with so many people, where they are not regular.
        now: People employed on the day, by their files.
        declared: People in the company's own table of heads, which has no days.
        wanting: What is missing, in words; empty when nothing is.
    """

    duty: HeadcountDuty
    since: date | None
    peak: tuple[date, date] | None
    now: int
    declared: int
    wanting: str

    @property
    def is_declared_only(self) -> bool:
        """Whether only the table of heads has so many people: their files are not all there yet."""
        is_more = self.duty.most is not None and self.declared > self.duty.most
        return self.since is None and self.peak is None and self.declared >= self.duty.least and not is_more

    @property
    def applies(self) -> bool:
        """Whether the company must have it."""
        return self.since is not None


def span_of(program: Program) -> Period:
    """How long a headcount must last to count as regular."""
    return program.company.value.regularly_employs_over if program.company else DEFAULT_SPAN


def measure_duties(program: Program, law: Law, window: Window, as_of: date) -> tuple[DutyState, ...]:
    """Every duty that depends on the number of people, by that number.

    A duty with an upper end (the representative: 5 to 19) doesn't apply where more people are regularly employed.
    """
    line = employed_until(program, as_of)
    span = span_of(program)
    return tuple(
        _state(program, duty, line, window, span, as_of) for duty in sorted(law.duties, key=lambda each: each.least)
    )


def _state(
    program: Program, duty: HeadcountDuty, line: Sequence[Stretch], window: Window, span: Period, as_of: date
) -> DutyState:
    since = regular_since(line, duty.least, span)
    recent = [stretch for stretch in line if stretch.last >= window.first]
    is_more = duty.most is not None and regular_since(line, duty.most + 1, span) is not None
    peak = longest_run(recent, duty.least) if since is None else None
    return DutyState(
        duty,
        None if is_more else since,
        peak,
        line[-1].count if line else 0,
        sum(each.count for each in program.company.value.headcount) if program.company else 0,
        _wanting(program, duty.key, as_of),
    )


def seats_on(program: Program, day: date) -> tuple[Seat, ...]:
    """The committee and the representative on a day, from people's roles and from membership records; everyone once."""
    found: dict[str, Seat] = {}
    for seat in (*_seats_by_role(program, day), *_seats_by_record(program, day)):
        found.setdefault(seat.person, seat)
    return tuple(found[person] for person in sorted(found))


def untrained_seats(program: Program, day: date) -> tuple[Seat, ...]:
    """Those on the committee, and the representative, whose training for it nothing shows; only people employed that day."""
    trained = {
        str(getattr(stored.value, "person", ""))
        for stored in program.records_by_type.get("training", ())
        if stored.value.date <= day and getattr(stored.value, "course", None) in COURSES
    }
    for stored in program.records_by_type.get("hsc-membership", ()):
        on = getattr(stored.value, "trained_on", None)
        if isinstance(on, date) and on <= day:
            trained.add(str(getattr(stored.value, "person", "")))
    employed = {id for id, stored in program.people.items() if stored.value.employment_on(day)}
    return tuple(seat for seat in seats_on(program, day) if seat.person in employed - trained)


def _seats_by_role(program: Program, day: date) -> Iterator[Seat]:
    for id, stored in program.people.items():
        for role in stored.value.roles_on(day):
            if role.role.startswith("committee-"):
                side = "worker" if role.role.endswith("worker") else "employer"
                yield Seat(id, side, "cochair" if "cochair" in role.role else "member", id)
            elif role.role.startswith("hs-representative"):
                yield Seat(id, "", "representative", id)


def _seats_by_record(program: Program, day: date) -> Iterator[Seat]:
    for stored in program.records_by_type.get("hsc-membership", ()):
        record = stored.value
        person, ends = getattr(record, "person", None), getattr(record, "term_ends", None)
        if record.date <= day and isinstance(person, str) and (not isinstance(ends, date) or day <= ends):
            yield Seat(person, getattr(record, "side", "") or "", getattr(record, "seat", "") or "member", record.id)


def _wanting(program: Program, key: str, day: date) -> str:
    if key == "program":
        kinds = {stored.value.kind for stored in program.policies if stored.value.status == "approved"}
        return "" if {"policy", "program"} <= kinds else "there is no approved policy with approved programs behind it"
    seats = seats_on(program, day)
    if key == "representative":
        return "" if seats else "nobody is named as such"
    members = [seat for seat in seats if seat.seat != "representative"]
    if not members:
        return "nobody is named as a member"
    chairs = {seat.side for seat in members if seat.seat == "cochair"}
    missing = [side for side in ("worker", "employer") if side not in chairs]
    return f"no {' and no '.join(f'{side} co-chair' for side in missing)} is named" if missing else ""
