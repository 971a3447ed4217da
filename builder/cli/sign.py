"""The options of `muster sign` and `muster verify`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from builder.cli.app import app
from builder.cli.options import (
    KeysOption,
    QuietOption,
    TextOrJson,
)
from builder.cli.terminal import ask_passphrase, ask_pin, now, say, show_progress, today


@app.command()
def sign(
    pack: Annotated[Path, typer.Argument(help="The pack to sign; it is not changed.")],
    out: Annotated[Path, typer.Option("--out", help="The signed pack to write.")],
    field: Annotated[str, typer.Option("--field", help="hs_manager, senior_manager or auditor_receipt.")],
    key: Annotated[Path | None, typer.Option("--key", help="The signer's key, a PKCS#12 file (.p12).")] = None,
    reason: Annotated[
        str | None,
        typer.Option("--reason", help="Printed beside the signature; the usual words of the field if left out."),
    ] = None,
    level: Annotated[
        str,
        typer.Option(
            "--level",
            help="B-B: who signed. B-T: and when, by an authority. B-LT: and with what proves both. B-LTA: and a timestamp over all of it. Without it: B-T with --timestamp-url, else B-B.",
        ),
    ] = "",
    timestamp_url: Annotated[
        str | None,
        typer.Option("--timestamp-url", help="A timestamp authority (RFC 3161); off by default, it needs the network."),
    ] = None,
    authority_chain: Annotated[
        list[Path] | None,
        typer.Option(
            "--authority-chain",
            help="Certificates of issuers, the signer's or the timestamp authority's, up to the root; may be repeated.",
        ),
    ] = None,
    revocations: Annotated[
        list[Path] | None,
        typer.Option(
            "--revocations",
            help="A list of withdrawn certificates (company-ca.crl, and the timestamp authority's), for B-LT and B-LTA; may be repeated.",
        ),
    ] = None,
    pkcs11_lib: Annotated[
        Path | None,
        typer.Option("--pkcs11-lib", help="With a key on a card or stick: the module file that its maker provides."),
    ] = None,
    token: Annotated[str, typer.Option("--token", help="Label of the card.")] = "",
    certificate: Annotated[
        str, typer.Option("--certificate", help="Label of the certificate on the card, if it has several.")
    ] = "",
) -> None:
    """Sign a pack (PAdES) into a new file; the first signature certifies it.

    The passphrase of the key is asked for, or taken from MUSTER_PASSPHRASE; the PIN of a card from MUSTER_PIN.
    """
    from builder.commands.sign import SignRequest, sign
    from builder.seal.signing.card import Card

    request = SignRequest(
        pack,
        out,
        field,
        key=key,
        card=Card(pkcs11_lib, token, certificate) if pkcs11_lib else None,
        reason=reason,
        level=level,
        timestamp_url=timestamp_url,
        chain=tuple(authority_chain or ()),
        revocations=tuple(revocations or ()),
    )
    raise typer.Exit(sign(request, ask_passphrase=lambda: ask_passphrase(False), ask_pin=ask_pin, now=now(), say=say))


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
    revealed: Annotated[
        Path | None,
        typer.Option(
            "--revealed", help="A value that the company revealed later: is it exactly what the pack held back?"
        ),
    ] = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make the pack once more from --repo, and compare; takes minutes.")
    ] = False,
    previous: Annotated[
        Path | None, typer.Option("--previous", help="With --rebuild: the earlier pack, if it follows one.")
    ] = None,
    keys: KeysOption = None,
    commitment_key: Annotated[
        Path | None, typer.Option("--commitment-key", help="With --rebuild: the key for commitments, if it was given.")
    ] = None,
    quiet: QuietOption = False,
    format: TextOrJson = "text",
) -> None:
    """Is this pack what it says it is? Needs only the file."""
    from builder.commands.verify import trust_store, verify

    again = None
    if rebuild:
        from functools import partial

        from builder.commands.rebuild import Rebuild, check_rebuild

        progress = show_progress(quiet)
        # Nothing is taken from what was rendered before: that is what a rebuild is for.
        wish = Rebuild(today(), previous, keys, commitment_key, None, min(os.cpu_count() or 1, 8), progress)
        again = partial(check_rebuild, rebuild=wish)
    raise typer.Exit(
        verify(
            pack,
            trust=trust,
            store=trust_store(),
            repo=repo,
            deep=deep,
            revealed=revealed,
            rebuild=again,
            format=format,
            say=say,
        )
    )
