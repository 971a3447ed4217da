"""Launching git: what it is given, what comes back, and what happens when it isn't there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from builder.model.error import BuilderError
from builder.read.git.command import Command
from builder.read.git.view import open_repository
from tests.histories.repository import GitRepository


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "empty").touch()
    return folder


def test_without_git_the_cure_is_to_install_it(tmp_path: Path) -> None:
    GitRepository.make(tmp_path).commit({"records/a.yaml": "1"})
    script = (
        "import sys\nfrom pathlib import Path\nfrom builder.model.error import BuilderError\n"
        "from builder.read.git.view import open_repository\n"
        "try:\n    open_repository(Path(sys.argv[1]))\n"
        "except BuilderError as error:\n    print(error.message, error.cure)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        env={"PATH": "", "PYTHONPATH": str(Path(__file__).parents[3])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("Git is not installed"), done.stderr
    assert "git-scm.com" in done.stdout


def test_git_that_disappears_meanwhile_gives_the_same_sentence(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = Command(tmp_path, home)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(BuilderError, match="Git is not installed"):
        command.run("version")


def test_the_users_and_the_systems_settings_are_not_seen(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "settings"
    settings.write_text("[core]\n\tquotePath = never-heard-of\n[alias]\n\tmine = !false\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", str(settings))
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".gitconfig").write_text(settings.read_text())
    made = GitRepository.make(tmp_path / "company")
    listed = Command(made.root / ".git", home).require("config", "--list", "--name-only").decode()
    assert "alias.mine" not in listed
    assert "core.quotepath" not in listed


def test_a_failing_command_says_gits_first_complaint(tmp_path: Path, home: Path) -> None:
    made = GitRepository.make(tmp_path / "company")
    command = Command(made.root / ".git", home)
    assert command.run("cat-file", "blob", "no-such-thing").status == 128
    with pytest.raises(BuilderError, match="Not a valid object name no-such-thing"):
        command.require("cat-file", "blob", "no-such-thing")


def test_leaving_a_stream_early_ends_git(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({"records/large.txt": "line\n" * 2_000_000})
    with open_repository(tmp_path) as opened:
        head = opened.resolve("HEAD")
        with opened.view.stream("cat-file", "blob", f"{head}:records/large.txt") as out:
            assert out.read(5) == b"line\n"
        with pytest.raises(ZeroDivisionError), opened.view.stream("cat-file", "blob", f"{head}:records/large.txt"):
            raise ZeroDivisionError


def test_many_complaints_beside_the_output_do_not_lock_it_up(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path)
    made.commit({"records/a.yaml": "1"})
    # Git complains about each of them on its own line: far more than a pipe holds.
    for number in range(1_500):
        file = tmp_path / ".git" / "objects" / f"{number % 256:02x}" / f"{number:038x}"
        file.parent.mkdir(exist_ok=True)
        file.touch()
    with (
        open_repository(tmp_path) as opened,
        pytest.raises(BuilderError, match="empty"),
        opened.view.stream("fsck", "--full") as out,
    ):
        out.read()
