"""Days worked, from timesheets."""

from __future__ import annotations

from datetime import date

from builder.measure.people.work import Work, measure_work
from tests.measure.small import read_small, read_text

MAY = "records/work-days/2026/wkd-0001.yaml"


def timesheet(*rows: str, month: str = "2026-05", until: str = "2026-05-31", id: str = "wkd-0001") -> str:
    listed = "".join(f"  - {{{row}}}\n" for row in rows)
    head = f"id: {id}\ndate: {until}\nrecorded_by: P-002\n"
    return f'{head}month: "{month}"\nsource: Payroll timesheets\nimported_on: 2026-06-02\nrows:\n{listed}'


def work_of(*rows: str, month: str = "2026-05", until: str = "2026-05-31") -> Work:
    return measure_work(read_small({MAY: timesheet(*rows, month=month, until=until)}))


def test_each_day_of_a_row_is_a_day_worked() -> None:
    work = work_of(
        "person: P-003, site: yard, hours: 8, days: [4, 5]", "person: P-002, site: yard, hours: 10, days: [5]"
    )

    assert work.people_at("yard", date(2026, 5, 4)) == ("P-003",)
    assert work.people_at("yard", date(2026, 5, 5)) == ("P-002", "P-003")
    assert work.people_at("yard", date(2026, 5, 6)) == ()
    assert work.sites_of("P-003", date(2026, 5, 5)) == ("yard",)
    assert work.record_of("P-003", date(2026, 5, 5)) == "wkd-0001"
    assert work.record_of("P-003", date(2026, 5, 6)) is None
    assert work.hours_at("yard", 2026, 5) == 26


def test_a_crew_is_whoever_of_it_was_there() -> None:
    program = read_small({MAY: timesheet("person: P-003, site: yard, hours: 8, days: [4]")})
    (crew,) = program.sites["yard"].value.crews

    assert measure_work(program).crew_on("yard", crew, date(2026, 5, 4)) == ("P-003",)
    assert measure_work(program).crew_on("yard", crew, date(2026, 5, 5)) == ()


def test_a_month_without_a_timesheet_says_nothing() -> None:
    work = work_of("person: P-003, site: yard, hours: 8, days: [4]")

    assert work.months_known == {(2026, 5)}
    assert work.is_known(date(2026, 5, 31))
    assert not work.is_known(date(2026, 6, 1))


def test_a_timesheet_dated_in_mid_month_covers_the_month_up_to_its_date() -> None:
    work = work_of("person: P-003, site: yard, hours: 8, days: [14, 15, 18]", until="2026-05-15")

    assert work.is_known(date(2026, 5, 15))
    assert not work.is_known(date(2026, 5, 16))
    assert [each.day.day for each in work.days] == [14, 15]


def test_a_day_that_the_month_does_not_have_is_nobodys_day() -> None:
    work = work_of("person: P-003, site: yard, hours: 8, days: [30, 31]", month="2026-04", until="2026-04-30")

    assert [each.day for each in work.days] == [date(2026, 4, 30)]


def test_a_scan_without_rows_does_not_say_that_nobody_worked() -> None:
    files: dict[str, str | None] = {
        MAY: "id: wkd-0001\ndate: 2026-05-31\nrecorded_by: P-002\nattachments:\n"
        f"  - {{path: wkd-0001.pdf, sha256: {'a' * 64}, caption: Timesheets of May}}\n"
    }

    assert measure_work(read_small(files)).months_known == frozenset()


def test_the_index_is_made_once_for_a_program() -> None:
    program = read_small({MAY: timesheet("person: P-003, site: yard, hours: 8, days: [4]")})

    assert measure_work(program) is measure_work(program)


def test_two_sites_on_one_day_are_both_kept() -> None:
    files: dict[str, str | None] = {
        "records/sites/mill.yaml": read_text("records/sites/yard.yaml")
        .replace("id: yard", "id: mill")
        .split("crews:")[0],
        MAY: timesheet(
            "person: P-003, site: yard, hours: 5, days: [4]", "person: P-003, site: mill, hours: 3, days: [4]"
        ),
    }

    assert measure_work(read_small(files)).sites_of("P-003", date(2026, 5, 4)) == ("mill", "yard")
