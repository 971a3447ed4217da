"""Leading indicators by month: n of m with holes in m, reports without m, certificates on the day."""

from __future__ import annotations

from datetime import date

from builder.measure.leading import Leading, Share, measure_leading
from tests.checks.example import minimal_files
from tests.measure.small import inspection, policy, snapshot_of

FIRST, LAST = date(2026, 4, 1), date(2026, 6, 30)


def indicator(files: dict[str, str | None], title: str) -> Leading:
    found = measure_leading(snapshot_of(files), FIRST, LAST)
    return next(each for each in found if each.title.startswith(title))


def test_a_month_without_its_inspection_stands_as_none_of_one() -> None:
    files: dict[str, str | None] = {
        "policies/inspections.md": policy("record: inspection, kind: site, every: P1M, per: site"),
        "records/inspection/2026/insp-0101.yaml": inspection("insp-0101", "2026-04-10"),
        "records/inspection/2026/insp-0102.yaml": inspection("insp-0102", "2026-06-10"),
        "records/inspection/2026/insp-0001.yaml": None,
        "records/inspection/2026/insp-0002.yaml": None,
    }
    found = indicator(files, "Inspections")
    assert found.months[0] == Share(1, 1)
    assert found.months[1] == Share(0, 1)
    assert found.months[2] == Share(1, 1)
    assert found.total == Share(2, 3)


def test_a_week_that_ends_after_the_last_day_counts_at_the_edge_as_in_the_tables_of_promises() -> None:
    # 30 June is a Tuesday: its week ends on 5 July, after the as-of day, and its inspection is done already.
    files: dict[str, str | None] = {
        "policies/inspections.md": policy("record: inspection, kind: site, every: P1W, per: site"),
        "records/inspection/2026/insp-0101.yaml": inspection("insp-0101", "2026-06-30"),
        "records/inspection/2026/insp-0001.yaml": None,
        "records/inspection/2026/insp-0002.yaml": None,
    }
    required = [each for each in snapshot_of(files).expected if each.is_required]
    assert any(each.last > LAST for each in required)
    assert indicator(files, "Inspections").total == Share(1, len(required))


def test_actions_count_in_the_month_in_which_they_were_due() -> None:
    def action(id: str, due: str, closed: str) -> dict[str, str | None]:
        text = f"id: {id}\ndate: 2026-04-02\nrecorded_by: P-002\nsource: insp-0001\ndescription: Fit it\npriority: B\nowner: P-002\ndue: {due}\n{closed}"
        return {f"records/corrective-action/2026/{id}.yaml": text}

    in_time = action("ca-0101", "2026-05-10", "closed_on: 2026-05-10\nverified_by: P-001\n")
    late = action("ca-0102", "2026-05-10", "closed_on: 2026-05-11\nverified_by: P-001\n")
    still_open = action("ca-0103", "2026-06-10", "")
    not_yet_due = action("ca-0104", "2026-07-10", "")
    found = indicator(in_time | late | still_open | not_yet_due, "Corrective actions")
    assert found.months == (Share(0, 0), Share(1, 2), Share(0, 1))


def test_a_month_in_which_nothing_was_required_is_not_counted_against_anybody() -> None:
    # The yard opened on 1 April: May is made a month of shutdown.
    site = minimal_files()["records/sites/yard.yaml"].decode()
    shut = site + "calendar: {closed: [{from: 2026-05-01, to: 2026-05-31, reason: Breakup}]}\n"
    files: dict[str, str | None] = {
        "records/sites/yard.yaml": shut,
        "policies/inspections.md": policy("record: inspection, kind: site, every: P1M, per: site"),
        "records/inspection/2026/insp-0101.yaml": inspection("insp-0101", "2026-04-10"),
        "records/inspection/2026/insp-0102.yaml": inspection("insp-0102", "2026-06-10"),
        "records/inspection/2026/insp-0001.yaml": None,
        "records/inspection/2026/insp-0002.yaml": None,
    }
    found = indicator(files, "Inspections")
    assert found.months == (Share(1, 1), Share(0, 0), Share(1, 1))
    assert found.total == Share(2, 2)
