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
from builder.cli.program import open_program, open_sealed_cache
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
    seed: Annotated[
        str | None,
        typer.Option("--seed", help="The auditor's seed, given after seeing the registers: it draws the sample."),
    ] = None,
    sample: Annotated[
        Path | None,
        typer.Option("--sample", help="The auditor's own list of ids to print in full: text, CSV or workbook."),
    ] = None,
    sites: Annotated[
        list[str] | None,
        typer.Option("--sites", metavar="ID,ID", help="The sites that the auditor visits.", show_default="all active"),
    ] = None,
    scope_only: Annotated[
        bool,
        typer.Option(
            "--scope-only", help="Scope sheet and sample frame alone, no evidence: the auditor's days don't start."
        ),
    ] = False,
    supplement: Annotated[
        Path | None,
        typer.Option("--supplement", help="The pack handed out before: prints only what entered since, and --sample."),
    ] = None,
    bag: Annotated[
        bool, typer.Option("--bag", help="Put all source files beside the pack, by element and question (BagIt, ZIP).")
    ] = False,
    volumes_over: Annotated[
        int | None,
        typer.Option(
            "--volumes-over",
            metavar="MB",
            min=1,
            help="Above this size, one file for each element.",
            show_default="one file",
        ),
    ] = None,
    commitment_key: Annotated[
        Path | None,
        typer.Option(
            "--commitment-key",
            help="The key for commitments to what is held back (`muster keys commitment`); outside the repository.",
        ),
    ] = None,
    keys: KeysOption = None,
    quiet: QuietOption = False,
    no_cache: NoCacheOption = False,
) -> None:
    """The evidence pack as a PDF, compiled from a commit (default: HEAD), never from the files on disk."""
    from builder.commands.collecting import without_collecting
    from builder.commands.commitment_key import open_key
    from builder.commands.pack import choose_kind, pack
    from builder.commands.sample_choice import with_sample
    from builder.model.pack_choice import PackChoice

    # A cache is never evidence: what a pack says is read from the commit each time. Rendered sections are kept by what they say.
    with (
        without_collecting(),
        open_program(repo, commit, as_of, no_cache=True, first=first, last=last, by_commit=True, keys=keys) as prepared,
    ):
        choice = with_sample(
            PackChoice(profile, choose_kind(scope_only, supplement, previous, bag=bag)),
            prepared.snapshot,
            seed=seed,
            sample=sample,
            sites=sites or (),
            say=say,
        )
        raise typer.Exit(
            pack(
                prepared,
                out=out,
                choice=choice,
                clean=clean,
                cache=open_sealed_cache(no_cache, quiet),
                workers=min(os.cpu_count() or 1, 8),
                progress=show_progress(quiet),
                say=say,
                previous=supplement or previous,
                with_bag=bag,
                volumes_over=volumes_over and volumes_over * 1_000_000,
                commitment_key=open_key(commitment_key, repo) if commitment_key else None,
            )
        )
