"""First aid: every row of the law's table, its borders, and who fills which post."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builder.measure.law.first_aid import (
    find_missing,
    find_missing_equipment,
    find_row,
    find_shortfalls,
    measure_first_aid,
    required_aiders,
    travel_class,
)
from builder.measure.law.first_aid_words import aider_words, short_words
from builder.measure.law.first_aider import AiderLevel, course_level
from builder.measure.snapshot import twelve_months_to
from builder.model.law import FirstAidTable
from builder.model.register import FirstAidKit, SiteFirstAid
from builder.read.law_file import read_law
from tests.measure.small import AS_OF, read_small, read_text

FOUND = read_law("alberta-ohs").first_aid
assert FOUND is not None
TABLE: FirstAidTable = FOUND
B, I, A, N = AiderLevel.BASIC, AiderLevel.INTERMEDIATE, AiderLevel.ADVANCED, AiderLevel.NURSE  # noqa: E741

SITE = "records/sites/yard.yaml"
CERTIFICATE = "records/training/2026/trn-0009.yaml"

# Schedule 2, tables 5 to 7, as read on 2025-03-31: hazard, workers from and to, way to health care, what is asked for.
# B, I, A: first aiders of a level; N: nurse or paramedic; T: kit; b: blankets; ss: stretcher and splints.
ROWS = [
    ("low", 2, 9, "close", "1B T2S"),
    ("low", 2, 9, "distant", "1B T2S"),
    ("low", 2, 9, "isolated", "1I T2S"),
    ("low", 10, 49, "close", "1B T2M"),
    ("low", 10, 49, "distant", "1B T2M"),
    ("low", 10, 49, "isolated", "1I T2M"),
    ("low", 50, 99, "close", "1B 1I T2L"),
    ("low", 50, 99, "distant", "1B 1I T2L"),
    ("low", 50, 99, "isolated", "2I T2L"),
    ("low", 100, 199, "close", "1B 2I T2L area"),
    ("low", 100, 199, "distant", "1B 2I T2L 3b ss area"),
    ("low", 100, 199, "isolated", "3I T2L 3b ss area"),
    ("low", 200, None, "close", "1B 2I +1I/100 T2L area"),
    ("low", 200, None, "distant", "1B 2I +1I/100 T2L area 3b ss"),
    ("low", 200, None, "isolated", "3I +1I/100 T2L 3b ss area"),
    ("medium", 2, 9, "close", "1B T2S"),
    ("medium", 2, 9, "distant", "1I T2S 3b"),
    ("medium", 2, 9, "isolated", "1I T2S 3b"),
    ("medium", 10, 19, "close", "1B 1I T2S"),
    ("medium", 10, 19, "distant", "1B 1I T2S 3b"),
    ("medium", 10, 19, "isolated", "2I T2S 3b"),
    ("medium", 20, 49, "close", "1B 1I T2M"),
    ("medium", 20, 49, "distant", "1B 1I T2M 3b"),
    ("medium", 20, 49, "isolated", "2I T2M 3b"),
    ("medium", 50, 99, "close", "2B 1I T2L"),
    ("medium", 50, 99, "distant", "2B 1I T2L 3b"),
    ("medium", 50, 99, "isolated", "3I T2L 3b"),
    ("medium", 100, 199, "close", "2B 2I T2L area"),
    ("medium", 100, 199, "distant", "2B 2I T2L 3b ss area"),
    ("medium", 100, 199, "isolated", "3I 1A T2L 3b ss area"),
    ("medium", 200, None, "close", "2B 2I N +1I/100 room"),
    ("medium", 200, None, "distant", "2B 2I N +1I/100 room"),
    ("medium", 200, None, "isolated", "4I N +1I/100 room"),
    ("high", 2, 4, "close", "1B T3S"),
    ("high", 2, 4, "distant", "1I T3S 3b"),
    ("high", 2, 4, "isolated", "1I T3S 3b"),
    ("high", 5, 9, "close", "1B 1I T3S"),
    ("high", 5, 9, "distant", "2I T3S 3b"),
    ("high", 5, 9, "isolated", "2I T3S 3b"),
    ("high", 10, 19, "close", "1B 1I T3S 3b"),
    ("high", 10, 19, "distant", "2I T3S 3b ss"),
    ("high", 10, 19, "isolated", "2I T3S 3b ss"),
    ("high", 20, 49, "close", "2B 1I T3M 3b"),
    ("high", 20, 49, "distant", "3I T3M 3b ss"),
    ("high", 20, 49, "isolated", "3I T3M 3b ss"),
    ("high", 50, 99, "close", "2B 2I T3L 3b"),
    ("high", 50, 99, "distant", "2B 3I T3L 3b ss"),
    ("high", 50, 99, "isolated", "4I 1A T3L 3b ss"),
    ("high", 100, 199, "close", "2B 2I 1A room"),
    ("high", 100, 199, "distant", "4I 1A room"),
    ("high", 100, 199, "isolated", "4I 1A room"),
    ("high", 200, None, "close", "2B 2I N +1I/100 room"),
    ("high", 200, None, "distant", "4I N +1I/100 room"),
    ("high", 200, None, "isolated", "4I 1A N +1I/100 room"),
]


@pytest.mark.parametrize(("hazard", "least", "most", "travel", "asked"), ROWS)
def test_row_asks_for_what_the_law_asks_for(hazard: str, least: int, most: int | None, travel: str, asked: str) -> None:
    first = find_row(TABLE, hazard, travel, least)  # type: ignore[arg-type]
    last = find_row(TABLE, hazard, travel, most or 5000)  # type: ignore[arg-type]

    assert first is not None
    assert first is last
    assert (first.least, first.most) == (least, most)
    assert sorted(short_words(first).split()) == sorted(asked.split())


def test_table_has_no_other_rows() -> None:
    assert len(TABLE.rows) == len(ROWS) == 54


@pytest.mark.parametrize(
    ("minutes", "travel"),
    [(0, "close"), (20, "close"), (21, "distant"), (40, "distant"), (41, "isolated"), (300, "isolated")],
)
def test_way_to_health_care_has_its_borders_at_20_and_40_minutes(minutes: int, travel: str) -> None:
    assert travel_class(TABLE, minutes) == travel


def test_no_row_is_for_fewer_than_two() -> None:
    assert find_row(TABLE, "high", "close", 1) is None


@pytest.mark.parametrize(("workers", "asked"), [(200, 2), (201, 3), (300, 3), (301, 4)])
def test_one_more_for_each_further_hundred(workers: int, asked: int) -> None:
    row = find_row(TABLE, "high", "close", workers)
    assert row is not None
    assert required_aiders(row, workers) == {B: 2, I: asked, N: 1}


@pytest.mark.parametrize(
    ("required", "held", "missing"),
    [
        ({B: 1}, [B], {}),
        ({B: 1}, [], {B: 1}),
        ({B: 1, I: 1}, [I, I], {}),
        ({B: 1, I: 1}, [B, B], {I: 1}),
        ({B: 1, I: 1}, [A], {B: 1}),
        ({I: 2}, [B, B, B], {I: 2}),
        ({B: 2, I: 2, A: 1}, [N, I, B], {B: 1, I: 1}),
        ({B: 2, I: 2, N: 1}, [A, A, A, A, A], {N: 1}),
        ({}, [B], {}),
    ],
)
def test_higher_level_fills_a_lower_post_and_never_the_other_way(
    required: dict[AiderLevel, int], held: list[AiderLevel], missing: dict[AiderLevel, int]
) -> None:
    assert find_missing(required, held) == missing


@pytest.mark.parametrize(
    ("course", "level"),
    [
        ("first-aid-basic", B),
        ("Emergency First Aid", B),
        ("standard_first_aid", I),
        ("first-aid-intermediate", I),
        ("Advanced first aid", A),
        ("advanced care paramedic", N),
        ("whmis", None),
        ("first-aid", None),
    ],
)
def test_level_follows_from_the_course_under_any_of_its_names(course: str, level: AiderLevel | None) -> None:
    assert course_level(TABLE, course) is level


def gear(workers: int, held: SiteFirstAid, hazard: str = "high", minutes: int = 9) -> tuple[str, ...]:
    return find_missing_equipment(find_row(TABLE, hazard, travel_class(TABLE, minutes), workers), workers, held)


def kit(type: int, size: str | None = None) -> SiteFirstAid:
    return SiteFirstAid(kits=(FirstAidKit(type=type, size=size, location="Here"),))  # type: ignore[arg-type]


def test_kit_must_be_of_the_type_and_size_or_better() -> None:
    assert gear(4, kit(3, "small")) == ()
    assert gear(4, kit(3, "large")) == ()
    assert gear(4, kit(2, "large")) == ("a small type 3 kit",)
    assert gear(4, kit(3)) == ("a small type 3 kit",)
    assert gear(9, kit(3, "small"), "low") == ()
    assert gear(10, kit(3, "small"), "low") == ("a medium type 2 kit",)


def test_blankets_stretcher_area_and_room_are_named_when_missing() -> None:
    assert gear(9, kit(3, "small")) == ()
    assert gear(10, kit(3, "small")) == ("3 of 3 blankets",)
    assert gear(10, kit(3, "small").model_copy(update={"blankets": 2}), minutes=21) == (
        "1 of 3 blankets",
        "a stretcher and splints",
    )
    assert gear(100, SiteFirstAid(), "low") == ("a large type 2 kit", "a first-aid area")
    assert gear(100, kit(2, "large").model_copy(update={"room": "Room 4"}), "low") == ()
    assert gear(100, SiteFirstAid(area="Corner")) == ("a first-aid room",)


def test_one_worker_alone_needs_a_personal_kit() -> None:
    assert gear(1, SiteFirstAid()) == ("a personal kit (type 1)",)
    assert gear(1, kit(1)) == ()


def with_people(count: int, minutes: int = 9) -> dict[str, str | None]:
    """The small company with so many people at the yard."""
    text = read_text("records/people/P-002.yaml")
    files: dict[str, str | None] = {
        f"records/people/P-{number}.yaml": text.replace("P-002", f"P-{number}") for number in range(101, 98 + count)
    }
    files[SITE] = read_text(SITE).replace("travel_minutes: 9", f"travel_minutes: {minutes}")
    return files


@pytest.mark.parametrize(
    ("people", "minutes", "missing"),
    [
        (4, 20, ""),
        (4, 21, "1 Intermediate"),
        (5, 20, "1 Intermediate"),
        (9, 40, "2 Intermediate"),
        (19, 20, "1 Intermediate"),
        (20, 20, "1 Basic and 1 Intermediate"),
        (20, 41, "3 Intermediate"),
    ],
)
def test_one_basic_first_aider_is_enough_up_to_four_people_nearby(people: int, minutes: int, missing: str) -> None:
    [shift] = measure_first_aid(read_small(with_people(people, minutes)), TABLE, AS_OF)

    assert shift.workers == people
    assert aider_words(shift.missing) == missing


def test_certificate_counts_on_its_last_day_and_not_on_the_next() -> None:
    files: dict[str, str | None] = {CERTIFICATE: read_text(CERTIFICATE).replace("2029-04-01", "2026-06-05")}
    program = read_small(files)

    assert [measure_first_aid(program, TABLE, date(2026, 6, day))[0].missing for day in (5, 6)] == [{}, {B: 1}]


def test_certificate_without_an_end_counts() -> None:
    text = read_text(CERTIFICATE).replace("expires: 2029-04-01\n", "")
    [shift] = measure_first_aid(read_small({CERTIFICATE: text}), TABLE, AS_OF)

    assert shift.missing == {}


def test_first_aider_at_another_site_or_on_another_shift_doesnt_count() -> None:
    person = read_text("records/people/P-003.yaml")
    site = read_text(SITE).replace("members: [{person: P-003, from: 2026-04-01}]", "members: []")
    office = read_text(SITE).split("crews:")[0].replace("id: yard", "id: office").replace("The yard", "The office")
    elsewhere = read_small(
        {
            SITE: site,
            "records/sites/office.yaml": office,
            "records/people/P-003.yaml": person.replace("level: worker, site: yard", "level: worker, site: office"),
        }
    )
    nights = read_small(
        {
            SITE: site,
            "records/people/P-003.yaml": person.replace("site: yard}]\nroles", "site: yard, shift: night}]\nroles"),
        }
    )

    assert {
        (each.site.id, each.workers, aider_words(each.missing)) for each in measure_first_aid(elsewhere, TABLE, AS_OF)
    } == {
        ("yard", 2, "1 Basic"),
        ("office", 1, ""),
    }
    assert {
        (each.shift, each.workers, aider_words(each.missing)) for each in measure_first_aid(nights, TABLE, AS_OF)
    } == {
        ("day", 2, "1 Basic"),
        ("night", 1, ""),
    }


def test_posted_first_aider_is_marked_as_such() -> None:
    person = read_text("records/people/P-003.yaml")
    [posted] = measure_first_aid(read_small({}), TABLE, AS_OF)[0].aiders
    unposted = read_small({"records/people/P-003.yaml": person.split("roles:")[0]})
    [aider] = measure_first_aid(unposted, TABLE, AS_OF)[0].aiders

    assert (posted.is_posted, aider.is_posted) == (True, False)


def test_site_that_is_closed_needs_no_first_aider() -> None:
    closed = read_text(SITE).replace("active: [{from: 2026-04-01}]", "active: [{from: 2026-04-01, to: 2026-06-29}]")
    assert measure_first_aid(read_small({SITE: closed}), TABLE, AS_OF) == ()


def test_heads_from_the_company_count_where_nobody_is_known_by_name() -> None:
    company = read_text("records/company.yaml")
    office = read_text(SITE).split("crews:")[0].replace("id: yard", "id: office").replace("The yard", "The office")
    declared = "headcount: [{site: office, level: worker, count: 7}, {site: office, level: manager, count: 3}, {site: yard, level: worker, count: 50}]\n"
    program = read_small({"records/sites/office.yaml": office, "records/company.yaml": company + declared})

    assert {each.site.id: each.workers for each in measure_first_aid(program, TABLE, AS_OF)} == {
        "office": 10,
        "yard": 3,
    }


def test_without_minutes_to_health_care_nothing_is_claimed() -> None:
    program = read_small({})
    site = program.sites["yard"]
    blind = site.value.model_copy(update={"travel_minutes": None})
    [shift] = measure_first_aid(replace(program, sites={"yard": replace(site, value=blind)}), TABLE, AS_OF)
    assert (shift.travel, shift.row, shift.missing, shift.equipment) == (None, None, {}, ())


def shortfalls(expires: str, renewed: str | None) -> list[tuple[str, str, str]]:
    text = read_text(CERTIFICATE)
    files: dict[str, str | None] = {CERTIFICATE: text.replace("2029-04-01", expires)}
    if renewed:
        again = text.replace("trn-0009", "trn-0010").replace("date: 2026-04-01", f"date: {renewed}")
        files["records/training/2026/trn-0010.yaml"] = again
    found = find_shortfalls(read_small(files), TABLE, twelve_months_to(AS_OF), AS_OF)
    return [(str(each.first), str(each.last), aider_words(each.missing)) for each in found]


def test_past_days_without_a_valid_certificate_are_found() -> None:
    assert shortfalls("2026-05-31", "2026-06-10") == [("2026-06-01", "2026-06-09", "1 Basic")]


def test_days_on_which_nobody_works_are_no_shortfall() -> None:
    # 6 and 7 June 2026 are a weekend.
    assert shortfalls("2026-06-05", "2026-06-08") == []
    assert shortfalls("2026-06-04", "2026-06-08") == [("2026-06-05", "2026-06-07", "1 Basic")]


def test_what_lasts_until_today_is_a_gap_of_today_and_not_of_the_past() -> None:
    assert shortfalls("2026-06-20", None) == []
