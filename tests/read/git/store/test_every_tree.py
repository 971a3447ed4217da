"""Folders of earlier commits: somebody who may write under .git can't give an old commit other files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builder.commands.prepare import Choice, prepare
from builder.model.error import BuilderError
from builder.read.git.past.history import read_history
from builder.read.git.store.every_tree import prove_trees
from builder.read.git.view import open_repository
from tests.checks.example import minimal_files
from tests.histories.repository import GitRepository

LATE = "records/inspection/2026/insp-0001.yaml"
SPRING, SUMMER, AUTUMN = (f"2026-{month}-01 12:00:00 -0600" for month in ("04", "06", "09"))


def object_file(made: GitRepository, name: str) -> Path:
    id = made.git("rev-parse", name).decode().strip()
    return made.root / ".git" / "objects" / id[:2] / id[2:]


@pytest.fixture
def bent(tmp_path: Path) -> GitRepository:
    """The inspection came in September; then the folder of June was bent so that it seems to have been there."""
    made = GitRepository.make(tmp_path / "company")
    files = minimal_files()
    inspection = files.pop(LATE)
    made.commit({}, at=SPRING)
    made.commit({**files}, at=SUMMER, message="Adopt")
    made.commit({LATE: inspection}, at=AUTUMN, message="Fill the hole")
    old = object_file(made, "HEAD~1:records/inspection/2026")
    old.chmod(0o600)
    old.write_bytes(object_file(made, "HEAD:records/inspection/2026").read_bytes())
    return made


def test_git_itself_believes_a_bent_folder(bent: GitRepository) -> None:
    with open_repository(bent.root) as opened:
        read = read_history(opened, opened.resolve("HEAD"), time_zone="America/Edmonton")
    assert read.entered(LATE) == date(2026, 6, 1)


def test_a_bent_folder_of_an_earlier_commit_is_refused(bent: GitRepository) -> None:
    with open_repository(bent.root) as opened, pytest.raises(BuilderError, match="a folder of an earlier commit"):
        prove_trees(opened.view, opened.resolve("HEAD"))


@pytest.mark.parametrize("by_commit", [True, False])
def test_no_pack_is_made_from_it_and_no_check_without_what_was_kept(bent: GitRepository, by_commit: bool) -> None:
    choice = Choice(bent.root, None, None, date(2026, 10, 1), by_commit=by_commit)
    with pytest.raises(BuilderError, match="is not what its id stands for"), prepare(choice):
        pass


def test_a_missing_folder_is_refused(bent: GitRepository) -> None:
    object_file(bent, "HEAD~1:policies").unlink()
    with (
        open_repository(bent.root) as opened,
        pytest.raises(BuilderError, match=r"Git could not read|not in this copy"),
    ):
        prove_trees(opened.view, opened.resolve("HEAD"))
