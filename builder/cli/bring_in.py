"""The options of `muster import`: a spreadsheet, or a folder of scans and photos."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from builder.cli.app import app
from builder.cli.options import RepoOption
from builder.cli.terminal import ask, say, tell, today


@app.command("import")
def import_(
    source: Annotated[Path, typer.Argument(help="A .csv or .xlsx file, or a folder of scans, photos and forms.")],
    repo: RepoOption = Path(),
    kind: Annotated[
        Literal["people", "training", "assets", "actions", "timesheets", "inspections"] | None,
        typer.Option("--as", help="What the spreadsheet is, if it doesn't show."),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(
            "--map",
            help="A file that says what the columns give; one that isn't there is written, to be completed.",
            show_default="remembered",
        ),
    ] = None,
    by: Annotated[str, typer.Option("--by", help="Who records it, like P-002, where the sheet doesn't say.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be done, and write nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")] = False,
) -> None:
    """Records from a spreadsheet, or from a folder of paper; every row and every file is accounted for."""
    can_ask = sys.stdin.isatty()
    if source.is_dir():
        from builder.commands.inbox import import_folder

        def confirm(question: str) -> bool:
            return yes or (can_ask and ask(f"{question} (yes or no)", "yes").casefold() in ("y", "yes"))

        raise typer.Exit(
            import_folder(source, repo=repo, today=today(), dry_run=dry_run, confirm=confirm, say=say, by=by)
        )
    from builder.commands.bring_in import ImportChoice, Voice, import_file

    choice = ImportChoice(source, repo, kind or "", mapping, by, dry_run, yes)
    voice = Voice(say, tell, ask if can_ask else None)
    raise typer.Exit(import_file(choice, today=today(), voice=voice))
