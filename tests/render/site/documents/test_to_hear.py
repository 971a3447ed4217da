"""The office's page of a document says who still has to hear of its newest change, and leads to the sheet; workers' pages don't."""

from __future__ import annotations

import re
from dataclasses import replace

from builder.render.site.documents.documents import document_pages
from builder.render.site.words import Edition
from tests.render.site.three_versions import VERSION_2, VERSION_3, manual_of, take

TOLD = """id: tbx-0001
date: 2026-06-16
site: yard
recorded_by: P-002
topic: What is new
leader: P-002
people: [{person: P-001, role: attended}, {person: P-003, role: attended}]
links: [{to: PRG-07, as: about}]
"""


def page(edition: Edition, *records: str, now: str = VERSION_3) -> str:
    files = {f"records/toolbox-meeting/2026/tbx-000{number}.yaml": text for number, text in enumerate(records, 1)}
    manual = replace(manual_of(take(now, files), edition), papers=frozenset({"pdf/PRG-07-talk.pdf"}))
    return next(each.body for each in document_pages(manual) if each.path == "documents/inspections.md")


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_the_office_sees_by_crew_who_waits_and_gets_the_sheet() -> None:
    found = page("office")
    assert "3 of 3 whom it concerns still have to hear what changed in version 3." in words(found)
    assert "Plumbing crew: Carl Dunn , Eva Frost" in words(found)
    assert 'href="../../pdf/PRG-07-talk.pdf"' in found


def test_once_everyone_was_told_nothing_is_left_to_say() -> None:
    assert "still have to hear" not in page("office", TOLD)


def test_a_review_without_a_word_changed_is_nothing_to_tell() -> None:
    reviewed = VERSION_2.replace("version: 2", "version: 3").replace(
        "approved_on: 2026-05-18", "approved_on: 2026-06-08"
    )
    assert "what changed in version 2." in words(page("office", now=reviewed))


def test_workers_see_nothing_of_who_waits() -> None:
    assert "still have to hear" not in page("worker")
    assert "PRG-07-talk" not in page("worker")
