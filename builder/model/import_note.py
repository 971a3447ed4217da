"""What an import leaves behind for the next save: which files came from which source, so that the history is told of it.

Twelve months of papers that arrive in one day look like a binder filled the night before the audit; `measure/filing/imports.py` finds
such bulks. An import that declares itself is a class of its own. Between the import and the save the declaration waits in a small
file of the git folder, outside the history and outside the program.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from builder.model.wording import counted

NOTE_FILE = "muster-imports.json"
"""Its name in the git folder."""

_LONGEST_NAME = 120


@dataclass(frozen=True)
class ImportNote:
    """An import that was not saved yet.

    Attributes:
        source: Name of the file or folder that was imported, without the way to it.
        rows: Rows or papers that became files.
        paths: The files written, relative to the program, with `/`.
        made_on: The day of the import.
    """

    source: str
    rows: int
    paths: tuple[str, ...]
    made_on: date

    @property
    def reason(self) -> str:
        """The words behind `Evidence-Import:` in the message of the commit that brings the files; one line."""
        # A name may hold anything, and a line break in it would begin another trailer.
        name = "".join(letter if letter.isprintable() else " " for letter in self.source)[:_LONGEST_NAME]
        return f"{counted(self.rows, 'row')} of {name}, imported on {self.made_on}"


def write_notes(notes: Iterable[ImportNote]) -> str:
    """The notes as the text of their file."""
    listed = [
        {"source": note.source, "rows": note.rows, "made_on": note.made_on.isoformat(), "paths": list(note.paths)}
        for note in notes
    ]
    return json.dumps(listed, ensure_ascii=False, indent=0) + "\n"


def read_notes(text: str) -> tuple[ImportNote, ...]:
    """The notes in the text of their file; what isn't one is left out, because a lost note only costs a declaration."""
    try:
        listed = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    return tuple(filter(None, map(_read_note, listed if isinstance(listed, list) else ())))


def without_paths(notes: Iterable[ImportNote], saved: Collection[str]) -> tuple[ImportNote, ...]:
    """The notes that still wait once the files in `saved` are in the history: those with a path that isn't."""
    waiting = (replace(note, paths=tuple(path for path in note.paths if path not in saved)) for note in notes)
    return tuple(note for note in waiting if note.paths)


def _read_note(each: object) -> ImportNote | None:
    if not isinstance(each, dict):
        return None
    source, rows, paths, made_on = (each.get(name) for name in ("source", "rows", "paths", "made_on"))
    if not (isinstance(source, str) and isinstance(rows, int) and isinstance(paths, list) and isinstance(made_on, str)):
        return None
    try:
        day = date.fromisoformat(made_on)
    except ValueError:
        return None
    return ImportNote(source, rows, tuple(path for path in paths if isinstance(path, str)), day)
