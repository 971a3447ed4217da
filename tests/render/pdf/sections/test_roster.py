"""What an auditor finds on the interview roster, and what may never stand there."""

from __future__ import annotations

import re

from builder.model.pack_choice import PackChoice, Profile
from builder.render.pdf.sections.roster import make_roster
from tests.render.pdf.sections.company import Files, small_company, view_of

PIPE = (
    "id: pipe\nname: Pipe yard\nkind: project\naddress: Gate 2\nactive: [{from: 2026-02-01}]\nhazard_class: high\n"
    "travel_minutes: 7\nshifts: [{name: night, start: '19:00', end: '05:30'}]\n"
    "calendar: {closed: [{from: 2026-12-24, to: 2026-12-28, reason: Christmas}, {from: 2026-01-02, to: 2026-01-02, reason: New year}]}\n"
    "crews:\n  - {id: pipe-a, name: Pipe crew, shift: night, foreman: P-005, from: 2026-02-01,\n"
    "     work_days: [mon, wed, thu], members: [{person: P-003, from: 2026-02-01}]}\n"
)
PERSON = "id: {0}\nname: {1}\nemployment: [{{from: {2}, position: pipefitter, level: {3}, site: {4}{5}}}]\n"


def company() -> Files:
    """Three people at the shop, of whom one is on the night crew of the pipe yard; its foreman; one hired later, one who left."""
    away = "away: [{from: 2026-11-02, to: 2026-11-13}, {from: 2026-05-01, to: 2026-05-09}]\n"
    files = small_company()
    return files | {
        "records/sites/pipe.yaml": PIPE,
        "records/people/P-003.yaml": f"{files['records/people/P-003.yaml']!s}{away}",
        "records/people/P-005.yaml": PERSON.format(
            "P-005", "Simran Gill", "2025-01-06", "supervisor", "shop", ", basis: part-time"
        ),
        "records/people/P-006.yaml": PERSON.format("P-006", "Hired Later", "2026-11-02", "worker", "shop", ""),
        "records/people/P-007.yaml": PERSON.format(
            "P-007", "Long Gone", "2025-01-06", "worker", "shop", ", to: 2026-10-30"
        ),
        "records/contractors/C-01.yaml": (
            "id: C-01\nname: Sunridge Electric\nscope: Heat trace\nactive: [{site: pipe, from: 2026-03-01}]\n"
        ),
    }


def text(profile: Profile = "auditor", *sites: str) -> str:
    section = make_roster(view_of(company(), profile=profile, choice=PackChoice(sites=sites)))
    html = section.html.replace("&#39;", "'") if section else ""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_everyone_employed_on_the_day_has_one_row_with_level_position_site_shift_basis_hiring_and_times() -> None:
    said = text()
    assert (
        "Joanne Littlechild (P-003) worker Pipefitter Pipe yard night full time 2024-01-01 Mon, Wed, Thu 19:00–05:30 "
        "2026-11-02 to 2026-11-13" in said
    )
    assert "Simran Gill (P-005) supervisor Pipefitter Pipe yard night part time 2025-01-06" in said
    assert "Dale Friesen (P-001) senior manager Pipefitter Red Deer shop day full time 2024-01-01 Mon–Fri –" in said
    assert "Hired Later" not in said
    assert "Long Gone" not in said


def test_people_stand_in_an_order_that_favours_nobody() -> None:
    assert re.findall(r"\((P-\d+)\)", text()) == ["P-003", "P-005", "P-001", "P-002"]


def test_counts_by_level_site_and_shift_are_sums_of_people() -> None:
    said = text()
    assert "Pipe yard (pipe) night – – 1 1 2" in said
    assert "Red Deer shop (shop) day 1 1 – – 2" in said
    assert "All of these 1 1 1 1 4" in said


def test_the_number_of_interviews_is_told_with_its_source_and_nothing_is_reckoned_between() -> None:
    said = text()
    assert "4 people stand on this roster: fewer than the first line that is known." in said
    assert "5 people: at least 4, 50 people: at least 19, 500 people: at least 60" in said
    assert "Energy Safety Canada" in said
    assert "read 2026-11-22" in said


def test_nobody_is_chosen_and_nothing_records_who_was_interviewed() -> None:
    said = text()
    assert "Nobody is marked or suggested here" in said
    assert "neither this pack nor the repository records who was interviewed" in said


def test_days_away_have_no_reason_and_past_ones_are_left_out() -> None:
    said = text()
    assert "it keeps no reasons" in said
    assert "2026-05" not in said


def test_days_on_which_a_site_is_closed_stand_there_as_far_as_they_lie_ahead() -> None:
    assert "Pipe yard (pipe): 2026-12-24 to 2026-12-28 Christmas" in text()
    assert "New year" not in text()


def test_contractors_stand_without_people() -> None:
    assert "Sunridge Electric Heat trace Pipe yard (pipe)" in text()
    assert "nobody stated how many there are" in text()


def test_chosen_sites_narrow_the_roster() -> None:
    said = text("auditor", "pipe")
    assert "P-003" in said
    assert "P-001" not in said


def test_people_are_in_no_public_pack() -> None:
    assert text("public") == ""
    assert "Joanne Littlechild (P-003)" in text("internal")
