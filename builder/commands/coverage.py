"""`muster coverage`: how far documents and records answer the standard's questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from builder.commands.format_choice import pick_format
from builder.model.snapshot import Snapshot
from builder.render.report import json_text, text

WRITERS: Mapping[str, Callable[[Snapshot], str]] = {"text": text.write_coverage, "json": json_text.write_coverage}
"""How the coverage can be written, by the name of the format."""


def coverage(snapshot: Snapshot, *, format: str = "text", say: Callable[[str], None]) -> int:
    """Prints the coverage; always gives back 0, because what is missing is `check`'s business.

    Raises:
        BuilderError: There is no such format.
    """
    say(pick_format(WRITERS, format)(snapshot).rstrip("\n"))
    return 0
