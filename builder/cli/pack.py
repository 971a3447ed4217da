"""The options of `muster pack`: which commit, which days, for whom."""

from __future__ import annotations

import os
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
    QuietOption,
    RepoOption,
    ToOption,
)
from builder.cli.program import open_cache, open_program
from builder.cli.terminal import say, show_progress


@app.command()
def pack(
    out: Annotated[Path, typer.Option("--out", help="The PDF to write.")],
    repo: RepoOption = Path(),
    commit: CommitOption = None,
    as_of: AsOfOption = None,
    first: FromOption = None,
    last: ToOption = None,
    profile: Annotated[
        Literal["auditor", "internal", "public"],
        typer.Option("--profile", help="For whom; public shows only what may be posted."),
    ] = "auditor",
    clean: Annotated[bool, typer.Option("--clean", help="Refuse when files on disk differ from the commit.")] = False,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", help="The pack handed out before (or its manifest.json): shows what changed since."),
    ] = None,
    keys: KeysOption = None,
    quiet: QuietOption = False,
    no_cache: NoCacheOption = False,
) -> None:
    """The evidence pack as a PDF, compiled from a commit (default: HEAD), never from the files on disk."""
    from builder.commands.pack import pack
    from builder.model.pack_choice import PackChoice

    # A cache is never evidence: what a pack says is read from the commit each time. Rendered sections are kept by what they say.
    with open_program(
        repo, commit, as_of, no_cache=True, first=first, last=last, by_commit=True, keys=keys
    ) as prepared:
        raise typer.Exit(
            pack(
                prepared,
                out=out,
                choice=PackChoice(profile),
                clean=clean,
                cache=open_cache(no_cache),
                workers=min(os.cpu_count() or 1, 8),
                progress=show_progress(quiet),
                say=say,
                previous=previous,
            )
        )
