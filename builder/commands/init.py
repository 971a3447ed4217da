"""`muster init DIR`: the first files of one's own program, in a git repository of its own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from builder.commands.shell_word import shell_word
from builder.demo.sample import guide_files
from builder.model.error import BuilderError
from builder.read.git.create import create_repository
from builder.render.forms.editor import editor_files
from builder.render.starter import Answers, starter_files


def init(target: Path, *, answers: Answers, today: date, say: Callable[[str], None]) -> int:
    """Write the repository, whole or not at all.

    Raises:
        BuilderError: The folder exists and holds something.
    """
    if target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
        raise BuilderError(f"{target} exists and is not an empty folder.", "Choose a new folder; nothing was written.")
    exists = target.exists()
    target.parent.mkdir(parents=True, exist_ok=True)
    # In the folder itself where there is one: it may be the current folder, or another disk than its parent's.
    building = Path(tempfile.mkdtemp(prefix=".muster-", dir=target if exists else target.parent))
    try:
        for path, text in {**starter_files(answers, today), **editor_files({}), **guide_files()}.items():
            (building / path).parent.mkdir(parents=True, exist_ok=True)
            (building / path).write_text(text, encoding="utf-8", newline="\n")
        create_repository(building)
        _put_in_place(building, target)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        if exists:
            _empty(target)
        raise
    say(f"{target} is your program. Its README.md says what to do next; begin with:")
    if target.resolve() != Path.cwd():
        say(f"  cd {shell_word(target)}")
    say("  muster")
    return 0


def _put_in_place(building: Path, target: Path) -> None:
    if target.exists():
        for item in sorted(building.iterdir()):
            item.rename(target / item.name)
        building.rmdir()
        return
    # mkdtemp keeps others out; a program is a folder like any other.
    building.chmod(target.parent.stat().st_mode & 0o777)
    building.rename(target)


def _empty(folder: Path) -> None:
    """Take out everything; it was empty before we came."""
    for item in folder.iterdir():
        if item.is_dir():
            shutil.rmtree(item, ignore_errors=True)
        else:
            item.unlink(missing_ok=True)
