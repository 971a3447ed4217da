"""The options of `muster requests`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from builder.cli.app import app
from builder.cli.options import RepoOption, read_day
from builder.cli.terminal import say, today


@app.command()
def requests(
    file: Annotated[Path, typer.Argument(help="The list the auditor sent back: the pack's workbook, or a CSV file.")],
    repo: RepoOption = Path(),
    by: Annotated[
        str | None, typer.Option("--by", help="Who records it.", show_default="the health and safety lead")
    ] = None,
    audit: Annotated[
        str | None, typer.Option("--audit", help="The audit it is part of.", show_default="the one under way")
    ] = None,
    asked_on: Annotated[
        date | None,
        typer.Option(
            "--asked-on",
            parser=read_day,
            metavar="DAY",
            help="The day of requests that carry none.",
            show_default="today",
        ),
    ] = None,
) -> None:
    """Read the auditor's filled list of requests: each becomes a record, and is due until it is answered."""
    from builder.commands.requests import requests

    raise typer.Exit(requests(file, repo=repo, by=by, audit=audit, day=asked_on or today(), say=say))
