"""What is due and overdue."""

from __future__ import annotations

from datetime import date

from builder.measure.due import measure_due
from tests.measure.small import policy, read_text, snapshot_of


def due(files: dict[str, str | None], as_of: date = date(2026, 6, 30), ahead: int = 90) -> dict[str, int]:
    return {item.what: item.days for item in measure_due(snapshot_of(files, as_of), ahead)}


def test_reviews_come_up_ninety_days_before_their_day() -> None:
    assert due({}, date(2026, 12, 31)).get("review POL-01 Health and safety policy") is None
    assert due({}, date(2027, 1, 1))["review POL-01 Health and safety policy"] == 90


def test_overdue_review_has_negative_days() -> None:
    assert due({}, date(2027, 4, 3))["review POL-01 Health and safety policy"] == -2


def test_certificate_of_a_needed_course_comes_up_before_it_ends() -> None:
    text = read_text("records/training/2026/trn-0001.yaml").replace("2029-04-01", "2026-07-10")

    assert due({"records/training/2026/trn-0001.yaml": text})["renew the fall-protection certificate of P-003"] == 10


def test_clearance_and_insurance_of_an_active_contractor_come_up() -> None:
    found = due({}, date(2026, 12, 1))

    assert found["get a new WCB clearance letter for C-01"] == 30
    assert found["get the new insurance certificate of C-01"] == 30


def test_contractor_who_left_needs_no_papers() -> None:
    text = read_text("records/contractors/C-01.yaml").replace("from: 2026-04-02}", "from: 2026-04-02, to: 2026-05-30}")

    assert not [what for what in due({"records/contractors/C-01.yaml": text}, date(2026, 12, 1)) if "C-01" in what]


def test_open_action_is_overdue_after_its_day() -> None:
    action = (
        "id: ca-0001\ndate: 2026-06-01\nrecorded_by: P-002\nsource: insp-0002\ndescription: Fit a guard\npriority: B\n"
        "owner: P-002\ndue: 2026-06-08\n"
    )

    assert due({"records/corrective-action/2026/ca-0001.yaml": action})["close ca-0001: Fit a guard"] == -22


def test_inspection_of_the_month_is_due_five_days_after_it() -> None:
    assert due({})["yard, June 2026: supervisor's site inspection"] == 5


def test_missed_yearly_record_is_overdue_because_it_can_still_be_made() -> None:
    document = policy("record: management-review, every: P12M, per: company", version=2)
    company = read_text("records/company.yaml").replace("adopted_on: 2026-04-01\n", "")
    found = due({"policies/p.md": document, "records/company.yaml": company})

    assert found["the 12 months to 30 June 2026: management review"] == 0


def test_yearly_record_that_was_never_made_is_due_a_year_after_it_was_promised() -> None:
    files: dict[str, str | None] = {"policies/p.md": policy("record: management-review, every: P12M, per: company")}
    found = due(files, date(2027, 2, 1))

    assert found["by 1 April 2027: management review"] == 59


def test_missed_month_is_not_listed_because_it_can_not_be_made_up() -> None:
    found = due({"records/inspection/2026/insp-0002.yaml": None})

    assert "yard, May 2026: supervisor's site inspection" not in found


def test_items_are_sorted_by_day() -> None:
    items = measure_due(snapshot_of({}, date(2027, 4, 3)))

    assert [item.day for item in items] == sorted(item.day for item in items)
    assert len(items) > 3
