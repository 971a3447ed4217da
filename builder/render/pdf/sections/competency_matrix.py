"""The competency matrix: everyone employed on the as-of day by the critical tasks of their position, and what shows that they can do them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from builder.measure.people.assessment import Assessment, Strength, measure_assessments
from builder.model.level import Level
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View

RECORD_TYPE = "competency"

STRENGTH_WORDS = {
    Strength.ASSESSED: ("●", "assessed"),
    Strength.OUT_OF_DATE: ("✗", "out of date"),
    Strength.NOT_YET: ("◐", "not yet"),
    Strength.NOT_ASSESSED: ("○", "not assessed"),
}
"""Sign and word of what shows that somebody can do a task, readable without colour."""


def make_competency_matrix(view: View) -> Section | None:
    """The matrix, a table for each position; nothing where people may not be shown, or no position has a critical task."""
    if not view.snapshot.level.shows(Level.OFFICE):
        return None
    found = measure_assessments(view.snapshot.program, view.snapshot.as_of)
    if not found:
        return None
    counts = Counter(each.strength for each in found)
    title = "Competency matrix"
    html = write_html(
        "competency_matrix",
        title=title,
        running=(view.element_title("training"), title),
        asked=len(found),
        counts=[(STRENGTH_WORDS[strength], counts[strength]) for strength in Strength],
        tables=[
            _table(view, position, tuple(group)) for position, group in groupby(found, key=lambda each: each.position)
        ],
        has_weak=any(_is_weak(each) for each in found),
    )
    return Section("competency-matrix", title, "training", html, "competency-matrix")


def _table(view: View, position: str, found: Sequence[Assessment]) -> dict[str, Any]:
    """A position: its people down, its critical tasks across."""
    by_cell = {(each.person, each.task.id): each for each in found}
    tasks = {each.task.id: each.task.title for each in found}
    return {
        "position": view.snapshot.name(position),
        "tasks": list(tasks.values()),
        "rows": [
            {
                "person": view.naming.person(person, RECORD_TYPE),
                "cells": [_cell(view, by_cell.get((person, task))) for task in tasks],
            }
            for person in sorted({each.person for each in found})
        ],
    }


def _cell(view: View, found: Assessment | None) -> dict[str, Any]:
    if found is None:
        return {"text": "", "link": None, "is_hole": False}
    words = " ".join(STRENGTH_WORDS[found.strength])
    if found.on:
        words += f", {found.on.isoformat()}{'†' if _is_weak(found) else ''}"
    return {
        "text": words,
        "link": view.selection.link_to(found.record) if found.record else None,
        "is_hole": found.strength is not Strength.ASSESSED,
    }


def _is_weak(found: Assessment) -> bool:
    """Whether nothing shows that the assessor knew the task."""
    return found.record is not None and not found.by_competent
