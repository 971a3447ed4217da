"""`muster editor`: schemas and settings, so that VS Code completes, explains and underlines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from builder.commands.files import write_over
from builder.commands.program_folder import find_program
from builder.model.error import BuilderError
from builder.render.forms.editor import editor_files

SETTINGS = (".vscode/settings.json", ".vscode/tasks.json", ".vscode/extensions.json")


def editor(*, repo: Path, say: Callable[[str], None]) -> int:
    """Write the files; settings that are there already are kept and added to."""
    root = find_program(repo)
    existing = {path: _read(root / path) for path in SETTINGS if (root / path).is_file()}
    files = editor_files(existing)
    write_over(root, files)
    say(f"{len(files)} files in .vscode/ and .muster/schemas/.")
    say(
        "In VS Code: install the YAML extension when it is offered; Ctrl+Shift+B runs `muster check` and underlines the findings."
    )
    return 0


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BuilderError(
            f"{file} is not UTF-8 text.", "Save it again as UTF-8, or move it away, and run `muster editor` again."
        ) from None
