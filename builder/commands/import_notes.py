"""The notes of imports that wait for the next save, in the git folder."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from builder.commands.files import write_all
from builder.model.error import BuilderError
from builder.model.import_note import NOTE_FILE, ImportNote, read_notes, without_paths, write_notes
from builder.read.git.location import find_git_dir

_LARGEST = 50_000_000
"""Bytes of the file; a note of 50,000 records has about two million."""


def waiting_notes(root: Path) -> tuple[ImportNote, ...]:
    """The imports that were not saved yet; none where the program is in no repository."""
    file = _note_file(root)
    if file is None or file.is_symlink() or not file.is_file() or file.stat().st_size > _LARGEST:
        return ()
    return read_notes(file.read_text(encoding="utf-8", errors="replace"))


def add_note(root: Path, note: ImportNote) -> None:
    """Note an import. Without a repository there is no history to be told of it, and nothing is written."""
    file = _note_file(root)
    if file is not None:
        write_all({file: write_notes((*waiting_notes(root), note)).encode()})


def forget_saved(root: Path, saved: Collection[str]) -> None:
    """Take out the files that are in the history now; the last one takes the file of notes with it."""
    file = _note_file(root)
    if file is None or not file.is_file():
        return
    waiting = without_paths(waiting_notes(root), saved)
    if waiting:
        write_all({file: write_notes(waiting).encode()})
    else:
        file.unlink(missing_ok=True)


def _note_file(root: Path) -> Path | None:
    try:
        git_dir, _ = find_git_dir(root)
    except BuilderError:
        return None
    return git_dir / NOTE_FILE
