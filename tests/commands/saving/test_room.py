"""What others share meets names that are taken on this disk: everything has its place, or nothing is changed and it is said why."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.commands.saving.laying import lay
from builder.model.error import BuilderError
from builder.read.git.saving.opening import open_desk
from tests.commands.saving.offices import Office, make_offices, settle_user


@pytest.fixture(autouse=True)
def _user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settle_user(monkeypatch, tmp_path / "home")


@pytest.fixture
def offices(tmp_path: Path) -> tuple[Office, Office]:
    ann, bob, _ = make_offices(tmp_path)
    return ann, bob


def make_commits(offices: tuple[Office, Office], *steps: dict[str, str | bytes | None]) -> list[str]:
    """Commits of Bob, one after the other, that are in Ann's copy too; she stands at the first of them."""
    ann, bob = offices
    made = []
    for step in steps:
        for path in [path for path, data in step.items() if data is None]:
            bob.repository.git("rm", "--quiet", "--", path)
        made.append(bob.repository.commit({path: data for path, data in step.items() if data is not None}))
    ann.repository.git("fetch", "--quiet", str(bob.root), "main")
    ann.repository.git("reset", "--quiet", "--hard", made[0])
    return made


def bring(office: Office, old: str, new: str) -> None:
    with open_desk(office.root) as desk:
        lay(desk, old, new)


BEFORE: dict[str, str | bytes | None] = {"notes/one.txt": "1\n", "plan": "p\n"}
AFTER: dict[str, str | bytes | None] = {"notes/one.txt": None, "plan": None, "notes": "all\n", "plan/a.txt": "a\n"}


def test_a_file_takes_the_place_of_a_folder_and_a_folder_that_of_a_file(offices: tuple[Office, Office]) -> None:
    ann, _ = offices
    bring(ann, *make_commits(offices, BEFORE, AFTER))
    assert (ann.read("notes"), ann.read("plan/a.txt")) == ("all\n", "a\n")


@pytest.mark.parametrize("mine", ["notes/mine.txt", "notes/one.txt", "plan"])
def test_what_nobody_saved_is_not_thrown_away_for_it(offices: tuple[Office, Office], mine: str) -> None:
    ann, _ = offices
    commits = make_commits(offices, BEFORE, AFTER)
    ann.write({mine: "not saved yet\n"})
    with pytest.raises(BuilderError, match=f"{mine} stands in the way"):
        bring(ann, *commits)
    assert ann.read(mine) == "not saved yet\n"
    assert (ann.root / "notes/one.txt").is_file()


def test_a_file_whose_letters_alone_changed_is_not_taken_away_where_that_is_one_file(
    offices: tuple[Office, Office],
) -> None:
    ann, _ = offices
    commits = make_commits(
        offices, {"policies/Spill.md": "a\n"}, {"policies/Spill.md": None, "policies/spill.md": "a\n"}
    )
    (ann.root / ".GIT").symlink_to(".git")  # as such a disk answers
    bring(ann, *commits)
    assert ann.read("policies/Spill.md") == "a\n"


def test_two_files_that_are_one_on_this_disk_are_refused_before_one_is_lost(offices: tuple[Office, Office]) -> None:
    ann, _ = offices
    commits = make_commits(offices, {"policies/Spill.md": "a\n"}, {"policies/spill.md": "b\n"})
    (ann.root / ".GIT").symlink_to(".git")
    with pytest.raises(BuilderError, match="are one file to this computer"):
        bring(ann, *commits)
    assert ann.read("policies/Spill.md") == "a\n"


def test_a_name_that_a_disk_takes_for_gits_own_folder_is_refused(offices: tuple[Office, Office]) -> None:
    ann, _ = offices
    commits = make_commits(offices, BEFORE, {".g\u200cit/config": "[core]\n"})
    with pytest.raises(BuilderError, match="can't stand on this computer"):
        bring(ann, *commits)


def test_a_link_that_can_not_be_made_is_laid_as_a_file_and_is_no_change(
    offices: tuple[Office, Office], monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob = offices
    (bob.root / "handbook").symlink_to("policies")
    commits = make_commits(offices, BEFORE, {"plan": "q\n"})
    (ann.root / "handbook").unlink()

    def refuse(*_: object) -> None:
        raise OSError("A required privilege is not held by the client")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    with open_desk(ann.root) as desk:
        lay(desk, "", commits[0])
    assert ann.read("handbook") == "policies"
    assert "Nothing has changed" in ann.save(shares=False)
