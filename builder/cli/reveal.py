"""The options of `muster reveal` and of `muster keys commitment`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from builder.cli.app import app, keys_app
from builder.cli.options import RepoOption
from builder.cli.terminal import say


@app.command()
def reveal(
    record: Annotated[str, typer.Argument(help="Id of a record or document of the pack.")],
    field: Annotated[str, typer.Argument(help="A field (notes), a place in it (/people/0), or whole.")],
    commitment_key: Annotated[
        Path, typer.Option("--commitment-key", help="The key with which the pack was made; outside the repository.")
    ],
    pack: Annotated[Path, typer.Option("--pack", help="The pack that was handed over.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write: the value, and what proves it.")],
    repo: RepoOption = Path(),
) -> None:
    """Reveal one value that a pack holds back, so that it can be proved without revealing any other.

    Whoever has the pack checks it with `muster verify PACK.pdf --revealed FILE`.
    """
    from builder.commands.reveal import reveal

    raise typer.Exit(reveal(record, field, pack=pack, key=commitment_key, out=out, repo=repo, say=say))


@keys_app.command("commitment")
def keys_commitment(
    file: Annotated[Path, typer.Argument(help="A new file outside the repository.")],
    repo: RepoOption = Path(),
) -> None:
    """Make the key for commitments to what a pack holds back (`muster pack --commitment-key`)."""
    import secrets

    from builder.commands.commitment_key import keys_commitment
    from builder.seal.privacy.commitment import KEY_BYTES

    raise typer.Exit(keys_commitment(file, repo=repo, random=secrets.token_bytes(KEY_BYTES), say=say))
