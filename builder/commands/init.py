"""`muster init DIR`: the first files of one's own program, in a git repository of its own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from git import Repo

from builder.model.error import BuilderError
from builder.render.forms.editor import editor_files
from builder.render.starter import Answers, starter_files


def init(target: Path, *, answers: Answers, today: date, say: Callable[[str], None]) -> int:
    """Write the repository, whole or not at all.

    Raises:
        BuilderError: The folder exists and holds something.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise BuilderError(f"{target} exists and is not empty.", "Choose a new folder; nothing was written.")
    target.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        for path, text in {**starter_files(answers, today), **editor_files({})}.items():
            (building / path).parent.mkdir(parents=True, exist_ok=True)
            (building / path).write_text(text, encoding="utf-8", newline="\n")
        building.chmod(0o755)
        # No template: a machine's template folder may hold hooks, and nothing here runs hooks.
        Repo.init(building, initial_branch="main", template="").close()
        if target.exists():
            target.rmdir()
        building.rename(target)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    say(f"{target} is your program. Its README.md says what to do next; begin with:")
    say(f"  cd {target}")
    say("  muster check")
    return 0
