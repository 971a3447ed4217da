"""What readers of a level may see of the history."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

from builder.model.history import Change, FileHistory, History, Moment
from builder.model.program import Program


def history_at(history: History | None, program: Program, is_office: bool) -> History | None:
    """The history of the files that are still shown.

    Below office level only what may be posted is left of it: which file changed on which day, and what a document says of its versions.

    Args:
        history: Whole; None where it was not examined.
        program: Already cut to the level.
        is_office: Whether the level shows office values.
    """
    if history is None:
        return None
    files = {path: file for path, file in history.files.items() if path in program.files}
    if is_office:
        shown = {stored.value.id for stored in program.records}
        stamps = tuple(stamp for stamp in history.stamps if stamp.record in shown)
        # Of a scan that was taken away nobody can say any more who may see it, and its name may tell whose it was.
        gone = {path: file for path, file in history.gone.items() if path.endswith((".yaml", ".yml", ".md"))}
        return replace(history, files=MappingProxyType(files), gone=gone, stamps=stamps)
    tip = replace(history.tip, author="", committer="", message="", signer=None)
    tip = replace(tip, authored=Moment(tip.authored.epoch, 0), committed=Moment(tip.committed.epoch, 0))
    nameless = {
        path: FileHistory(path, tuple(_nameless(change) for change in file.changes)) for path, file in files.items()
    }
    # Everything else names people or quotes what they wrote.
    named: dict[str, Any] = {
        "gone": {},
        "by_id": {},
        **dict.fromkeys(("oddities", "identity_changes", "key_changes", "yardstick_changes"), ()),
        **dict.fromkeys(("tags", "stamps", "rewritings"), ()),
    }
    return replace(history, tip=tip, files=MappingProxyType(nameless), **named)


def _nameless(change: Change) -> Change:
    content = replace(change.content, approved_by="", signed_on=()) if change.content else None
    return replace(change, author="", committer="", signer=None, subject="", old_path=None, content=content)
