"""The options of `muster edit`."""

from __future__ import annotations

import webbrowser
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated, Any

import typer

from builder.cli.app import app
from builder.cli.options import AsOfOption, RepoOption
from builder.cli.program import open_program
from builder.cli.terminal import say


@app.command()
def edit(
    repo: RepoOption = Path(),
    as_of: AsOfOption = None,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Of this machine.", show_default="one that is free")
    ] = 0,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address without opening a browser.")
    ] = False,
) -> None:
    """Forms in the browser for records, people, sites and documents; what you save is in the files at once."""
    from builder.commands.edit import edit

    def again() -> AbstractContextManager[Any]:
        return open_program(repo, None, as_of)

    with again() as prepared:
        raise typer.Exit(
            edit(prepared, again, port=port, open_browser=None if no_browser else webbrowser.open, say=say)
        )
