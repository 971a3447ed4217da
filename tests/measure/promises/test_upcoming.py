"""What falls due after the as-of day."""

from __future__ import annotations

from datetime import date

from builder.measure.promises.upcoming import measure_upcoming
from tests.measure.small import AS_OF, inspection, policy, read_small, read_text


def upcoming(files: dict[str, str | None], until: date, as_of: date = AS_OF) -> dict[str, date]:
    return {each.id: each.due for each in measure_upcoming(read_small(files), as_of, until)}


def test_present_month_and_the_next_are_due_five_days_after_their_end() -> None:
    assert upcoming({}, date(2026, 8, 31)) == {
        "PRG-07/inspection/site/yard/2026-06": date(2026, 7, 5),
        "PRG-07/inspection/site/yard/2026-07": date(2026, 8, 5),
    }


def test_month_that_is_done_already_does_not_come_up() -> None:
    files: dict[str, str | None] = {"records/inspection/2026/insp-0003.yaml": inspection("insp-0003", "2026-06-02")}

    assert list(upcoming(files, date(2026, 8, 31))) == ["PRG-07/inspection/site/yard/2026-07"]


def test_month_in_its_grace_days_still_comes_up() -> None:
    found = upcoming({}, date(2026, 7, 31), as_of=date(2026, 7, 3))

    assert found == {"PRG-07/inspection/site/yard/2026-06": date(2026, 7, 5)}


def test_site_that_closes_before_the_period_owes_nothing_for_it() -> None:
    site = read_text("records/sites/yard.yaml").replace("[{from: 2026-04-01}]", "[{from: 2026-04-01, to: 2026-06-30}]")

    assert list(upcoming({"records/sites/yard.yaml": site}, date(2026, 8, 31))) == [
        "PRG-07/inspection/site/yard/2026-06"
    ]


def test_yearly_record_is_due_a_year_and_its_grace_after_the_last_one() -> None:
    review = (
        "id: mrv-0001\ndate: 2026-04-20\nrecorded_by: P-001\nattendees: [P-001]\ninputs: All\ndecisions: Go on\n"
        "people: [{person: P-001, role: senior-manager}]\n"
    )
    files: dict[str, str | None] = {
        "policies/p.md": policy("record: management-review, every: P12M, per: company, grace: P14D"),
        "records/management-review/2026/mrv-0001.yaml": review,
    }
    found = upcoming(files, date(2027, 5, 31), as_of=date(2027, 3, 31))

    assert found["PRG-20/management-review/2027"] == date(2027, 5, 4)


def test_investigation_still_in_time_comes_up() -> None:
    incident = (
        "id: inc-0001\ndate: 2026-06-25\nsite: yard\nrecorded_by: P-002\nclass: damage\noccurred_at: '10:15'\n"
        "description: Dent\nimmediate_action: Stopped\n"
    )
    files: dict[str, str | None] = {
        "policies/p.md": policy("record: investigation, per: incident, within: P14D"),
        "records/incident/2026/inc-0001.yaml": incident,
    }

    assert upcoming(files, date(2026, 7, 31))["PRG-20/investigation/inc-0001/2026-06-25"] == date(2026, 7, 9)
