"""The options of `muster check`, and `muster explain` for what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from builder.cli.app import app
from builder.cli.options import (
    AsOfOption,
    CommitOption,
    FromOption,
    KeysOption,
    NoCacheOption,
    RepoOption,
    ToOption,
)
from builder.cli.program import open_cache
from builder.cli.terminal import say, today


@app.command()
def check(
    repo: RepoOption = Path(),
    commit: CommitOption = None,
    as_of: AsOfOption = None,
    first: FromOption = None,
    last: ToOption = None,
    format: Annotated[
        Literal["text", "brief", "json", "github", "gitlab", "markdown"],
        typer.Option(
            "--format",
            help="text for people, brief for errors only, json for programs, github for annotations in a pull request, gitlab for a code quality report, markdown for a page that a forge shows.",
        ),
    ] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Gaps count as errors for the exit status.")] = False,
    keys: KeysOption = None,
    no_cache: NoCacheOption = False,
) -> None:
    """Everything that is wrong, missing, overdue or contradicting, all at once. Never writes into the repository."""
    from builder.commands.choice import Choice
    from builder.commands.quick_check import check_quickly

    choice = Choice(repo, commit, as_of, today(), first=first, last=last, keys=keys)
    raise typer.Exit(check_quickly(choice, format=format, strict=strict, cache=open_cache(no_cache), say=say))


@app.command()
def explain(code: Annotated[str, typer.Argument(help="A code or a name: DUE002, certificate-expired.")]) -> None:
    """Why a rule exists, with an example that fails and one that passes."""
    from builder.commands.explain import explain

    raise typer.Exit(explain(code, say=say))
