"""How many people there are, where, and since when that is regular."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from builder.measure.law.headcount import (
    MonthOfPeople,
    Stay,
    Stretch,
    busiest,
    by_month,
    draw_line,
    employed_over,
    employed_until,
    longest_run,
    regular_since,
    stays_by_unit,
)
from builder.model.day import Period
from tests.measure.small import AS_OF, read_small, read_text

SITE = "records/sites/yard.yaml"
DAY = timedelta(days=1)


def people(count: int) -> frozenset[str]:
    return frozenset(f"P-{number:03}" for number in range(count))


def line(*parts: tuple[str, int]) -> tuple[Stretch, ...]:
    """A line from days and numbers; the last part only ends it."""
    days = [date.fromisoformat(day) for day, _ in parts]
    return tuple(
        Stretch(first, after - DAY, people(count))
        for first, after, (_, count) in zip(days, days[1:], parts, strict=False)
    )


def test_line_has_no_gaps_and_counts_everybody_once() -> None:
    stays = [
        Stay("P-001", date(2026, 1, 1), date(2026, 1, 10)),
        Stay("P-001", date(2026, 1, 5), date(2026, 1, 20)),
        Stay("P-002", date(2026, 1, 8), date(2026, 1, 9)),
    ]
    found = [
        (each.first.day, each.last.day, each.count) for each in draw_line(stays, date(2026, 1, 3), date(2026, 1, 31))
    ]

    assert found == [(3, 7, 1), (8, 9, 2), (10, 20, 1), (21, 31, 0)]


def test_line_of_nobody_is_one_stretch_of_nobody() -> None:
    assert draw_line([], AS_OF, AS_OF) == (Stretch(AS_OF, AS_OF, frozenset()),)


def test_stay_that_ends_before_it_begins_is_nobody() -> None:
    wrong = Stay("P-001", date(2026, 2, 1), date(2026, 1, 1))
    assert [each.count for each in draw_line([wrong], date(2026, 1, 1), date(2026, 3, 1))] == [0]


def test_employed_are_counted_from_hiring_to_leaving() -> None:
    text = read_text("records/people/P-002.yaml")
    files: dict[str, str | None] = {
        "records/people/P-010.yaml": text.replace("P-002", "P-010").replace(
            "from: 2026-04-01", "from: 2026-05-04, to: 2026-05-29"
        )
    }
    found = employed_over(read_small(files), date(2026, 5, 1), date(2026, 6, 1))

    assert [(str(each.first), str(each.last), each.count) for each in found] == [
        ("2026-05-01", "2026-05-03", 3),
        ("2026-05-04", "2026-05-29", 4),
        ("2026-05-30", "2026-06-01", 3),
    ]


def test_line_begins_with_the_first_hiring() -> None:
    program = read_small({})
    assert employed_until(program, AS_OF)[0].first == date(2026, 4, 1)
    assert employed_until(program, date(2026, 3, 31)) == ()


@pytest.mark.parametrize(
    ("parts", "since"),
    [
        # Three months to the day, and a day less.
        ([("2026-04-01", 20), ("2026-07-01", 0)], "2026-04-01"),
        ([("2026-04-02", 20), ("2026-07-01", 0)], None),
        # 19 is not 20, however long.
        ([("2020-04-01", 19), ("2026-07-01", 0)], None),
        # A peak of a week makes nothing regular, a dip of a week ends nothing.
        ([("2025-01-01", 19), ("2026-05-01", 25), ("2026-05-08", 19), ("2026-07-01", 0)], None),
        ([("2025-01-01", 20), ("2026-05-01", 3), ("2026-05-08", 20), ("2026-07-01", 0)], "2025-01-01"),
        # Three months of fewer end it; it begins anew only after three months of more.
        ([("2025-01-01", 20), ("2026-01-01", 19), ("2026-07-01", 0)], None),
        ([("2024-01-01", 20), ("2025-01-01", 19), ("2026-01-01", 21), ("2026-07-01", 0)], "2026-01-01"),
        # Nobody was ever hired.
        ([], None),
    ],
)
def test_number_is_regular_once_it_lasted_for_the_span(parts: list[tuple[str, int]], since: str | None) -> None:
    found = regular_since(line(*parts), 20, Period(months=3))
    assert (str(found) if found else None) == since


def test_span_is_the_companys_own() -> None:
    week = line(("2026-06-24", 5), ("2026-07-01", 0))
    assert regular_since(week, 5, Period(days=7)) == date(2026, 6, 24)
    assert regular_since(week, 5, Period(days=8)) is None


def test_longest_run_is_the_latest_of_equal_ones() -> None:
    found = line(
        ("2026-01-01", 5), ("2026-01-03", 4), ("2026-02-01", 6), ("2026-02-02", 5), ("2026-02-03", 0), ("2026-03-01", 0)
    )
    assert longest_run(found, 5) == (date(2026, 2, 1), date(2026, 2, 2))
    assert longest_run(found, 7) is None


def test_people_are_where_their_crew_is_and_otherwise_where_they_are_employed() -> None:
    site = read_text(SITE)
    project = (
        site.split("crews:")[0].replace("id: yard", "id: mall").replace("The yard", "The mall")
        + "crews:\n  - {id: mall-crew, name: Mall crew, shift: night, foreman: P-002, from: 2026-05-01, to: 2026-05-31,"
        + " members: [{person: P-003, from: 2026-04-15, to: 2026-05-10}]}\n"
    )
    alone = site.split("crews:")[0]
    units = stays_by_unit(read_small({SITE: alone, "records/sites/mall.yaml": project}))
    found = {
        (unit, stay.person, str(stay.first), str(stay.last) if stay.last.year < 9999 else "")
        for unit, stays in units.items()
        for stay in stays
        if stay.person != "P-001"
    }

    assert found == {
        (("mall", "night"), "P-002", "2026-05-01", "2026-05-31"),
        (("yard", "day"), "P-002", "2026-04-01", "2026-04-30"),
        (("yard", "day"), "P-002", "2026-06-01", ""),
        # On the crew only while there is a crew.
        (("mall", "night"), "P-003", "2026-05-01", "2026-05-10"),
        (("yard", "day"), "P-003", "2026-04-01", "2026-04-30"),
        (("yard", "day"), "P-003", "2026-05-11", ""),
    }


def test_nobody_is_on_a_crew_before_they_are_employed() -> None:
    site = read_text(SITE).replace("{person: P-003, from: 2026-04-01}", "{person: P-003, from: 2026-01-01}")
    site = site.replace("foreman: P-002, from: 2026-04-01", "foreman: P-002, from: 2026-01-01")
    [stays] = stays_by_unit(read_small({SITE: site})).values()

    assert {stay.first for stay in stays} == {date(2026, 4, 1)}


def test_busiest_stretch_of_each_shift() -> None:
    text = read_text("records/people/P-002.yaml")
    files: dict[str, str | None] = {
        "records/people/P-010.yaml": text.replace("P-002", "P-010").replace(
            "from: 2026-04-01", "from: 2026-05-04, to: 2026-05-29"
        )
    }
    found = busiest(read_small(files), date(2025, 7, 1), AS_OF)

    assert {unit: (str(each.first), str(each.last), each.count) for unit, each in found.items()} == {
        ("yard", "day"): ("2026-05-04", "2026-05-29", 4)
    }


def test_months_have_their_fewest_and_most() -> None:
    found = by_month(line(("2026-01-20", 3), ("2026-02-10", 5), ("2026-03-01", 4), ("2026-03-05", 0)))
    assert found == (MonthOfPeople("2026-01", 3, 3), MonthOfPeople("2026-02", 3, 5), MonthOfPeople("2026-03", 4, 4))
