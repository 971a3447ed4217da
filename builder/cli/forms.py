"""The options of `muster forms`: which forms, on which paper, for which site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from builder.cli.app import app
from builder.cli.options import AsOfOption, CommitOption, NoCacheOption, RepoOption
from builder.cli.program import open_cache, open_program
from builder.cli.terminal import say


@app.command()
def forms(
    out: Annotated[Path, typer.Option("--out", help="The folder for the PDFs.")],
    types: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TYPE]...",
            help="inspection, flha, hot-work-permit, …; those that your documents ask for when left out.",
        ),
    ] = None,
    repo: RepoOption = Path(),
    commit: CommitOption = None,
    as_of: AsOfOption = None,
    paper: Annotated[Literal["letter", "a4"], typer.Option("--paper", help="Size of the page.")] = "letter",
    site: Annotated[
        str | None,
        typer.Option("--site", help="Print them for one site: its name, its checklist, its crew.", show_default="any"),
    ] = None,
    all: Annotated[
        bool, typer.Option("--all", help="Every form there is, whether a document asks for it or not.")
    ] = False,
    copies: Annotated[
        int,
        typer.Option("--copies", min=0, help="How many numbered copies of each; 0 is one to be copied."),
    ] = 0,
    first_number: Annotated[
        int, typer.Option("--from-number", min=1, max=900_000, help="Number of the first numbered copy.")
    ] = 1,
    no_cache: NoCacheOption = False,
) -> None:
    """Forms to print and fill in with a pen, each with a code by which its scan is filed."""
    from builder.commands.forms import forms

    with open_program(repo, commit, as_of, no_cache=no_cache) as prepared:
        raise typer.Exit(
            forms(
                prepared.snapshot,
                types=types or (),
                out=out,
                paper=paper,
                site=site,
                all=all,
                copies=copies,
                first_number=first_number,
                cache=open_cache(no_cache),
                say=say,
            )
        )
