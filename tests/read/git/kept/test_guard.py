"""A branch that no longer holds what it held is noticed, and stays noticed until somebody says that it is known."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.model.history import History, OddityKind
from builder.read.git.kept.guard import forget_rewritings, watch_branch
from builder.read.git.kept.index_file import guard_file, index_file
from builder.read.git.kept.kept_history import Shelf, read_kept_history
from builder.read.git.view import open_repository
from tests.histories.repository import GitRepository

LATE = "records/inspection/2026/insp-2.yaml"


def look(company: GitRepository, tmp_path: Path, commit: str = "main") -> History:
    with open_repository(company.root) as opened:
        shelf = Shelf(tmp_path / "shelf", "main")
        return read_kept_history(opened, opened.resolve(commit), time_zone="America/Edmonton", shelf=shelf)


def index_of(company: GitRepository, tmp_path: Path) -> Path:
    with open_repository(company.root) as opened:
        return index_file(tmp_path / "shelf", opened.common_dir)


@pytest.fixture
def company(tmp_path: Path) -> GitRepository:
    made = GitRepository.make(tmp_path / "company")
    made.commit({"records/inspection/2026/insp-1.yaml": "id: insp-1\n"}, at="2026-01-05 12:00:00 -0700")
    made.commit({LATE: "id: insp-2\n"}, at="2026-03-05 12:00:00 -0700")
    return made


def backdate(company: GitRepository) -> None:
    """Put the last commit onto the branch again, with a day of entry that looks better."""
    company.git("reset", "--quiet", "--hard", "HEAD~1")
    company.commit({LATE: "id: insp-2\n"}, at="2026-01-06 12:00:00 -0700")


def test_a_commit_that_was_put_in_anew_with_another_day_is_noticed(company: GitRepository, tmp_path: Path) -> None:
    old = look(company, tmp_path).commit
    backdate(company)
    read = look(company, tmp_path)
    [found] = read.rewritings
    assert (found.branch, found.old_tip, found.new_tip) == ("main", old, company.head())
    assert (found.lost, found.paths) == (1, (LATE,))
    # The history is that of the branch as it is now.
    assert str(read.entered(LATE)) == "2026-01-06"


def test_it_stays_noticed_while_the_branch_goes_on(company: GitRepository, tmp_path: Path) -> None:
    look(company, tmp_path)
    backdate(company)
    first = look(company, tmp_path).rewritings
    company.commit({"records/inspection/2026/insp-3.yaml": "id: insp-3\n"})
    assert look(company, tmp_path).rewritings == first
    assert look(company, tmp_path, "main~1").rewritings == first


def test_it_stays_noticed_when_the_index_is_gone_or_of_other_code(company: GitRepository, tmp_path: Path) -> None:
    look(company, tmp_path)
    index_of(company, tmp_path).write_bytes(b"made by a version to come")
    backdate(company)
    first = look(company, tmp_path).rewritings
    index_of(company, tmp_path).unlink()
    assert look(company, tmp_path).rewritings == first
    assert len(first) == 1


def test_it_is_forgotten_when_somebody_says_so(company: GitRepository, tmp_path: Path) -> None:
    look(company, tmp_path)
    backdate(company)
    look(company, tmp_path)
    assert forget_rewritings(index_of(company, tmp_path)) == 1
    assert look(company, tmp_path).rewritings == ()
    assert forget_rewritings(index_of(company, tmp_path)) == 0
    backdate(company)
    company.git("commit", "--quiet", "--amend", "-m", "Once more")
    assert len(look(company, tmp_path).rewritings) == 1


def test_a_branch_that_was_set_back_lost_what_came_after(company: GitRepository, tmp_path: Path) -> None:
    look(company, tmp_path)
    company.git("reset", "--quiet", "--hard", "HEAD~1")
    [found] = look(company, tmp_path).rewritings
    assert (found.lost, found.paths) == (1, (LATE,))


def test_when_the_old_commits_are_thrown_away_it_is_said_that_nobody_can_count_them(
    company: GitRepository, tmp_path: Path
) -> None:
    look(company, tmp_path)
    backdate(company)
    company.git("reflog", "expire", "--expire=now", "--all")
    company.git("gc", "--quiet", "--prune=now")
    [found] = look(company, tmp_path).rewritings
    assert (found.lost, found.paths) == (None, ())


def test_a_run_that_began_before_a_commit_that_another_has_seen_accuses_nobody(
    company: GitRepository, tmp_path: Path
) -> None:
    file = guard_file(index_of(company, tmp_path))
    with open_repository(company.root) as opened:
        before = company.head()
        company.commit({"records/inspection/2026/insp-3.yaml": "id: insp-3\n"}, at="2026-03-06 12:00:00 -0700")
        look(company, tmp_path)
        assert watch_branch(file, opened, "main", "main", before).rewritings == ()
    assert look(company, tmp_path).rewritings == ()


def test_new_commits_and_merges_are_no_rewriting(company: GitRepository, tmp_path: Path) -> None:
    look(company, tmp_path)
    company.git("checkout", "--quiet", "-b", "site")
    company.commit({"records/inspection/2026/insp-3.yaml": "id: insp-3\n"}, at="2026-03-06 12:00:00 -0700")
    company.git("checkout", "--quiet", "main")
    company.merge("site", at="2026-03-07 12:00:00 -0700")
    read = look(company, tmp_path)
    assert (read.rewritings, read.oddities) == ((), ())


def test_another_branch_is_no_rewriting(company: GitRepository, tmp_path: Path) -> None:
    look(company, tmp_path)
    company.git("checkout", "--quiet", "--orphan", "other")
    company.commit({"records/inspection/2026/insp-9.yaml": "id: insp-9\n"})
    assert look(company, tmp_path, "other").rewritings == ()
    assert look(company, tmp_path).rewritings == ()


def test_a_merge_the_wrong_way_round_is_an_oddity(company: GitRepository, tmp_path: Path) -> None:
    old = look(company, tmp_path).commit
    company.git("checkout", "--quiet", "-b", "site", "main~1")
    company.commit({"records/inspection/2026/insp-3.yaml": "id: insp-3\n"}, at="2026-03-06 12:00:00 -0700")
    # As `git pull` does it on the computer of somebody who worked meanwhile.
    merge = company.merge("main", at="2026-03-07 12:00:00 -0700")
    company.git("branch", "--force", "main", "site")
    read = look(company, tmp_path)
    [found] = [oddity for oddity in read.oddities if oddity.kind is OddityKind.CROSSED]
    assert (found.commit, str(found.day)) == (merge, "2026-03-07")
    assert old[:10] in found.detail
    assert read.rewritings == ()
    assert str(read.entered(LATE)) == "2026-03-07"


def test_the_branch_of_the_repository_it_was_cloned_from_is_watched_where_there_is_no_own(
    company: GitRepository, tmp_path: Path
) -> None:
    company.git("update-ref", "refs/remotes/origin/main", "main")
    company.git("checkout", "--quiet", "--detach")
    company.git("branch", "--quiet", "-D", "main")
    look(company, tmp_path, "HEAD")
    backdate(company)
    company.git("update-ref", "refs/remotes/origin/main", "HEAD")
    [found] = look(company, tmp_path, "HEAD").rewritings
    assert found.branch == "origin/main"


@pytest.mark.parametrize(
    "broken", [b"", b"{}", b"[]", b'{"form": 1, "branches": {"main": {"tip": "--help"}}}', b"\xff"]
)
def test_a_damaged_memory_is_begun_anew(company: GitRepository, tmp_path: Path, broken: bytes) -> None:
    look(company, tmp_path)
    guard_file(index_of(company, tmp_path)).write_bytes(broken)
    assert look(company, tmp_path).rewritings == ()
    backdate(company)
    assert len(look(company, tmp_path).rewritings) == 1


def test_a_fresh_copy_remembers_nothing(company: GitRepository, tmp_path: Path) -> None:
    look(company, tmp_path)
    backdate(company)
    shutil.copytree(company.root, tmp_path / "copy")
    assert look(GitRepository(tmp_path / "copy"), tmp_path).rewritings == ()
