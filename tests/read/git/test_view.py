"""Opening repositories of every kind a coordinator or a CI system comes with."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.model.error import BuilderError
from builder.read.git.location import NoHistoryError
from builder.read.git.store.tree import CommitSource
from builder.read.git.view import open_repository
from tests.histories.repository import GitRepository


@pytest.fixture
def repository(tmp_path: Path) -> GitRepository:
    made = GitRepository.make(tmp_path / "company")
    made.commit({"records/company.yaml": "name: Ridgeline\n", "policies/first-aid.md": "text\n"})
    return made


def read_company(path: Path, rev: str = "HEAD") -> bytes:
    with open_repository(path) as opened:
        source = CommitSource(opened.view, opened.resolve(rev))
        return dict(source.read(["records/company.yaml"]))["records/company.yaml"]


def test_a_folder_inside_the_work_tree_finds_the_repository(repository: GitRepository) -> None:
    with open_repository(repository.root / "records") as opened:
        assert opened.work_tree == repository.root
        assert opened.branch == "main"
        assert opened.resolve("HEAD") == repository.head()
        assert not opened.is_shallow


def test_a_bare_repository_has_no_work_tree(repository: GitRepository, tmp_path: Path) -> None:
    repository.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    with open_repository(tmp_path / "bare.git") as opened:
        assert opened.work_tree is None
    assert read_company(tmp_path / "bare.git") == b"name: Ridgeline\n"


def test_a_linked_work_tree_reads_its_own_branch(repository: GitRepository, tmp_path: Path) -> None:
    repository.git("worktree", "add", "--quiet", "-b", "autumn", str(tmp_path / "linked"))
    linked = GitRepository(tmp_path / "linked")
    linked.commit({"records/company.yaml": "name: Autumn\n"})
    with open_repository(tmp_path / "linked") as opened:
        assert opened.branch == "autumn"
        assert opened.work_tree == tmp_path / "linked"
    assert read_company(tmp_path / "linked") == b"name: Autumn\n"
    assert read_company(repository.root) == b"name: Ridgeline\n"


def test_a_detached_head_has_no_branch(repository: GitRepository) -> None:
    repository.git("checkout", "--quiet", "--detach")
    with open_repository(repository.root) as opened:
        assert opened.branch is None
        assert opened.resolve("HEAD") == repository.head()


def test_a_shallow_clone_is_refused_with_the_cure_for_ci(repository: GitRepository, tmp_path: Path) -> None:
    repository.commit({"records/company.yaml": "name: Later\n"})
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.root}", str(tmp_path / "cut"))
    with pytest.raises(BuilderError) as refused:
        open_repository(tmp_path / "cut")
    assert "latest part of its history" in refused.value.message
    assert "fetch-depth: 0" in refused.value.cure
    assert 'GIT_DEPTH: "0"' in refused.value.cure
    assert "git fetch --unshallow" in refused.value.cure


def test_a_repository_without_a_commit_says_so(tmp_path: Path) -> None:
    GitRepository.make(tmp_path / "fresh")
    with pytest.raises(NoHistoryError, match="no commit yet"):
        open_repository(tmp_path / "fresh")


def test_head_on_a_branch_without_commits_is_told_from_an_unknown_name(repository: GitRepository) -> None:
    repository.git("symbolic-ref", "HEAD", "refs/heads/other")
    with open_repository(repository.root) as opened:
        with pytest.raises(NoHistoryError, match="branch other has no commit"):
            opened.resolve("HEAD")
        assert opened.resolve("main")


def test_a_folder_outside_any_repository_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoHistoryError, match="not inside a git repository"):
        open_repository(tmp_path)


def test_a_sha256_repository_is_refused_in_plain_words(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path / "new", "--object-format=sha256")
    made.commit({"records/company.yaml": "name: Ridgeline\n"})
    with pytest.raises(BuilderError, match="sha256 object ids"):
        open_repository(tmp_path / "new")


def test_a_git_file_that_names_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: /nowhere/at/all\n")
    with pytest.raises(BuilderError, match="names a repository that isn't there"):
        open_repository(tmp_path)


def test_another_owners_repository_can_be_read(repository: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    # Git's own switch for its ownership test: it then takes every repository for somebody else's.
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert read_company(repository.root) == b"name: Ridgeline\n"


def test_replacement_objects_are_ignored_and_noted(repository: GitRepository) -> None:
    real = repository.git("rev-parse", "HEAD:records/company.yaml").decode().strip()
    fake = repository.git("hash-object", "-w", "--stdin", stdin=b"name: Forged\n").decode().strip()
    repository.git("replace", real, fake)
    assert read_company(repository.root) == b"name: Ridgeline\n"
    with open_repository(repository.root) as opened:
        [note] = opened.notes
    assert note.name == "replaced-objects"
    assert "refs/replace" in str(note.place)


def test_a_tag_that_was_replaced_still_names_its_own_commit(repository: GitRepository) -> None:
    first = repository.head()
    repository.git("tag", "-a", "-m", "Manual", "manual")
    repository.commit({"records/company.yaml": "name: Second\n"})
    repository.git("tag", "-a", "-m", "Other", "other")
    repository.git("replace", "-f", "manual", "other")
    with open_repository(repository.root) as opened:
        assert opened.resolve("manual") == first


def test_grafts_are_ignored_and_noted(repository: GitRepository) -> None:
    second = repository.commit({"records/company.yaml": "name: Second\n"})
    (repository.root / ".git" / "info" / "grafts").write_text(f"{second}\n")
    with open_repository(repository.root) as opened:
        [note] = opened.notes
        assert len(opened.view.require("rev-list", second).split()) == 2
    assert note.name == "replaced-objects"


def test_variables_left_behind_by_a_hook_change_nothing(
    repository: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = GitRepository.make(tmp_path / "other")
    other.commit({"records/company.yaml": "name: Other\n"})
    left = {
        "GIT_DIR": str(other.root / ".git"),
        "GIT_INDEX_FILE": str(tmp_path / "index"),
        "GIT_OBJECT_DIRECTORY": str(other.root / ".git" / "objects"),
        "GIT_WORK_TREE": str(other.root),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.bare",
        "GIT_CONFIG_VALUE_0": "nonsense",
    }
    for name, value in left.items():
        monkeypatch.setenv(name, value)
    with open_repository(repository.root) as opened:
        source = CommitSource(opened.view, opened.resolve("HEAD"))
        assert dict(source.read(["records/company.yaml"])) == {"records/company.yaml": b"name: Ridgeline\n"}
    assert {name: os.environ[name] for name in left} == left


def test_closing_removes_the_temporary_view(repository: GitRepository) -> None:
    with open_repository(repository.root) as opened:
        home = opened.view.home
        assert home.is_dir()
    assert not home.parent.exists()


def test_opening_and_reading_write_nothing_into_the_repository(repository: GitRepository) -> None:
    def listing() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in repository.root.rglob("*")}

    before = listing()
    read_company(repository.root)
    assert listing() == before


class TestResolve:
    """Names of commits."""

    def test_branch_tag_and_shortened_id_name_the_same_commit(self, repository: GitRepository) -> None:
        repository.git("tag", "-a", "-m", "Manual", "manual/v1")
        head = repository.head()
        with open_repository(repository.root) as opened:
            assert {opened.resolve(rev) for rev in ("main", "manual/v1", head[:8], head, "HEAD", "@")} == {head}

    @pytest.mark.parametrize("rev", ["no-such-branch", "--all", "", "main\nHEAD", "HEAD:records", "f" * 40])
    def test_what_is_no_commit_is_refused_by_name(self, repository: GitRepository, rev: str) -> None:
        with open_repository(repository.root) as opened, pytest.raises(BuilderError, match="no commit called"):
            opened.resolve(rev)

    def test_a_day_names_the_last_commit_entered_by_its_end(self, tmp_path: Path) -> None:
        made = GitRepository.make(tmp_path)
        first = made.commit({"a": "1"}, at="2026-03-30 09:00:00 -0600")
        second = made.commit({"a": "2"}, at="2026-03-31 23:59:00 -0600")
        made.commit({"a": "3"}, at="2026-04-01 00:01:00 -0600")
        with open_repository(tmp_path) as opened:
            assert opened.resolve("@2026-03-30") == first
            assert opened.resolve("@2026-03-31") == second

    def test_the_day_ends_in_the_companys_time_zone(self, tmp_path: Path) -> None:
        made = GitRepository.make(tmp_path)
        first = made.commit({"a": "1"}, at="2026-03-30 12:00:00 +0000")
        evening = made.commit({"a": "2"}, at="2026-04-01 05:30:00 +0000")  # 31 March, 23:30 in Edmonton
        with open_repository(tmp_path) as opened:
            assert opened.resolve("@2026-03-31", time_zone="America/Edmonton") == evening
            assert opened.resolve("@2026-03-31", time_zone="UTC") == first

    def test_a_day_looks_along_the_first_parents_only(self, tmp_path: Path) -> None:
        made = GitRepository.make(tmp_path)
        start = made.commit({"a": "1"}, at="2026-01-05 09:00:00 -0700")
        made.git("checkout", "--quiet", "-b", "branch")
        made.commit({"b": "1"}, at="2026-01-15 09:00:00 -0700")
        made.git("checkout", "--quiet", "main")
        merged = made.merge("branch", at="2026-06-02 09:00:00 -0600")
        with open_repository(tmp_path) as opened:
            assert opened.resolve("@2026-03-01") == start
            assert opened.resolve("@2026-06-02") == merged

    def test_a_day_before_the_first_commit_names_the_first_one(self, repository: GitRepository) -> None:
        with open_repository(repository.root) as opened, pytest.raises(BuilderError, match="entered on 2026-01-05"):
            opened.resolve("@2025-12-31")

    def test_a_day_that_is_not_in_the_calendar_is_refused(self, repository: GitRepository) -> None:
        with open_repository(repository.root) as opened, pytest.raises(BuilderError, match="not in the calendar"):
            opened.resolve("@2026-02-30")

    def test_an_unknown_time_zone_is_refused(self, repository: GitRepository) -> None:
        with open_repository(repository.root) as opened, pytest.raises(BuilderError, match="no time zone"):
            opened.resolve("@2026-03-31", time_zone="Alberta/RedDeer")
