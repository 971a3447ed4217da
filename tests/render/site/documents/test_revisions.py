"""The revisions on a document's page, and the documents on a record's page: all of it for the office, days only for workers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from builder.measure.level import at_level
from builder.model.difference import Difference, PartChange
from builder.model.level import Level
from builder.model.snapshot import Snapshot
from builder.render.site.documents.documents import document_pages
from builder.render.site.pages import make_manual
from builder.render.site.registers.registers import record_page
from builder.render.site.words import Edition
from builder.render.templates import open_templates
from tests.checks.example import Example, take_example
from tests.measure.small import read_text

PATH = "policies/inspections.md"
VERSION_1 = read_text(PATH)
VERSION_2 = (
    VERSION_1.replace("version: 1", "version: 2")
    .replace("approved_on: 2026-04-01\neffective: 2026-04-01", "approved_on: 2026-05-18\neffective: 2026-05-25")
    .replace("Once a month", "Twice a month")
)


def snapshot() -> Snapshot:
    """The small company, whose inspection program had two versions."""
    taken = take_example(
        Example(
            files={PATH: VERSION_2.encode()},
            entered={PATH: date(2026, 5, 20)},
            earlier={PATH: [(date(2026, 4, 2), VERSION_1.encode())]},
        )
    )
    assert taken.history is not None
    old, new = (each.blob for each in taken.history.files[PATH].changes)
    return replace(taken, differences={(old, new): Difference(1, 1, (PartChange("How often", 1, 1),))})


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def page_of(taken: Snapshot, edition: Edition) -> str:
    """The page of the inspection program."""
    manual = make_manual(taken, (), edition, (), open_templates())
    (body,) = (page.body for page in document_pages(manual) if page.path == "documents/inspections.md")
    return words(body)


def record_of(taken: Snapshot, name: str, id: str) -> str:
    """The page of a record."""
    manual = make_manual(taken, (), "office", (), open_templates())
    return record_page(manual, name, taken.program.record_by_id[id]).body


def test_office_sees_every_revision_newest_first_with_who_and_what() -> None:
    page = page_of(snapshot(), "office")

    assert "## Revision history Version 2 has been in force since 25 May 2026." in page
    newest = page.index("2026-05-20 Version 2, approved by Ann Beck on 2026-05-18 , in effect from 2026-05-25")
    assert "+1 −1 words: “How often” Carl Dunn signature good" in page[newest:]
    assert newest < page.index("2026-04-02 Version 1, approved by Ann Beck on 2026-04-01")


def test_workers_see_versions_and_days_and_nobody() -> None:
    page = page_of(at_level(snapshot(), Level.POSTED), "worker")

    assert "## Revision history Version 2 has been in force since 25 May 2026." in page
    assert "Version Approved on In effect from 2 2026-05-18 2026-05-25 1 2026-04-01 2026-04-01" in page
    for hidden in ("Carl Dunn", "Ann Beck", "How often” (", "signature good", "Entered by"):
        assert hidden not in page


def test_what_changed_in_the_texts_is_office_knowledge() -> None:
    assert snapshot().differences
    assert at_level(snapshot(), Level.OFFICE).differences
    assert not at_level(snapshot(), Level.POSTED).differences


def test_document_without_a_history_has_no_such_block() -> None:
    assert "Revision history" not in page_of(take_example(Example(is_examined=False)), "office")


def test_document_that_came_late_says_its_own_day_too() -> None:
    taken = take_example(Example(entered={PATH: date(2026, 4, 20)}))

    assert "Version 1 has been in force since 20 April 2026. By its own dates since 1 April 2026." in page_of(
        taken, "office"
    )


def test_record_names_the_revision_of_its_day_with_a_link() -> None:
    inspection = snapshot()
    before = record_of(inspection, "inspection", "insp-0001")
    after = record_of(inspection, "inspection", "insp-0002")
    days = [inspection.program.record_by_id[id].value.date for id in ("insp-0001", "insp-0002")]

    assert days[0] < date(2026, 5, 20)
    assert "Governed by PRG-07 Inspection program : version 1, in force since 2 April 2026" in words(before)
    assert 'href="../../../../documents/inspections/"' in before
    expected = 1 if days[1] < date(2026, 5, 25) else 2
    assert f"Inspection program : version {expected}, in force since" in words(after)


def test_record_that_names_a_document_shows_which_version_was_in_force() -> None:
    text = "id: ack-0001\ndate: 2026-05-27\nrecorded_by: P-002\nperson: P-003\ndocument: PRG-07\nversion: 2\n"
    files = {PATH: VERSION_2.encode(), "records/acknowledgement/2026/ack-0001.yaml": text.encode()}
    taken = take_example(
        Example(
            files=files,
            entered={PATH: date(2026, 5, 20)},
            earlier={PATH: [(date(2026, 4, 2), VERSION_1.encode())]},
        )
    )

    assert "Documents named PRG-07 Inspection program : version 2, in force since 25 May 2026" in words(
        record_of(taken, "acknowledgement", "ack-0001")
    )


def test_document_that_was_not_in_force_that_day_is_said_to_be_so() -> None:
    taken = take_example(Example(entered={PATH: date(2026, 5, 20)}))

    assert "Inspection program : no version was in force that day" in words(record_of(taken, "inspection", "insp-0001"))
