"""The texts that are compared are those of approved revisions, read from git in one go; the words of a draft never leave it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from builder.commands import revision_texts
from builder.commands.prepare import Choice, prepare
from builder.commands.site import for_edition
from builder.model.text_change import State
from builder.read.git.store.objects import hash_object, read_objects
from builder.read.git.view import View
from builder.render.site.words import Edition
from tests.checks.example import minimal_files
from tests.histories.repository import GitRepository
from tests.render.site.three_versions import DRAFT, PATH, VERSION_1, VERSION_2

AS_OF = date(2026, 6, 30)


@pytest.fixture
def company(tmp_path: Path) -> GitRepository:
    """The small company in a repository of its own: its program approved, tried out as a draft, approved again."""
    made = GitRepository.make(tmp_path / "company")
    made.commit(minimal_files() | {PATH: VERSION_1}, at="2026-04-02 12:00:00 -0600")
    made.commit({PATH: DRAFT}, at="2026-05-04 12:00:00 -0600")
    made.commit({PATH: VERSION_2}, at="2026-05-20 12:00:00 -0600")
    return made


@pytest.mark.parametrize("edition", ["worker", "office"])
def test_approved_is_compared_with_approved_over_the_draft_between_them(
    company: GitRepository, edition: Edition
) -> None:
    with prepare(Choice(company.root, None, AS_OF, AS_OF)) as prepared:
        snapshot, _ = for_edition(prepared, edition)

    (change,) = snapshot.text_changes.values()
    assert [(str(each.state), each.text) for each in change.passages if each.state is not State.SAME] == [
        ("changed", "Twice a month, every site."),
        ("added", "Who"),
        ("added", "The foreman"),
        ("added", "A worker of the crew"),
    ]


def test_no_word_of_a_draft_is_in_what_workers_get(company: GitRepository) -> None:
    with prepare(Choice(company.root, None, AS_OF, AS_OF)) as prepared:
        worker, _ = for_edition(prepared, "worker")

    assert "zebradraft" not in repr(worker.text_changes)


def test_a_draft_is_not_even_read_for_the_differences(company: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def note(view: View, ids: Sequence[str], kind: str, name: Callable[[int], str]) -> Iterator[bytes]:
        asked.extend(ids)
        return read_objects(view, ids, kind, name)

    monkeypatch.setattr(revision_texts, "read_objects", note)
    with prepare(Choice(company.root, None, AS_OF, AS_OF)) as prepared:
        for_edition(prepared, "worker")

    assert sorted(asked) == sorted(hash_object("blob", text.encode()) for text in (VERSION_1, VERSION_2))


def test_what_was_read_before_is_not_read_again(company: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    with prepare(Choice(company.root, None, AS_OF, AS_OF)) as prepared:
        before, _ = for_edition(prepared, "worker")
        monkeypatch.setattr(revision_texts, "compare_passages", None)
        after, _ = for_edition(prepared, "worker", before.text_changes)

    assert after.text_changes == before.text_changes
