"""Histories of files are unpacked when somebody looks, and only so many are kept open."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from builder.model.history import SignatureVerdict
from builder.read.git.past.lives import Life, Step
from builder.read.git.past.packed_commits import CommitPages, PackedCommits
from builder.read.git.past.packed_lives import PackedFiles, pack_step
from builder.read.git.store.commit_object import parse_commit

COMMIT = b"tree %b\nauthor A <a@x> 1767600000 +0000\ncommitter A <a@x> 1767600000 +0000\n\nFile it\n" % (b"1" * 40)


def open_files(room: int) -> PackedFiles:
    """Two files: one with two changes, one with one."""
    pages = CommitPages()
    pages.append("2" * 40, parse_commit(COMMIT), SignatureVerdict.UNSIGNED, None, "2" * 40)
    lives = [Life(0, "HS-1", "policies/a.md"), Life(1, "HS-2", "policies/b.md")]
    for life, kind in ((lives[0], "A"), (lives[0], "M"), (lives[1], "A")):
        pack_step(Step(life, kind, None, 0), life.path, "3" * 40, 0, 0, f'["{life.id}"]')
    return PackedFiles(
        {life.path: life for life in lives}, PackedCommits(pages.pages(), ZoneInfo("America/Edmonton")), room
    )


@pytest.mark.parametrize("room", [0, 1, 2, 3])
def test_a_file_looked_at_again_says_the_same_whether_it_was_kept_open_or_not(room: int) -> None:
    files = open_files(room)

    assert dict(files) == dict(files)
    assert [change.kind for change in files["policies/a.md"].changes] == ["A", "M"]
    assert files["policies/b.md"].changes[0].content is not None


@pytest.mark.parametrize(
    ("room", "kept"), [(0, []), (1, ["policies/b.md"]), (2, ["policies/a.md"]), (3, ["policies/a.md", "policies/b.md"])]
)
def test_no_more_changes_are_kept_open_than_there_is_room_for(room: int, kept: list[str]) -> None:
    files = open_files(room)
    first = dict(files)

    assert [path for path in files if files[path] is first[path]] == kept
