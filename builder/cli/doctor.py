"""The options of `muster doctor`."""

from __future__ import annotations

from pathlib import Path

import typer

from builder.cli.app import app
from builder.cli.options import RepoOption, TextOrJson
from builder.cli.terminal import now, say


@app.command()
def doctor(repo: RepoOption = Path(), format: TextOrJson = "text") -> None:
    """What is wrong with the set-up of this computer and this folder: Python, PDFs, git, your name, line ends, clock; each with its cure."""
    from builder.commands.doctor import doctor

    raise typer.Exit(doctor(repo=repo, now=now(), format=format, say=say))
