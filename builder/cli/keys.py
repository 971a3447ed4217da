"""The options of `muster keys`: keys for packs, and for a person's commits."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from builder.cli.app import keys_app
from builder.cli.options import (
    RepoOption,
    read_day,
)
from builder.cli.terminal import ask_new_passphrase, ask_passphrase, now, say, today

OwnOption = Annotated[
    bool,
    typer.Option(
        "--own-passphrase",
        help="Ask for another passphrase for the new key (or take MUSTER_NEW_PASSPHRASE), which only the signer knows.",
    ),
]


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
    own_passphrase: OwnOption = False,
) -> None:
    """Make a company root and one key for each named signer; in a folder that has a root, add the signers.

    MUSTER_PASSPHRASE is that of the company's root (company-ca.p12), and of the signers' keys without --own-passphrase.
    """
    from builder.commands.keys import keys_init

    raise typer.Exit(
        keys_init(
            directory,
            repo=repo,
            signers=signer or (),
            passphrase=ask_passphrase(True),
            own_passphrase=ask_new_passphrase() if own_passphrase else "",
            now=now(),
            say=say,
        )
    )


FolderOption = Annotated[Path, typer.Option("--in", help="The folder that `muster keys init` made.")]


@keys_app.command("list")
def keys_list(directory: FolderOption = Path()) -> None:
    """Say whose keys a folder holds, until when each counts, its fingerprint, and which were withdrawn."""
    from builder.commands.keys import keys_list

    raise typer.Exit(keys_list(directory, now=now(), say=say))


@keys_app.command("renew")
def keys_renew(
    name: Annotated[str, typer.Argument(help='Whose key: "Marnie Kowalchuk", or the name of the files.')],
    directory: FolderOption = Path(),
    own_passphrase: OwnOption = False,
) -> None:
    """Make a new key for somebody who signs packs; the old one stays good for what it signed.

    MUSTER_PASSPHRASE is that of the company's root (company-ca.p12).
    """
    from builder.commands.keys import keys_renew

    raise typer.Exit(
        keys_renew(
            name,
            directory=directory,
            passphrase=ask_passphrase(False),
            own_passphrase=ask_new_passphrase() if own_passphrase else "",
            now=now(),
            say=say,
        )
    )


@keys_app.command("revoke")
def keys_revoke(
    name: Annotated[str, typer.Argument(help="The key: the name of its files, like marnie-kowalchuk.")],
    reason: Annotated[
        str,
        typer.Option(
            "--reason",
            help="key-compromise: somebody else may have it, and nothing that it signed counts. superseded: a new one took its place. left: the person is no longer with the company.",
        ),
    ],
    directory: FolderOption = Path(),
    on: Annotated[
        date | None,
        typer.Option(
            "--on",
            parser=read_day,
            metavar="DAY",
            help="The first day on which what it signs doesn't count.",
            show_default="today",
        ),
    ] = None,
) -> None:
    """Withdraw a key: puts it on the company's list of withdrawn ones (company-ca.crl), which is then committed."""
    from builder.commands.keys import keys_revoke

    raise typer.Exit(
        keys_revoke(
            name, directory=directory, reason=reason, on=on, passphrase=ask_passphrase(False), now=now(), say=say
        )
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
