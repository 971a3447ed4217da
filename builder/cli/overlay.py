"""The options of `muster overlay`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from builder.cli.app import overlay_app
from builder.cli.options import (
    RepoOption,
    TextOrJson,
)
from builder.cli.terminal import say


@overlay_app.command("write")
def overlay_write(
    file: Annotated[Path, typer.Argument(help="The workbook to write, FILE.xlsx; must not exist yet.")],
    repo: RepoOption = Path(),
) -> None:
    """Write the workbook to fill in; what records/overlay.yaml holds stands in it already."""
    from builder.commands.overlay import overlay_write

    raise typer.Exit(overlay_write(file, repo=repo, say=say))


@overlay_app.command("read")
def overlay_read(
    file: Annotated[Path, typer.Argument(help="The filled workbook.")],
    repo: RepoOption = Path(),
    out: Annotated[
        Path | None, typer.Option("--out", help="Where to write it.", show_default="records/overlay.yaml")
    ] = None,
    format: TextOrJson = "text",
) -> None:
    """Read the filled workbook; every cell that doesn't fit is named, and nothing is written until all do."""
    from builder.commands.overlay import overlay_read

    raise typer.Exit(overlay_read(file, repo=repo, out=out, format=format, say=say))
