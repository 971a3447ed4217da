"""What a folder holds that isn't what it seems: nothing outside it is saved, and nothing waits for ever."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.commands.saving.offices import Office, make_offices, settle_user


@pytest.fixture
def ann(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    settle_user(monkeypatch, tmp_path / "home")
    return make_offices(tmp_path)[0]


def test_a_folder_that_became_a_link_shares_nothing_of_where_it_leads(ann: Office, tmp_path: Path) -> None:
    ann.repository.commit({"notes/passwords.txt": "none\n"})
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "passwords.txt").write_text("secret\n")
    (ann.root / "notes" / "passwords.txt").unlink()
    (ann.root / "notes").rmdir()
    (ann.root / "notes").symlink_to(tmp_path / "private")
    assert "notes/ is a link to another place" in ann.refused(anyway=True)


def test_a_folder_in_the_place_of_a_file_is_named(ann: Office) -> None:
    ann.repository.commit({"LICENSE": "All rights reserved\n"})
    (ann.root / "LICENSE").unlink()
    (ann.root / "LICENSE").mkdir()
    assert "LICENSE was a file when it was last saved" in ann.refused(anyway=True)


def test_a_pipe_in_the_place_of_a_list_for_git_is_not_waited_for(ann: Office) -> None:
    os.mkfifo(ann.root / "records" / ".gitignore")
    ann.write({"records/inspection/2026/insp-0009.yaml": "id: insp-0009\n"})
    assert "records/.gitignore is not a file" in ann.refused(anyway=True)
