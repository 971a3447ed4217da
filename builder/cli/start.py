"""How a program begins: `muster init` and `muster demo`; how it grows: `muster new` and `muster editor`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from builder.cli.app import app
from builder.cli.options import (
    RepoOption,
    read_day,
)
from builder.cli.terminal import ask, say, today


@app.command()
def demo(target: Annotated[Path, typer.Argument(help="A new folder.")]) -> None:
    """Replay the sample company, Ridgeline Mechanical Ltd., into a git repository with fifteen months of history."""
    from builder.commands.demo import demo
    from builder.read.cache import DirectoryCache, default_directory

    raise typer.Exit(demo(target, say=say, cache=DirectoryCache(default_directory())))


@app.command()
def new(
    type: Annotated[
        str,
        typer.Argument(help="inspection, toolbox-meeting, …; person, site, position, asset, contractor; or policy."),
    ],
    title: Annotated[str, typer.Argument(help="The title of a document, the name of a person, site, asset, …")] = "",
    repo: RepoOption = Path(),
    day: Annotated[
        date | None,
        typer.Option("--date", parser=read_day, metavar="DAY", help="The day it happened.", show_default="today"),
    ] = None,
    site: Annotated[str | None, typer.Option("--site", help="Where.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who recorded it, like P-002.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="Its kind, where the type has kinds.")] = None,
    area: Annotated[
        str | None, typer.Option("--area", help="The element a document belongs to, like inspections.")
    ] = None,
    pack: Annotated[
        Path | None,
        typer.Option("--pack", help="For a pack-release: the signed pack, whose name and digest are filled in."),
    ] = None,
    scan: Annotated[
        list[Path] | None,
        typer.Option("--scan", help="The scan of the signed paper, copied beside the record; may be repeated."),
    ] = None,
    level: Annotated[
        Literal["office", "posted"] | None,
        typer.Option("--level", help="Who may see the scan, once you have looked at every page of it."),
    ] = None,
    form_code: Annotated[
        str, typer.Option("--form-code", metavar="CODE", help="The code on the paper: it says site, kind and version.")
    ] = "",
    signed: Annotated[
        list[str] | None,
        typer.Option(
            "--signed",
            metavar="P-004=leader@1",
            help="Who signed the paper, as what, on which page; may be repeated.",
        ),
    ] = None,
    person: Annotated[
        list[str] | None,
        typer.Option("--person", metavar="P-011=attended", help="Who else was there; may be repeated."),
    ] = None,
) -> None:
    """A commented file with the next id; what you leave empty is found by `muster check`."""
    from builder.commands.new import new
    from builder.commands.scan import Paper

    paper = None
    if scan or level or form_code or signed or person:
        paper = Paper(tuple(scan or ()), level, form_code, tuple(signed or ()), tuple(person or ()))
    raise typer.Exit(
        new(
            type,
            title,
            repo=repo,
            day=day or today(),
            site=site,
            by=by,
            kind=kind,
            area=area,
            say=say,
            pack=pack,
            paper=paper,
        )
    )


@app.command()
def editor(repo: RepoOption = Path()) -> None:
    """Schemas and settings for VS Code: completion, hover help, red underlines, findings as problems."""
    from builder.commands.editor import editor

    raise typer.Exit(editor(repo=repo, say=say))


@app.command()
def init(
    target: Annotated[Path, typer.Argument(help="A new folder.")],
    company: Annotated[str | None, typer.Option("--company", help="Legal name.")] = None,
    wcb_account: Annotated[str | None, typer.Option("--wcb-account", help="WCB account number.")] = None,
    industry_code: Annotated[
        list[str] | None, typer.Option("--industry-code", help="From the WCB rate notice; may be repeated.")
    ] = None,
    partner: Annotated[str | None, typer.Option("--partner", help="Certifying partner: acsa, aasp, esc, …")] = None,
    membership: Annotated[str | None, typer.Option("--membership", help="Membership number at the partner.")] = None,
    scheme: Annotated[Literal["COR", "SECOR"] | None, typer.Option("--scheme", help="Which certificate.")] = None,
    certificate: Annotated[
        str | None, typer.Option("--certificate", help="COR or SECOR number, if you have one.")
    ] = None,
    expires: Annotated[
        date | None, typer.Option("--expires", parser=read_day, metavar="DAY", help="Day the certificate runs out.")
    ] = None,
    audit: Annotated[
        Literal["certification", "recertification", "maintenance"] | None,
        typer.Option("--audit", help="The next audit."),
    ] = None,
    senior_manager: Annotated[str | None, typer.Option("--senior-manager", help="Name.")] = None,
    hs_lead: Annotated[
        str | None, typer.Option("--hs-lead", help="Name of the health and safety lead, if it is somebody else.")
    ] = None,
    site: Annotated[
        list[str] | None, typer.Option("--site", help="NAME or NAME:KIND (office, shop, project); may be repeated.")
    ] = None,
    headcount: Annotated[
        list[str] | None,
        typer.Option("--headcount", help="LEVEL=COUNT@SITE or LEVEL=COUNT@SITE/SHIFT; may be repeated."),
    ] = None,
) -> None:
    """Start your own program: asks what it isn't told, and leaves empty what you don't know."""
    from builder.commands.init import init
    from builder.commands.interview import interview

    answers = interview(
        company=company,
        wcb_account=wcb_account,
        industry_codes=industry_code,
        partner=partner,
        membership=membership,
        scheme=scheme,
        certificate=certificate,
        expires=expires,
        audit=audit,
        senior_manager=senior_manager,
        hs_lead=hs_lead,
        sites=site,
        headcount=headcount,
        ask=ask if sys.stdin.isatty() else None,
        say=say,
    )
    raise typer.Exit(init(target, answers=answers, today=today(), say=say))
