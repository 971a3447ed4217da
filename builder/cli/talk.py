"""The options of `muster talk`: which document, since when, which paper; and who was told, once they were."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from builder.cli.app import app
from builder.cli.options import AsOfOption, CommitOption, NoCacheOption, RepoOption, read_day
from builder.cli.program import open_cache, open_program
from builder.cli.terminal import say
from builder.model.error import BuilderError


@app.command()
def talk(
    document: Annotated[
        str,
        typer.Argument(
            metavar="[DOCUMENT]",
            help="The document that changed: its id, like SWP-07; without one, the changes that people still have to hear of.",
        ),
    ] = "",
    repo: RepoOption = Path(),
    commit: CommitOption = None,
    as_of: AsOfOption = None,
    since: Annotated[
        str,
        typer.Option(
            "--since",
            metavar="VERSION or DAY",
            help="What to hold it against, like 3 or 2026-03-04.",
            show_default="the version before the newest change",
        ),
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option("--out", help="A folder for the sheets to print: what changed, and where each crew signs."),
    ] = None,
    site: Annotated[str | None, typer.Option("--site", help="Only the people of one site.", show_default="all")] = None,
    paper: Annotated[Literal["letter", "a4"], typer.Option("--paper", help="Size of the page.")] = "letter",
    file: Annotated[
        date | None,
        typer.Option(
            "--file",
            parser=read_day,
            metavar="DAY",
            help="File the record of the meeting on that day: one to fill in for each crew, or with --heard the whole.",
        ),
    ] = None,
    heard: Annotated[
        list[str] | None,
        typer.Option("--heard", metavar="P-011", help="Who was there and signed; may be repeated, or P-011,P-012."),
    ] = None,
    leader: Annotated[str, typer.Option("--leader", metavar="P-004", help="Who told it.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="P-002", help="Who files it.")] = "",
    scan: Annotated[
        list[Path] | None, typer.Option("--scan", help="The scan of the signed sheet; may be repeated.")
    ] = None,
    level: Annotated[
        Literal["office", "posted"] | None,
        typer.Option("--level", help="Who may see the scan, once you have looked at every page of it."),
    ] = None,
    no_cache: NoCacheOption = False,
) -> None:
    """What changed in a document, in plain words: who still has to hear it, and the sheet that they sign."""
    from builder.commands.talk import news, talk
    from builder.commands.talk_filing import Told

    people = tuple(dict.fromkeys(id.strip() for each in heard or () for id in each.split(",") if id.strip()))
    if file is None and (people or leader or scan or level or by):
        raise BuilderError("The day of the meeting is missing.", "Write it like --file 2026-11-25.")
    told = Told(file, people, leader, tuple(scan or ()), level, by) if file is not None else None
    if not document and (out or since or site or told):
        raise BuilderError("Say of which document.", "Write it like: muster talk SWP-07 --out dist/talks")
    with open_program(repo, commit, as_of, no_cache=no_cache) as prepared:
        if not document:
            raise typer.Exit(news(prepared, say=say))
        raise typer.Exit(
            talk(
                prepared,
                document,
                since=since,
                out=out,
                site=site,
                paper=paper,
                told=told,
                cache=open_cache(no_cache),
                say=say,
            )
        )
