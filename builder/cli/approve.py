"""The options of `muster approve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from builder.cli.app import app
from builder.cli.options import (
    RepoOption,
)
from builder.cli.program import open_program
from builder.cli.terminal import ask_passphrase, now, say
from builder.model.error import BuilderError


@app.command()
def approve(
    documents: Annotated[
        list[str] | None, typer.Argument(metavar="[POLICY]...", help="Ids of documents, like PRG-07 SWP-03.")
    ] = None,
    repo: RepoOption = Path(),
    key: Annotated[
        Path | None, typer.Option("--key", help="The approver's own private key (OpenSSH), from `muster keys person`.")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", help="Who approves, like P-001.", show_default="whom the document names")
    ] = None,
    message: Annotated[str, typer.Option("--message", help="What the approver wishes to say along with it.")] = "",
    waiting: Annotated[bool, typer.Option("--list", help="Name the documents that wait for an approval.")] = False,
) -> None:
    """Approve documents as they are committed: the approver signs exactly these bytes (a signed tag in git)."""
    from builder.commands.approve import Request, approve, list_approvals

    moment = now()
    with open_program(repo, "HEAD", None) as prepared:
        if waiting:
            raise typer.Exit(list_approvals(prepared, say=say))
        if not documents or key is None:
            raise BuilderError(
                "Name the documents and the approver's key.",
                "For example: muster approve PRG-07 --key ~/keys/P-001. `muster approve --list` names what waits.",
            )
        request = Request(documents, key, by or "", message, moment)
        raise typer.Exit(approve(prepared, request, open_key=_open_person_key, say=say))


def _open_person_key(file: Path) -> Any:
    from builder.seal.signing.person_key import is_locked, open_person_key

    return open_person_key(file, ask_passphrase(False) if is_locked(file) else "")
