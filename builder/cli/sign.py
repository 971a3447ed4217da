"""The options of `muster sign` and `muster verify`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from builder.cli.app import app
from builder.cli.options import (
    TextOrJson,
)
from builder.cli.terminal import ask_passphrase, now, say


@app.command()
def sign(
    pack: Annotated[Path, typer.Argument(help="The pack to sign; it is not changed.")],
    out: Annotated[Path, typer.Option("--out", help="The signed pack to write.")],
    key: Annotated[Path, typer.Option("--key", help="The signer's key, a PKCS#12 file (.p12).")],
    field: Annotated[str, typer.Option("--field", help="hs_manager, senior_manager or auditor_receipt.")],
    timestamp_url: Annotated[
        str | None,
        typer.Option("--timestamp-url", help="A timestamp authority (RFC 3161); off by default, it needs the network."),
    ] = None,
) -> None:
    """Sign a pack (PAdES); the first signature certifies it."""
    from builder.commands.sign import sign

    raise typer.Exit(
        sign(
            pack,
            out=out,
            key=key,
            field=field,
            passphrase=ask_passphrase(False),
            now=now(),
            timestamp_url=timestamp_url,
            say=say,
        )
    )


@app.command()
def verify(
    pack: Annotated[Path, typer.Argument(help="The pack.")],
    trust: Annotated[
        Path | None,
        typer.Option(
            "--trust", help="The company's root certificate (company-ca.crt), got by another way than the pack."
        ),
    ] = None,
    repo: Annotated[
        Path | None, typer.Option("--repo", help="The repository, to prove every embedded record against it.")
    ] = None,
    deep: Annotated[
        bool, typer.Option("--deep", help="Analyse every object that changed after a signature; slow on large packs.")
    ] = False,
    format: TextOrJson = "text",
) -> None:
    """Is this pack what it says it is? Needs only the file."""
    from builder.commands.verify import trust_store, verify

    raise typer.Exit(verify(pack, trust=trust, store=trust_store(), repo=repo, deep=deep, format=format, say=say))
