"""Facts about real repositories, among them such as can't be opened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.read.set_up.folder import read_folder
from builder.read.set_up.repository import read_repository
from tests.histories.repository import GitRepository

SITE = "records/sites/shop.yaml"


@pytest.fixture
def program(tmp_path: Path) -> GitRepository:
    repository = GitRepository.make(tmp_path / "our safety")
    repository.commit({SITE: "id: shop\nname: Shop\n"}, at="2026-01-05 12:00:00 -0700")
    return repository


def test_a_repository_in_good_order(program: GitRepository) -> None:
    program.git("remote", "add", "origin", "https://forge.example/safety.git")
    found = read_repository(program.root)
    assert found is not None
    assert (found.branch, found.has_commit, found.newest) == ("main", True, 1_767_639_600)
    assert (found.is_shallow, found.error, found.unfinished, found.lock, found.is_foreign) == (False, "", "", "", False)
    assert found.has_remote
    assert found.setting("remote.origin.url") == "https://forge.example/safety.git"


def test_no_repository_and_no_commit_are_two_things(tmp_path: Path) -> None:
    assert read_repository(tmp_path) is None
    empty = read_repository(GitRepository.make(tmp_path / "empty").root)
    assert empty is not None
    assert (empty.has_commit, empty.error, empty.newest) == (False, "", None)


def test_a_shallow_clone_is_known_although_nothing_can_be_read_of_it(program: GitRepository, tmp_path: Path) -> None:
    program.commit({SITE: "id: shop\nname: The shop\n"})
    program.git("clone", "--quiet", "--depth=1", program.root.as_uri(), str(tmp_path / "short"))
    found = read_repository(tmp_path / "short")
    assert found is not None
    assert (found.is_shallow, found.newest) == (True, None)
    assert "only the latest part of its history" in found.error


def test_a_damaged_repository_is_told_and_not_raised(program: GitRepository) -> None:
    (program.root / ".git/refs/heads/main").write_text("0" * 40 + "\n")
    found = read_repository(program.root)
    assert found is not None
    assert found.error


@pytest.mark.parametrize(("name", "words"), [("MERGE_HEAD", "a merge"), ("rebase-merge", "a rebase")])
def test_what_somebody_began_by_hand_is_seen(program: GitRepository, name: str, words: str) -> None:
    (program.root / ".git" / name).write_text("")
    (program.root / ".git/index.lock").write_text("")
    found = read_repository(program.root)
    assert found is not None
    assert (found.unfinished, found.lock) == (words, str(program.root / ".git/index.lock"))


def test_nothing_that_a_repository_names_is_run_or_read(program: GitRepository, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    (tmp_path / "more").write_text("[user]\n\tname = Somebody Else\n")
    with (program.root / ".git/config").open("a") as file:
        file.write(
            f"[core]\n\tfsmonitor = touch {trap}\n\tsshCommand = touch {trap}\n[include]\n\tpath = {tmp_path / 'more'}\n"
        )
    found = read_repository(program.root)
    assert found is not None
    assert found.setting("core.fsmonitor").startswith("touch ")
    assert found.setting("user.name") == ""
    assert not trap.exists()


def test_the_folder_of_another_user_is_seen(program: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: os.stat(program.root).st_uid + 1)
    found = read_repository(program.root)
    assert found is not None
    assert found.is_foreign


def test_the_folder_tells_its_line_ends_and_its_longest_path(program: GitRepository) -> None:
    long = "records/inspection/2026/insp-0001 yard, east side.jpg"
    program.write(
        {
            long: b"\xff\xd8\r\n",
            "policies/a.md": "a\r\n",
            "policies/b.md": "b\n",
            ".gitattributes": "* text=auto eol=lf\n",
        }
    )
    found = read_folder(program.root)
    assert (found.crlf, found.crlf_count, found.longest) == (("policies/a.md",), 1, long)
    assert found.has_attributes
    assert found.free
    assert found.path == str(program.root)


def test_without_a_file_of_attributes_nobody_settles_line_ends(program: GitRepository) -> None:
    assert not read_folder(program.root).has_attributes
    program.write({".gitattributes": "*.jpg binary\n"})
    assert not read_folder(program.root).has_attributes
