"""Injury statistics: counts first, then rates with their constant, and what can be said about a trend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from math import comb

from builder.measure.month import Month, last_day, list_months
from builder.model.day import add_months
from builder.model.program import Program
from builder.model.snapshot import Window

PER_HOURS = 200_000
"""Hours a rate is counted on: 100 people, 40 hours, 50 weeks. International tables use 1,000,000, so it is printed with every rate."""

LOST_TIME = ("fatality", "lost-time")
RECORDABLE = (*LOST_TIME, "restricted-work", "medical-aid")
"""Classes in the total recordable frequency; first aid and near misses are not in it."""

TOTAL = "All sites"
"""The title of the sum."""

CHANCE = 0.05
"""Below this chance of seeing such a difference with nothing changed, a difference is called one."""


@dataclass(frozen=True)
class Rate:
    """A frequency or severity on `PER_HOURS` hours.

    Attributes:
        name, title: "TRIF" and its words.
        formula: How it is made, in words.
        count: What is divided: cases, or days lost.
        hours: By what.
        value: To one place; None where it can't be known.
        why_not: Why it can't, in words; empty otherwise.
    """

    name: str
    title: str
    formula: str
    count: int
    hours: int
    value: Decimal | None
    why_not: str = ""


@dataclass(frozen=True)
class Figures:
    """What happened in a stretch of time or at a site.

    Attributes:
        title: The month or the site.
        hours: Worked; None where nothing is recorded.
        incidents: Ids of incident records by class.
        days_lost: Of all of them.
    """

    title: str
    hours: int | None
    incidents: Mapping[str, tuple[str, ...]]
    days_lost: int

    def count(self, classes: Iterable[str]) -> int:
        """How many incidents of some classes."""
        return sum(len(self.incidents.get(name, ())) for name in classes)


@dataclass(frozen=True)
class Trend:
    """A count held against that of the twelve months before."""

    title: str
    before: int
    now: int
    words: str


@dataclass(frozen=True)
class Statistics:
    """Twelve whole months.

    Attributes:
        first, last: The days they begin and end.
        months: One after the other.
        sites: By site; what names no site stands under "company".
        total: All of it.
        missing_hours: "shop, June 2026": months for which hours are required and missing.
        rates: LTIF, TRIF, severity.
        trends: Against the twelve months before; empty where those aren't on record.
    """

    first: date
    last: date
    months: tuple[Figures, ...]
    sites: tuple[Figures, ...]
    total: Figures
    missing_hours: tuple[str, ...]
    rates: tuple[Rate, ...]
    trends: tuple[Trend, ...]


@dataclass(frozen=True)
class _Case:
    """An incident as far as statistics go."""

    month: Month
    site: str
    name: str
    id: str
    days_lost: int


def measure_statistics(program: Program, as_of: date) -> Statistics:
    """The twelve calendar months that are over on `as_of`; a month in progress would only be half in."""
    last = as_of if as_of == last_day((as_of.year, as_of.month)) else as_of.replace(day=1) - timedelta(days=1)
    window = Window(add_months(last.replace(day=1), -11), last)
    months = list_months(window)
    hours = _hours(program)
    cases = tuple(_cases(program))
    inside = [case for case in cases if case.month in months]
    missing = tuple(_missing_hours(program, months, hours))
    total = _figures(TOTAL, inside, [hours[key] for key in hours if key[0] in months])
    return Statistics(
        first=window.first,
        last=window.last,
        months=tuple(
            _figures(
                f"{month[0]}-{month[1]:02}",
                [case for case in inside if case.month == month],
                [worked for key, worked in hours.items() if key[0] == month],
            )
            for month in months
        ),
        sites=tuple(
            _figures(
                site,
                [case for case in inside if case.site == site],
                [worked for key, worked in hours.items() if key[1] == site and key[0] in months],
            )
            for site in sorted({case.site for case in inside} | {key[1] for key in hours if key[0] in months})
        ),
        total=total,
        missing_hours=missing,
        rates=rates_of(total, missing),
        trends=_trends(total, cases, months, hours),
    )


def rates_of(figures: Figures, missing_hours: Sequence[str] = ()) -> tuple[Rate, ...]:
    """LTIF, TRIF and severity; without a value at zero hours, and where hours are missing, because the rate would be too high."""
    parts = (
        ("LTIF", "Lost-time injury frequency", "fatalities and lost-time injuries", figures.count(LOST_TIME)),
        (
            "TRIF",
            "Total recordable injury frequency",
            "fatalities, lost-time, restricted-work and medical-aid cases",
            figures.count(RECORDABLE),
        ),
        ("SR", "Severity rate", "days lost", figures.days_lost),
    )
    hours = figures.hours or 0
    why_not = ""
    if not hours:
        why_not = "no hours are recorded"
    elif missing_hours:
        why_not = f"hours are missing for {', '.join(missing_hours)}"
    return tuple(
        Rate(name, title, f"{what} × {PER_HOURS:,} ÷ hours", count, hours, _per_hours(count, hours, why_not), why_not)
        for name, title, what, count in parts
    )


def _per_hours(count: int, hours: int, why_not: str) -> Decimal | None:
    if why_not:
        return None
    return (Decimal(count) * PER_HOURS / hours).quantize(Decimal("0.1"), ROUND_HALF_UP)


def tell_apart(before: int, now: int, hours_before: int, hours_now: int) -> bool:
    """Whether two counts differ by more than chance would make them, given the hours behind each.

    Of all cases together, the share that falls into the later period would follow the share of hours; the exact binomial
    probability of a split at least as unlikely as the one seen is held against `CHANCE`.
    """
    cases, hours = before + now, hours_before + hours_now
    if not cases or not hours_before or not hours_now:
        return False
    share = hours_now / hours
    chances = [comb(cases, k) * share**k * (1 - share) ** (cases - k) for k in range(cases + 1)]
    # A hair's breadth above, so that equally likely splits count although they differ in the last bit.
    return sum(chance for chance in chances if chance <= chances[now] * (1 + 1e-9)) < CHANCE


def _trends(
    total: Figures, cases: Sequence[_Case], months: Sequence[Month], hours: Mapping[tuple[Month, str], int]
) -> tuple[Trend, ...]:
    earlier = {(year - 1, month) for year, month in months}
    if any(month not in {key[0] for key in hours} for month in earlier):
        return ()
    before = _figures(
        "", [case for case in cases if case.month in earlier], [hours[key] for key in hours if key[0] in earlier]
    )
    groups = (("Recordable injuries", RECORDABLE), ("First aid", ("first-aid",)), ("Near misses", ("near-miss",)))
    return tuple(_trend(title, before, total, classes) for title, classes in groups)


def _trend(title: str, before: Figures, now: Figures, classes: Sequence[str]) -> Trend:
    counts = before.count(classes), now.count(classes)
    words = "no more than chance could make"
    if tell_apart(*counts, before.hours or 0, now.hours or 0):
        per_hour = counts[0] * (now.hours or 0), counts[1] * (before.hours or 0)
        words = "fewer for the hours worked" if per_hour[1] < per_hour[0] else "more for the hours worked"
    return Trend(title, *counts, words)


def _hours(program: Program) -> dict[tuple[Month, str], int]:
    found: dict[tuple[Month, str], int] = defaultdict(int)
    for stored in program.records_by_type.get("hours-worked", ()):
        month, worked = getattr(stored.value, "month", None), getattr(stored.value, "hours", None)
        if isinstance(month, str) and isinstance(worked, int):
            found[(int(month[:4]), int(month[5:])), stored.value.site or "company"] += worked
    return dict(found)


def _cases(program: Program) -> Iterator[_Case]:
    for stored in program.records_by_type.get("incident", ()):
        record = stored.value
        if record.kind_of_record:
            days_lost = getattr(record, "days_lost", None) or 0
            month = record.date.year, record.date.month
            yield _Case(month, record.site or "company", record.kind_of_record, record.id, days_lost)


def _missing_hours(program: Program, months: Sequence[Month], hours: Mapping[tuple[Month, str], int]) -> Iterator[str]:
    """Months of active sites without hours; a company that records hours for the whole company only misses none of them."""
    for month in months:
        if (month, "company") in hours:
            continue
        for id, stored in program.sites.items():
            days = (date(*month, day) for day in range(1, last_day(month).day + 1))
            if (month, id) not in hours and any(map(stored.value.works_on, days)):
                yield f"{id}, {date(*month, 1):%B %Y}"


def _figures(title: str, cases: Sequence[_Case], hours: Sequence[int]) -> Figures:
    incidents: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        incidents[case.name].append(case.id)
    return Figures(
        title,
        sum(hours) if hours else None,
        {name: tuple(incidents[name]) for name in sorted(incidents)},
        sum(case.days_lost for case in cases),
    )
