"""`muster due`: what is overdue, and what comes up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from builder.commands.format_choice import pick_format
from builder.measure.due import AHEAD, DueItem, measure_due
from builder.model.snapshot import Snapshot
from builder.render.report import calendar_text, json_text, text

WRITERS: Mapping[str, Callable[[Sequence[DueItem], Snapshot], str]] = {
    "text": text.write_due,
    "json": json_text.write_due,
    "ics": calendar_text.write_due,
}
"""How due days can be written, by the name of the format."""


def due(snapshot: Snapshot, *, format: str = "text", ahead: int = AHEAD, say: Callable[[str], None]) -> int:
    """Prints everything overdue and everything due within `ahead` days; always gives back 0.

    Raises:
        BuilderError: There is no such format.
    """
    write = pick_format(WRITERS, format)
    say(write(measure_due(snapshot, ahead), snapshot).rstrip("\n"))
    return 0
