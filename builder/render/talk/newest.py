"""The newest change of a document that is still news, from the versions that a snapshot holds against each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from builder.measure.past.in_force import approved_steps
from builder.measure.translation import is_translation
from builder.model.policy import Policy
from builder.model.snapshot import Snapshot
from builder.model.stored import Stored
from builder.model.text_change import TextChange
from builder.render.talk.talk import Talk, make_talk

NEWS = 183
"""Days for which a change is news on the pages: half a year, as on the home page. `muster talk` tells of older ones too."""


def newest_talk(snapshot: Snapshot, stored: Stored[Policy]) -> Talk | None:
    """The change with which a document got its present text; None where there is none that is news.

    Args:
        snapshot: At office level, with the changes of the texts.
        stored: The document.
    """
    history = snapshot.history
    file = history.files.get(stored.path) if history else None
    if file is None or stored.value.status != "approved" or is_translation(snapshot.program, stored.value):
        return None
    for before, after in reversed(list(approved_steps(file, snapshot.as_of))):
        change = snapshot.text_changes.get((before.blob, after.blob)) if before else None
        if change is None or not change.is_nothing:
            if before is None or change is None or after.since < snapshot.as_of - timedelta(days=NEWS):
                return None
            return make_talk(snapshot, stored, before, change, TextChange(()))
    return None


def newest_talks(snapshot: Snapshot) -> Iterator[Talk]:
    """Of every document whose change is news and has somebody left who has to hear it."""
    for stored in snapshot.program.policy_by_id.values():
        talk = newest_talk(snapshot, stored)
        if talk is not None and talk.waiting:
            yield talk
