"""Making a new, empty repository: no template, no hooks, none of the machine's settings."""

from __future__ import annotations

import tempfile
from pathlib import Path

from builder.read.git.command import Command


def create_repository(folder: Path) -> None:
    """Make the folder a repository without a commit, on the branch main.

    No template: a machine's template folder may hold hooks, and a program must not begin with any.

    Raises:
        BuilderError: Git isn't there, or refused.
    """
    folder = folder.resolve()  # git is started in another folder
    with tempfile.TemporaryDirectory(prefix="muster-home-") as name:
        home = Path(name)
        (home / "empty").touch()
        git = Command(folder / ".git", home, work_tree=folder)
        git.require("init", "--quiet", "--template=", "--initial-branch=main")
