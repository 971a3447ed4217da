"""The command `muster`, to which every verb adds itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from builder import __version__
from builder.cli.terminal import say, today

app = typer.Typer(
    name="muster",
    help="Keep a health and safety program as text in git: check it, browse it, and seal it into an evidence pack for the COR audit. "
    "`muster` alone shows what needs attention today.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
keys_app = typer.Typer(
    help="Make the keys with which packs, commits and approvals are signed; they live outside the repository.",
    no_args_is_help=True,
)
app.add_typer(keys_app, name="keys")
overlay_app = typer.Typer(
    help="Copy the certifying partner's licensed instrument into a workbook, and read it back.", no_args_is_help=True
)
app.add_typer(overlay_app, name="overlay")

anchor_app = typer.Typer(
    help="Have an outside authority stamp the program (RFC 3161), so that its age needn't be believed.",
    invoke_without_command=True,
    no_args_is_help=True,
)
app.add_typer(anchor_app, name="anchor")


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        say(f"muster {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        # Imported late, like in every verb: `muster --help` needs none of it.
        from builder.cli.program import open_cache
        from builder.commands.attention import show_attention
        from builder.commands.choice import Choice

        choice = Choice(Path(), None, None, today())
        raise typer.Exit(show_attention(choice, cache=open_cache(no_cache=False), say=say))
