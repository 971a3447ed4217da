"""The action register and the page about competence at work: what is counted is listed, workers don't get them."""

from __future__ import annotations

import re
from datetime import date

from builder.measure.level import at_level
from builder.model.level import Level
from builder.model.snapshot import Snapshot
from builder.render.site.audit.competence_page import competence_pages
from builder.render.site.board.action_page import action_pages
from builder.render.site.pages import make_manual
from builder.render.site.words import Edition
from builder.render.templates import open_templates
from tests.measure.people.test_work import MAY, timesheet
from tests.measure.small import inspection, snapshot_of

DAY = date(2026, 6, 30)


def page_of(snapshot: Snapshot, edition: Edition = "office") -> str:
    manual = make_manual(snapshot, (), edition, (), open_templates())
    text = "".join(page.body for make in (action_pages, competence_pages) for page in make(manual))
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def with_actions(*opened: str) -> Snapshot:
    files: dict[str, str | None] = {}
    for number, day in enumerate(opened, 1):
        files[f"records/inspection/2026/insp-010{number}.yaml"] = (
            inspection(f"insp-010{number}", day)
            + f"deficiencies: [{{item: Hole {number} in the floor, action: ca-000{number}}}]\n"
        )
        files[f"records/corrective-action/2026/ca-000{number}.yaml"] = (
            f"id: ca-000{number}\ndate: {day}\nrecorded_by: P-002\nsource: insp-010{number}\ndescription: Cover it\n"
            "priority: B\nowner: P-002\ndue: 2026-06-29\n"
        )
    return snapshot_of(files, DAY)


def test_open_actions_stand_in_the_bucket_of_their_age() -> None:
    # 7, 8 and 90 days before the as-of day, and one more.
    text = page_of(with_actions("2026-06-23", "2026-06-22", "2026-04-01", "2026-03-31"))

    assert "up to 7 days 1 1 ca-0001" in text
    assert "8 to 30 days 1 1 ca-0002" in text
    assert "31 to 90 days 1 1 ca-0003" in text
    assert "more than 90 days 1 1 ca-0004" in text


def test_the_way_from_finding_to_proof_is_counted_and_listed() -> None:
    text = page_of(with_actions("2026-06-23"))

    assert (
        "Deficiencies found: 1. Put right without an action: 0. With a corrective action: 1, of which closed 0 and verified 0."
        in text
    )
    assert "Overdue 2026-06-23 insp-0101 Hole 1 in the floor The yard ca-0001" in text


def test_days_without_a_ticket_are_listed_with_what_was_examined() -> None:
    files: dict[str, str | None] = {
        "records/training/2026/trn-0001.yaml": None,
        MAY: timesheet("person: P-003, site: yard, hours: 8, days: [4, 5]"),
    }
    text = page_of(snapshot_of(files, DAY))

    assert "People at work: 1. Days at work, one person on one day each: 2." in text
    assert "there is no timesheet for 2025-07" in text
    assert "2026-05" not in text.partition("there is no timesheet for ")[2].partition(";")[0]
    assert "Eva Frost Fall protection ✖ None yet the position 2 2026-05-04 to 2026-05-05 , 2 days ( wkd-0001 )" in text


def test_workers_get_neither() -> None:
    assert page_of(at_level(with_actions("2026-06-23"), Level.POSTED), "worker") == ""
