"""Text that other programs would take for a number, a time or a yes/no: put in quotes, or written as true or false."""

from __future__ import annotations

from builder.mend.case import Case, Mended
from builder.read.field_types import is_yes_or_no_at
from builder.read.mendable import YES_AND_NO
from builder.write.plain_data import at_path
from builder.write.yaml_edit import Put


def mend(case: Case) -> Mended | None:
    """Quotes around a text; `true` or `false` where a field of these holds `yes` or `no`."""
    text = at_path(case.value, case.path)
    if not isinstance(text, str):
        return None
    if is_yes_or_no_at(case.held.model, case.within) and text in YES_AND_NO:
        word = "true" if YES_AND_NO[text] else "false"
        return Mended(Put(case.path, YES_AND_NO[text]), f"wrote {word} for {text}")
    return Mended(Put(case.path, text), f'put {text} in quotes: "{text}"')
