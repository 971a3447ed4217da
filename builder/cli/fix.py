"""`muster fix`: what can be put right without deciding anything for anybody."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from builder.cli.app import app
from builder.cli.options import RepoOption
from builder.cli.terminal import say


@app.command()
def fix(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="Files or folders to look at.", show_default="all")
    ] = None,
    repo: RepoOption = Path(),
    only_format: Annotated[
        bool,
        typer.Option("--format", help="Only the form: order of fields, quotes, line ends. The data stays the same."),
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; name what would change, and exit with 1 if anything would.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
) -> None:
    """Put right what is safe: quotes, slips in the name of a field, a missing SHA-256, files that were moved. Shows it first.

    Dates, people and signatures are never touched.
    """
    from builder.commands.fix import fix

    can_ask = sys.stdin.isatty() and sys.stdout.isatty()
    status = fix(
        paths or [],
        repo=repo,
        only_format=only_format,
        only_check=check,
        confirm=(lambda question: typer.confirm(question, default=True)) if can_ask else None,
        is_sure=yes,
        has_colours=sys.stdout.isatty() and "NO_COLOR" not in os.environ,
        say=say,
    )
    raise typer.Exit(status)
