"""The name of a hole, for people."""

from __future__ import annotations

from builder.model.coverage import Expected, Outcome
from builder.model.record import in_sentence
from builder.record_types import TYPES


def name_hole(expected: Expected) -> str:
    """A missing record as a sentence fragment: "shop, September 2026: supervisor's site inspection"."""
    title = in_sentence(TYPES[expected.record_type].TITLE) if expected.record_type in TYPES else expected.record_type
    kind = f"{expected.kind} " if expected.kind else ""
    where = f"{expected.unit}, " if expected.unit else ""
    by = f"{expected.by.replace('-', ' ')}'s " if expected.by else ""
    explained = " (explained)" if expected.outcome is Outcome.EXPLAINED else ""
    return f"{where}{expected.period}: {by}{kind}{title}{explained}"
