"""Options that several verbs share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from builder.model.written_day import parse_day


def read_day(text: str) -> date:
    """A day as it is written on the command line."""
    try:
        return parse_day(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


RepoOption = Annotated[Path, typer.Option("--repo", help="The folder of the program.", show_default="here")]
CommitOption = Annotated[
    str | None,
    typer.Option(
        "--commit",
        help="Read this commit instead of the files on disk; @2026-03-31 is the last one entered by that day.",
    ),
]
AsOfOption = Annotated[
    date | None,
    typer.Option(
        "--as-of", parser=read_day, metavar="DAY", help="Judge everything as of this day.", show_default="today"
    ),
]
FromOption = Annotated[
    date | None,
    typer.Option(
        "--from",
        parser=read_day,
        metavar="DAY",
        help="First day whose events count.",
        show_default="twelve months before",
    ),
]
ToOption = Annotated[
    date | None,
    typer.Option(
        "--to", parser=read_day, metavar="DAY", help="Last day whose events count.", show_default="the as-of day"
    ),
]
TextOrJson = Annotated[Literal["text", "json"], typer.Option("--format", help="text for people, json for programs.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print findings and results only.")]
KeysOption = Annotated[
    Path | None,
    typer.Option(
        "--keys",
        help="Judge signatures by this list of keys (git's allowed_signers format), got by another way than the repository, instead of by people's records.",
    ),
]
NoCacheOption = Annotated[bool, typer.Option("--no-cache", help="Neither read nor write the cache.")]
