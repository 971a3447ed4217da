"""Which changes of texts the readers of a level may see."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from builder.measure.past.in_force import approved_steps
from builder.model.history import History
from builder.model.level import Level
from builder.model.program import Program
from builder.model.text_change import TextChanges


def text_changes_at(
    changes: TextChanges, history: History | None, program: Program, level: Level = Level.OFFICE
) -> TextChanges:
    """The changes between approved revisions of documents that are still shown.

    Whoever put a draft, or the text of a document that is withdrawn or gone, into the mapping: below office level it is not in it any more.

    Args:
        changes: By the ids of the older and the newer content.
        history: Whole; without one nothing is known to be approved, so nothing is left.
        program: Already cut to the level.
        level: Of the readers.
    """
    if history is None or not changes:
        return MappingProxyType({})
    is_office = level.shows(Level.OFFICE)
    shown = set(_steps(history, program, is_office))
    return MappingProxyType({key: change for key, change in changes.items() if key in shown})


def _steps(history: History, program: Program, is_office: bool) -> Iterator[tuple[str, str]]:
    for stored in program.policies:
        file = history.files.get(stored.path)
        if file and (is_office or stored.value.status == "approved"):
            yield from ((before.blob, after.blob) for before, after in approved_steps(file) if before)
