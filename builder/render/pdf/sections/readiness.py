"""Readiness and decay for the company's own copy: intervals against their floors, the cheapest fixes, what turns and when."""

from __future__ import annotations

from typing import Any

from builder.measure.answers.decay import measure_decay
from builder.measure.answers.readiness import measure_readiness
from builder.model.readiness import Fix, Standing
from builder.render.pdf.sections.section import STATUS_WORDS, Section, write_html
from builder.render.pdf.sections.view import View
from builder.render.report.readiness import outlook_words, points_words, stays_words, worth_words

SHOWN_FIXES = 20
SHOWN_WHY = 6


def make_readiness(view: View) -> Section | None:
    """The section; None in a pack that leaves the company: how it plans for the audit isn't evidence."""
    if view.naming.profile != "internal":
        return None
    readiness = measure_readiness(view.snapshot)
    decay = measure_decay(view.snapshot)
    html = write_html(
        "readiness",
        title="Readiness",
        running=("Readiness", "for the company only"),
        readiness=readiness,
        has_points=readiness.total.points is not None,
        standings=[_standing(each) for each in (*readiness.elements, readiness.total)],
        fixes=[_fix(each) for each in readiness.fixes[:SHOWN_FIXES]],
        more_fixes=max(len(readiness.fixes) - SHOWN_FIXES, 0),
        decay=decay,
        green=decay.green_after(0),
        turns=[
            {
                "day": turn.day.isoformat(),
                "question": turn.question,
                "topic": turn.topic,
                "status": " ".join(STATUS_WORDS[turn.status]),
                "why": turn.why[:SHOWN_WHY],
                "more": max(len(turn.why) - SHOWN_WHY, 0),
            }
            for turn in decay.turns
        ],
    )
    entries = (("The cheapest fixes", "readiness-fixes"), ("What turns, and when", "readiness-decay"))
    return Section("readiness", "Readiness", "", html, "readiness", entries)


def _standing(standing: Standing) -> dict[str, Any]:
    points = standing.points
    low, high = points.per_cent if points else (0, 0)
    return {
        "title": f"{standing.number} {standing.name}".strip(),
        "tally": standing.tally,
        "share": f"{low}–{high} %" if points and points.possible else "–",
        "documentation": f"{points_words(points)} of {points.possible - points.unknown}" if points else "",
        "outlook": outlook_words(standing),
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "question": fix.question,
        "numbers": ", ".join(fix.numbers),
        "topic": fix.topic,
        "pieces": [piece.text for piece in fix.pieces],
        "worth": worth_words(fix).removeprefix(": "),
        "stays": stays_words(fix) if fix.stays else "",
    }
