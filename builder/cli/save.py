"""The options of `muster save`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from builder.cli.app import app
from builder.cli.options import RepoOption
from builder.cli.program import open_cache
from builder.cli.terminal import PASSPHRASE_VARIABLE, ask, ask_passphrase, now, say


@app.command()
def save(
    message: Annotated[str, typer.Argument(help="What it is about, in your words.", show_default="made from it")] = "",
    repo: RepoOption = Path(),
    by: Annotated[str | None, typer.Option("--by", help="Whose work it is, like P-002.", show_default="yours")] = None,
    key: Annotated[
        Path | None, typer.Option("--key", help="Your own private key to sign with; remembered for the next time.")
    ] = None,
    anyway: Annotated[bool, typer.Option("--anyway", help="Save though errors came in.")] = False,
    no_share: Annotated[bool, typer.Option("--no-share", help="Save on this computer only.")] = False,
    bring_back: Annotated[
        bool, typer.Option("--bring-back", help="Put what was set aside into its place again; saves nothing yet.")
    ] = False,
) -> None:
    """Save your changes: checks them, keeps them in the history under your name, and shares them with the others."""
    from builder.commands.save import Person, Wish, bring_set_aside_back, save

    if bring_back:
        raise typer.Exit(bring_set_aside_back(repo, say=say))
    wish = Wish(message, by, key, anyway, not no_share, now())
    person = Person(say, ask if sys.stdin.isatty() else None, _open_key)
    raise typer.Exit(save(repo, wish, person, cache=open_cache(no_cache=False)))


def _open_key(file: Path) -> Any:
    import os

    from builder.seal.signing.person_key import is_locked, open_person_key

    if not is_locked(file):
        return open_person_key(file, "")
    if PASSPHRASE_VARIABLE not in os.environ and not sys.stdin.isatty():
        return None
    return open_person_key(file, ask_passphrase(False))
