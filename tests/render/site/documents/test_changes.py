"""What changed in the documents, for a list that people read in passing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builder.render.site.documents.changes import ChangedDocument, changed_documents
from tests.checks.example import Example, take_example
from tests.render.site.three_versions import PATH, VERSION_2, VERSION_3, manual_of, take


def changed(since: date) -> tuple[ChangedDocument, ...]:
    return changed_documents(manual_of(take()), since)


def test_a_document_comes_once_with_all_that_changed_since_the_newest_first() -> None:
    (found,) = changed(date(2026, 5, 1))

    assert (found.stored.value.id, found.before, found.version, found.day) == ("PRG-07", 1, 3, date(2026, 6, 15))
    assert found.sentences == (
        "Who: “A worker of the crew” became “Another worker of the crew each time”.",
        "How often: “Once a month, every site” became “Twice a month, every site”.",
        "New part: “Who”.",
    )
    assert (found.path, found.anchor, found.is_new) == ("changes/inspections.md", "v3", False)


def test_only_what_began_to_count_since_that_day_is_told() -> None:
    (found,) = changed(date(2026, 6, 1))

    assert (found.before, found.version, len(found.sentences)) == (2, 3, 1)
    assert changed(date(2026, 6, 16)) == ()


def test_a_draft_between_two_versions_is_never_quoted() -> None:
    assert "zebradraft" not in str(changed(date(2026, 5, 1)))


def test_a_review_that_left_every_word_alone_is_no_change() -> None:
    renumbered = VERSION_2.replace("version: 2", "version: 3").replace("2026-05-18", "2026-06-08")

    assert changed_documents(manual_of(take(renumbered)), date(2026, 6, 1)) == ()


def test_a_document_that_came_after_the_program_moved_into_git_is_new() -> None:
    taken = take_example(Example(entered={PATH: date(2026, 5, 20)}))

    (found,) = changed_documents(manual_of(taken), date(2026, 5, 1))

    assert (found.is_new, found.before, found.sentences) == (True, None, ("This document is new.",))
    assert found.path == "documents/inspections.md"


def test_a_withdrawn_document_is_in_no_list_of_changes() -> None:
    withdrawn = VERSION_3.replace("status: approved", "status: withdrawn")

    assert changed_documents(manual_of(take(withdrawn), "office"), date(2026, 5, 1)) == ()


def test_without_a_history_the_days_the_documents_name_must_do() -> None:
    taken = replace(take(), history=None)

    found = changed_documents(manual_of(taken), date(2026, 6, 1))

    assert [(each.stored.value.id, each.day, each.sentences) for each in found] == [("PRG-07", date(2026, 6, 15), ())]
