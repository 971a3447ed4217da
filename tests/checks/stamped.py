"""Stamps of the anchors in an example, with the verdict that its page gives them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from types import MappingProxyType

from builder.model.history import History
from builder.model.program import Program
from builder.model.stamp import Stamp, StampVerdict

SAID_OF_STAMP = r"[Ii]ts stamp is: `([a-z-]+)`"
SAID_OF_ORDER = "but after the stamp"
_FIRST, _SECOND = "1" * 40, "2" * 40


def add_stamps(history: History, program: Program, verdicts: Mapping[str, str], after: Collection[str]) -> History:
    """The history with a stamp for each anchor, over its first commit and arrived with its second.

    Args:
        history: Everything in it came with the first commit.
        program: With the anchors.
        verdicts: By path of an anchor's record.
        after: Paths of the files that came with the second commit.
    """
    if not verdicts:
        return history
    stamps = []
    for stored in program.records:
        if stored.path in verdicts:
            verdict, day = StampVerdict(verdicts[stored.path]), stored.value.date
            at = int(datetime.combine(day, time(18), UTC).timestamp())
            known = verdict is not StampVerdict.MISSING
            said = Stamp(
                stored.value.id,
                _FIRST,
                verdict,
                at if known else None,
                day if known else None,
                "Clock House",
                "",
                "So.",
            )
            stamps.append(replace(said, holds_up_to=1, arrived_with=2))
    files = {
        path: replace(file, changes=tuple(replace(each, commit=_SECOND) for each in file.changes))
        if path in after
        else file
        for path, file in history.files.items()
    }
    positions = {_FIRST: 1, _SECOND: 2}
    return replace(history, files=MappingProxyType(files), stamps=tuple(stamps), positions=positions)
