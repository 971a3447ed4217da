"""The user's own settings of git: who they are, and how git treats files on their computer. Never those of a repository."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from builder.model.error import BuilderError
from builder.read.git.command import Command, SharingCommand
from builder.read.git.location import find_common_dir

Settings = tuple[tuple[str, str], ...]
"""Names in small letters, but for what stands between section and key, with values, in git's order: the last one counts."""

_LARGEST = 1_000_000
"""Bytes of a repository's settings; somebody else may have written them."""

_VERSION = re.compile(rb"git version (\d+)\.(\d+)(?:\.(\d+))?")


def read_user_settings() -> Settings:
    """What the user and this computer say; empty where git isn't there, or says nothing.

    Listing settings runs nothing that they name.
    """
    with tempfile.TemporaryDirectory(prefix="muster-home-") as folder:
        try:
            # A repository that is none, so that only the settings around all repositories are listed.
            git = SharingCommand(Path(folder) / "none", Path(folder), may_ask=False)
            return _read(git.run("config", "--null", "--list").out)
        except BuilderError:
            # Git isn't there; what that means is judged elsewhere.
            return ()


def read_repository_settings(git_dir: Path) -> Settings:
    """What the repository's own file says, without the files that it includes; empty where it can't be read, or is no settings file by its size."""
    file = find_common_dir(git_dir) / "config"
    if not file.is_file() or file.stat().st_size > _LARGEST:
        return ()
    with tempfile.TemporaryDirectory(prefix="muster-home-") as folder:
        (Path(folder) / "empty").touch()
        git = Command(Path(folder) / "none", Path(folder))
        return _read(git.run("config", "--file", str(file.resolve()), "--no-includes", "--null", "--list").out)


def read_git_version() -> tuple[int, ...]:
    """The version of the git on this computer; empty where there is none, or it doesn't say."""
    with tempfile.TemporaryDirectory(prefix="muster-home-") as folder:
        (Path(folder) / "empty").touch()
        found = _VERSION.match(Command(Path(folder) / "none", Path(folder)).run("version").out)
    return tuple(int(part) for part in found.groups() if part) if found else ()


def _read(out: bytes) -> Settings:
    """The rows of `git config --null --list`: name, line feed, value; a name alone stands for "true" (git-config(1))."""
    rows = (row.decode("utf-8", "replace").partition("\n") for row in out.split(b"\0") if row)
    return tuple((_lowered(name), value if mark else "true") for name, mark, value in rows)


def _lowered(name: str) -> str:
    section, _, rest = name.partition(".")
    middle, _, key = rest.rpartition(".")
    return ".".join(part for part in (section.lower(), middle, key.lower()) if part)
