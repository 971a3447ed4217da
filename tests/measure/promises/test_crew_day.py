"""Records promised for each crew and day."""

from __future__ import annotations

from datetime import date

from builder.model.coverage import Expected
from tests.measure.small import expected_of, policy, read_text

FLHA = """id: flha-0001
date: {day}
site: yard
recorded_by: P-002
crew: plumbing
job: Pipe
started_at: "07:30"
written_at: "07:10"
hazards: [{{hazard: Fall, control: Ladder}}]
people: [{{person: P-003, role: crew}}]
"""
SHEET = """id: wkd-0001
date: 2026-06-30
recorded_by: P-002
month: "2026-06"
source: Timesheets
imported_on: 2026-06-30
rows: [{{person: {person}, site: yard, hours: 8, days: [{days}]}}]
"""


def june(days: str | None = None, person: str = "P-003", **more: str | None) -> dict[str, Expected]:
    """What is expected of the crew in June 2026, by day; `days` are those on the timesheet."""
    files: dict[str, str | None] = {"policies/p.md": policy("record: flha, per: crew-day"), **more}
    if days is not None:
        files["records/work-days/2026/wkd-0001.yaml"] = SHEET.format(days=days, person=person)
    found = expected_of(files).items()
    return {id[-2:]: each for id, each in found if id.startswith("PRG-20") and "/2026-06-" in id}


def test_timesheet_decides_on_which_days_the_crew_owes_a_record() -> None:
    found = june("1, 2, 6")

    # 6 June 2026 is a Saturday: worked all the same.
    assert [day for day, each in found.items() if each.is_required] == ["01", "02", "06"]
    assert found["03"].outcome.value == "not-required"
    assert found["03"].reason == "nobody of plumbing worked at yard that day, by timesheet wkd-0001"
    assert found["03"].shown_by == "wkd-0001"
    # An ordinary Sunday is listed by nobody.
    assert "07" not in found


def test_foreman_alone_at_the_site_is_the_crew_at_work() -> None:
    assert june("1", "P-002")["01"].is_required


def test_somebody_of_another_crew_is_not() -> None:
    assert not june("1", "P-001")["01"].is_required


def test_month_without_a_timesheet_follows_the_calendar() -> None:
    assert len([each for each in june().values() if each.is_required]) == 22


def test_record_shows_that_the_crew_was_there_whatever_the_timesheet_says() -> None:
    found = june("1", **{"records/flha/2026/flha-0001.yaml": FLHA.format(day="2026-06-03")})

    assert (found["03"].outcome.value, found["03"].record) == ("met", "flha-0001")


def test_day_on_which_the_calendar_shuts_the_site_is_not_required_and_says_where_that_stands() -> None:
    closed = "hazard_class: high\ncalendar: {closed: [{from: 2026-06-04, to: 2026-06-05, reason: Break-up}]}\n"
    site = read_text("records/sites/yard.yaml").replace("hazard_class: high\n", closed)
    found = june(**{"records/sites/yard.yaml": site})

    assert (found["04"].outcome.value, found["04"].reason) == ("not-required", "yard was closed: Break-up")
    assert found["04"].shown_by.startswith("records/sites/yard.yaml:")


def test_crew_whose_members_had_all_left_owes_nothing() -> None:
    site = read_text("records/sites/yard.yaml").replace(
        "person: P-003, from: 2026-04-01", "person: P-003, from: 2026-04-01, to: 2026-06-10"
    )
    found = june(**{"records/sites/yard.yaml": site})

    assert found["10"].is_required
    assert (found["11"].outcome.value, found["11"].reason) == ("not-required", "plumbing had no members that day")


def test_day_before_the_promise_counts_only_with_its_record() -> None:
    flha = {"records/flha/2026/flha-0001.yaml": FLHA.format(day="2026-06-02")}
    document = {"policies/p.md": policy("record: flha, per: crew-day, since: 2026-06-29")}

    assert {day: each.outcome.value for day, each in june(**flha, **document).items()} == {
        "02": "met", "29": "hole", "30": "hole",
    }  # fmt: skip
    assert date(2026, 6, 29).weekday() == 0
