"""The options of `muster coverage` and `muster due`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from builder.cli.app import app
from builder.cli.options import (
    AsOfOption,
    CommitOption,
    FromOption,
    RepoOption,
    TextOrJson,
    ToOption,
)
from builder.cli.program import open_program
from builder.cli.terminal import say


@app.command()
def coverage(
    repo: RepoOption = Path(),
    commit: CommitOption = None,
    as_of: AsOfOption = None,
    first: FromOption = None,
    last: ToOption = None,
    format: TextOrJson = "text",
    standard: Annotated[
        str | None,
        typer.Option(
            "--standard",
            metavar="ID",
            help="Hold the program against another standard: iso-45001, cfcsa-cor, ihsa-cor, or a .yaml file.",
        ),
    ] = None,
    migrate_to: Annotated[
        str | None,
        typer.Option(
            "--migrate-to", metavar="ID", help="What carries over to another standard, what splits, what is orphaned."
        ),
    ] = None,
    question: Annotated[
        str | None, typer.Option("--question", metavar="ID", help="Both lists behind one question's n of m: IN2.")
    ] = None,
    obligation: Annotated[
        str | None,
        typer.Option(
            "--obligation",
            metavar="ID",
            help="Every record that a document promises, and what became of it: PRG-07, PRG-07/inspection/weekly.",
        ),
    ] = None,
    decay: Annotated[
        bool,
        typer.Option("--decay", help="What has evidence today, and on which day it turns if nothing more is filed."),
    ] = False,
    ahead: Annotated[int, typer.Option("--ahead", min=1, max=366, help="Days that --decay looks ahead.")] = 90,
) -> None:
    """The audit's questions, and the evidence the repository holds for each."""
    from builder.commands.coverage import coverage

    with open_program(repo, commit, as_of, first=first, last=last) as prepared:
        if standard is not None:
            from builder.commands.crosswalk import compare

            raise typer.Exit(compare(prepared.snapshot, standard=standard, format=format, say=say))
        if migrate_to is not None:
            from builder.commands.crosswalk import migrate

            raise typer.Exit(migrate(prepared.snapshot, to=migrate_to, format=format, say=say))
        chosen: dict[str, Any] = {"question": question, "obligation": obligation, "ahead": ahead if decay else None}
        raise typer.Exit(coverage(prepared.snapshot, format=format, **chosen, say=say))


@app.command()
def due(
    repo: RepoOption = Path(),
    commit: CommitOption = None,
    as_of: AsOfOption = None,
    format: Annotated[
        Literal["text", "json", "ics"],
        typer.Option("--format", help="text for people, json for programs, ics for a calendar."),
    ] = "text",
) -> None:
    """The COR clock, what is overdue, and what falls due in the next 30, 60 and 90 days."""
    from builder.commands.due import due

    with open_program(repo, commit, as_of) as prepared:
        raise typer.Exit(due(prepared.snapshot, format=format, say=say))
