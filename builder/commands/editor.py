"""`muster editor`: schemas and settings, so that VS Code completes, explains and underlines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from builder.commands.files import write_over
from builder.model.error import BuilderError
from builder.render.forms.editor import editor_files

SETTINGS = (".vscode/settings.json", ".vscode/tasks.json", ".vscode/extensions.json")


def editor(*, repo: Path, say: Callable[[str], None]) -> int:
    """Write the files; settings that are there already are kept and added to."""
    if not repo.is_dir():
        raise BuilderError(f"There is no folder {repo}.", "Give the folder of the program with --repo.")
    existing = {path: (repo / path).read_text(encoding="utf-8") for path in SETTINGS if (repo / path).is_file()}
    files = editor_files(existing)
    write_over(repo, files)
    say(f"{len(files)} files in .vscode/ and .muster/schemas/.")
    say(
        "In VS Code: install the YAML extension when it is offered; Ctrl+Shift+B runs `muster check` and underlines the findings."
    )
    return 0
