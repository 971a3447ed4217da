"""The options of `muster anchor`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from builder.cli.app import anchor_app
from builder.cli.options import (
    CommitOption,
    RepoOption,
)
from builder.cli.program import open_program
from builder.cli.terminal import say, today
from builder.model.error import BuilderError

TrustedAuthorityOption = Annotated[
    Path | None,
    typer.Option("--trust", help="The authority's root certificate (PEM), got by another way than its answers."),
]
FilesItOption = Annotated[str | None, typer.Option("--by", help="Who files it, like P-002.")]


def _nonce() -> int:
    import secrets

    return secrets.randbits(63) | 1


@anchor_app.callback()
def anchor(
    context: typer.Context,
    timestamp_url: Annotated[
        str | None,
        typer.Option("--timestamp-url", help="Ask this authority now and file its answer; needs the network."),
    ] = None,
    repo: RepoOption = Path(),
    by: FilesItOption = None,
    trust: TrustedAuthorityOption = None,
) -> None:
    """With --timestamp-url: stamp what is committed now, in one step."""
    if context.invoked_subcommand is not None:
        return
    if timestamp_url is None:
        raise BuilderError(
            "There is nothing to do.", "Give --timestamp-url, or a command; `muster anchor -h` lists them."
        )
    from builder.commands.anchor import fetch_anchor

    raise typer.Exit(fetch_anchor(timestamp_url, repo=repo, by=by, trust=trust, nonce=_nonce(), say=say))


@anchor_app.command("request")
def anchor_request(
    out: Annotated[Path, typer.Option("--out", help="The folder for the request, inside the repository or outside.")],
    repo: RepoOption = Path(),
    commit: Annotated[
        str | None, typer.Option("--commit", help="Stamp this commit.", show_default="the one checked out")
    ] = None,
) -> None:
    """Write the request (.tsq) to carry to an authority, and the statement (.txt) that it will stamp. Needs no network."""
    from builder.commands.anchor import request_anchor

    raise typer.Exit(request_anchor(repo=repo, out=out, commit=commit, today=today(), nonce=_nonce(), say=say))


@anchor_app.command("attach")
def anchor_attach(
    answer: Annotated[Path, typer.Argument(help="The authority's answer (.tsr), beside its .txt and .tsq.")],
    repo: RepoOption = Path(),
    commit: Annotated[
        str | None, typer.Option("--commit", help="What was stamped, where no .txt beside the answer says so.")
    ] = None,
    by: FilesItOption = None,
    trust: TrustedAuthorityOption = None,
) -> None:
    """Take the authority's answer back: checked, then filed as a record with all that proves it."""
    from builder.commands.anchor import attach_anchor

    raise typer.Exit(attach_anchor(answer, repo=repo, commit=commit, by=by, trust=trust, say=say))


@anchor_app.command("verify")
def anchor_verify(repo: RepoOption = Path(), commit: CommitOption = None, trust: TrustedAuthorityOption = None) -> None:
    """Every anchor with its verdict, judged at its own time, and what all of them prove."""
    from builder.commands.anchor_verdicts import verify_anchors

    with open_program(repo, commit, None) as prepared:
        raise typer.Exit(verify_anchors(prepared, trust=trust, say=say))
