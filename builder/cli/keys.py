"""The options of `muster keys`: keys for packs, and for a person's commits."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from builder.cli.app import keys_app
from builder.cli.options import (
    RepoOption,
)
from builder.cli.terminal import ask_passphrase, now, say, today


@keys_app.command("init")
def keys_init(
    directory: Annotated[Path, typer.Argument(help="A new folder outside the repository.")],
    repo: RepoOption = Path(),
    signer: Annotated[
        list[str] | None,
        typer.Option(
            "--signer",
            help='"Name" or "Name, position"; may be repeated. Without it: the health and safety lead and the senior manager of the company.',
        ),
    ] = None,
) -> None:
    """Make a company root and one key for each named signer."""
    from builder.commands.keys import keys_init

    raise typer.Exit(
        keys_init(directory, repo=repo, signers=signer or (), passphrase=ask_passphrase(True), now=now(), say=say)
    )


@keys_app.command("person")
def keys_person(
    person: Annotated[str, typer.Argument(help="Id of the person in records/people/, like P-002.")],
    out: Annotated[
        Path, typer.Option("--out", help="A folder outside the repository, best on the person's own computer.")
    ],
    repo: RepoOption = Path(),
) -> None:
    """Make the key with which a person signs commits and approvals, and print the lines that make it count.

    The file without ending is the key itself: it stays with the person, and is locked with a passphrase of 12 characters or more
    (asked for, or taken from MUSTER_PASSPHRASE). The lines that are printed go into the person's file in records/people/.

    A new key, every two years or when a computer changes hands: make it with this command, write `to:` with today's day into the old
    entry, add the new one below it, and commit both signed with the OLD key. Leave the old entry there: what it signed stays good.

    A lost or stolen key: write `to:` with the last day on which it was surely in good hands, and have somebody else whose key counts
    commit that with a note on what happened. What was signed with it on later days is then told, whatever day it claims.
    """
    from builder.commands.person_key import keys_person

    raise typer.Exit(
        keys_person(person, out=out, repo=repo, passphrase=lambda: ask_passphrase(True), today=today(), say=say)
    )
