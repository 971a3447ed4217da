"""The options of `muster history`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from builder.cli.app import app
from builder.cli.options import (
    AsOfOption,
    CommitOption,
    KeysOption,
    NoCacheOption,
    RepoOption,
    TextOrJson,
    read_day,
)
from builder.cli.program import open_program
from builder.cli.terminal import say


@app.command()
def history(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID or PATH]...",
            help="PRG-07, insp-0142, a file or a folder; without any, a summary of everything.",
        ),
    ] = None,
    repo: RepoOption = Path(),
    commit: CommitOption = None,
    as_of: AsOfOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Every document and record.")] = False,
    on: Annotated[
        date | None,
        typer.Option(
            "--on", parser=read_day, metavar="DAY", help="Which versions of the documents were in force on a day."
        ),
    ] = None,
    forget: Annotated[
        bool,
        typer.Option("--forget", help="Take what this computer noticed of a rewritten branch as known from now on."),
    ] = False,
    format: TextOrJson = "text",
    keys: KeysOption = None,
    no_cache: NoCacheOption = False,
) -> None:
    """When each document and record entered, who changed it, and what was in force on a day."""
    from builder.commands.history import forget as forget_rewriting
    from builder.commands.history import history
    from builder.read.cache import default_directory

    with open_program(repo, commit, as_of, no_cache=no_cache, keys=keys) as prepared:
        if forget:
            raise typer.Exit(forget_rewriting(prepared, directory=default_directory(), say=say))
        raise typer.Exit(history(prepared, wanted=names or (), everything=everything, on=on, format=format, say=say))
