"""The page about done and filed, and what a record's own page says of its entry: office edition only."""

from __future__ import annotations

import re

from builder.checks.run import check
from builder.measure.level import at_level
from builder.model.level import Level
from builder.model.snapshot import Snapshot
from builder.render.site.audit.filed_page import filed_pages
from builder.render.site.pages import make_manual
from builder.render.site.registers.registers import record_page
from builder.render.site.words import Edition
from builder.render.templates import open_templates
from tests.checks.example import Example, take_example
from tests.measure.filing.hand_made import filed, history_of, revision, snapshot_with
from tests.measure.filing.test_imports import binder
from tests.measure.small import inspection

ID = "insp-0009"
TEXT = inspection(ID, "2026-06-10")


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def page_of(snapshot: Snapshot, edition: Edition = "office") -> str:
    manual = make_manual(snapshot, check(snapshot) if edition == "office" else (), edition, (), open_templates())
    return "".join(page.body for page in filed_pages(manual))


def record_of(snapshot: Snapshot, id: str = ID) -> str:
    manual = make_manual(snapshot, (), "office", (), open_templates())
    return words(record_page(manual, "inspection", snapshot.program.record_by_id[id]).body)


def test_page_shows_lists_classes_and_limits() -> None:
    text = words(page_of(binder(24)))

    assert "2026-06-30; in bulk, undeclared: 24." in text
    assert "## Arrived in bulk, undeclared (1)" in text
    assert "Looked for, and nothing found: filed before its own day, given another day," in text
    assert "## What git can’t prove" in text
    assert "When it was handed over" in text


def test_ids_lead_to_their_records() -> None:
    assert 'href="../records/inspection/2026/insp-0100/"' in page_of(binder(24))


def test_history_that_was_not_examined_is_said() -> None:
    assert "Filing was not examined. there is no git repository" in page_of(take_example(Example(is_examined=False)))


def test_worker_edition_has_no_such_page() -> None:
    assert page_of(at_level(binder(24), Level.POSTED), "worker") == ""


def test_record_shows_its_entry_in_words_and_what_its_commit_claims() -> None:
    text = record_of(snapshot_with(history_of([filed(ID, revision(ID, TEXT, "2026-06-12"))]), {ID: "2026-06-10"}))

    assert "Entered in the repository 2026-06-12 , 2 days after ✔ Within the usual time" in text
    assert "Its commit claims Somebody on 2026-06-12 commit 2222222222, not signed" in text
    assert "Changed afterwards" not in text


def test_record_shows_what_was_changed_afterwards() -> None:
    changed = TEXT.replace("items_ok: 5", "items_ok: 9").replace("date: 2026-06-10\n", "date: 2026-06-09\n")
    file = filed(ID, revision(ID, TEXT, "2026-06-12"), revision(ID, changed, "2026-06-29"))
    text = record_of(snapshot_with(history_of([file]), {ID: "2026-06-09"}))

    assert "2026-06-29 : dated 2026-06-09 instead of 2026-06-10, by Somebody" in text
    assert "2026-06-29 : items ok changed by Somebody; 19 days after the last signature, not signed again" in text
