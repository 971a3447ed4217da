"""The user's own settings of git, and those in a repository's own file."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.read.git.user_settings import read_git_version, read_repository_settings, read_user_settings
from tests.histories.repository import GitRepository


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.delenv("GIT_CONFIG_GLOBAL", raising=False)
    return home


def test_the_user_s_settings_are_read_with_what_they_include(home: Path) -> None:
    (home / ".gitconfig").write_text(
        '[include]\n\tpath = work\n[User]\n\tName = Zoë \\"Zed\\" O\'Brien\n[core]\n\tautocrlf\n[url "https://A.example/"]\n\tinsteadOf = a:\n'
    )
    (home / "work").write_text("[user]\n\temail = zoe@prairie.example\n\tname = of work\n")
    settings = read_user_settings()
    named = dict(settings)
    assert [value for name, value in settings if name == "user.name"] == ["of work", 'Zoë "Zed" O\'Brien']
    assert (named["user.email"], named["core.autocrlf"]) == ("zoe@prairie.example", "true")
    assert named["url.https://A.example/.insteadof"] == "a:"


def test_the_settings_of_a_repository_around_us_are_not_the_user_s(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = GitRepository.make(tmp_path / "program")
    repository.git("config", "user.name", "Somebody Else")
    monkeypatch.chdir(repository.root)
    monkeypatch.setenv("GIT_DIR", str(repository.root / ".git"))
    assert "user.name" not in dict(read_user_settings())
    assert dict(read_repository_settings(repository.root / ".git"))["user.name"] == "Somebody Else"


def test_a_damaged_file_says_nothing_and_stops_nothing(home: Path) -> None:
    (home / ".gitconfig").write_text("[user\n")
    assert read_user_settings() == ()


def test_git_says_which_one_it_is() -> None:
    assert read_git_version() >= (2, 31)
