"""The options of `muster site`: which edition, and whether to serve it."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from builder.cli.app import app
from builder.cli.options import (
    AsOfOption,
    CommitOption,
    RepoOption,
)
from builder.cli.program import open_program, open_sealed_cache
from builder.cli.terminal import say, show_progress


@app.command()
def site(
    out: Annotated[Path, typer.Option("--out", help="Folder for the finished site; replaced whole.")] = Path(
        "dist/site"
    ),
    repo: RepoOption = Path(),
    commit: CommitOption = None,
    as_of: AsOfOption = None,
    edition: Annotated[
        Literal["worker", "office"], typer.Option("--edition", help="worker: what may be posted; office: everything.")
    ] = "worker",
    serve: Annotated[
        bool, typer.Option("--serve", help="Show it on this machine and rebuild when a file changes.")
    ] = False,
    usb: Annotated[
        Path | None,
        typer.Option(
            "--usb", help="Also write a ZIP file for a stick, which opens without a server; worker edition only."
        ),
    ] = None,
    no_pdf: Annotated[
        bool, typer.Option("--no-pdf", help="Leave out the PDF of every document; they take longest the first time.")
    ] = False,
    edit_on: Annotated[
        str | None,
        typer.Option(
            "--edit-on",
            help="Office edition: edit in the browser what stands on a forge: github:OWNER/REPO, gitlab:GROUP/PROJECT, gitea:OWNER/REPO@https://HOST.",
        ),
    ] = None,
    templates: Annotated[
        Path | None, typer.Option("--templates", help="Use your own templates instead of the shipped ones.")
    ] = None,
) -> None:
    """The manual as a website: documents, registers, what is due, with a search over it all."""
    from builder.commands.site import Printing, site

    def printing() -> Printing | None:
        if no_pdf or serve:
            return None
        return Printing(open_sealed_cache(False), min(os.cpu_count() or 1, 8), show_progress(False))

    def again() -> AbstractContextManager[Any]:
        return open_program(repo, commit, as_of)

    with again() as prepared:
        raise typer.Exit(
            site(
                prepared,
                out=out,
                usb=usb,
                edition=edition,
                again=again if serve else None,
                templates=templates,
                printing=printing(),
                edit_on=edit_on,
                say=say,
            )
        )
