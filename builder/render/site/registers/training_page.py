"""The training matrix: who holds which certificate until when, and who lacks one; by person, so that a phone can show it too."""

from __future__ import annotations

from collections import Counter
from typing import Any

from markupsafe import Markup

from builder.measure.people.training import SOON, TrainingCell, TrainingMatrix, Validity, measure_training
from builder.render.site.manual import Here, Manual
from builder.render.site.markup import NOTHING, chip, unbroken
from builder.render.site.page import Page
from builder.render.site.registers.table import Table, TableRow
from builder.render.site.words import sentence, words

PATH = "people/training.md"

LOOK = {
    Validity.VALID: ("ok", "✔", "Valid"),
    Validity.SOON: ("part", "▲", f"Runs out within {SOON} days"),
    Validity.EXPIRED: ("bad", "✖", "Expired"),
    Validity.MISSING: ("bad", "○", "Missing"),
}
"""Look, symbol and words of a certificate's state: no two have the same symbol, so that a printer without colour shows them all."""

NOTHING_NEEDED = ("none", "–", "Nothing needed")

_WORST_FIRST = (Validity.MISSING, Validity.EXPIRED, Validity.SOON)


def course_name(slug: str) -> str:
    """A course as people say it."""
    return sentence(words(slug))


def training_page(manual: Manual) -> Page:
    """The matrix, and below it how each course stands."""
    here = manual.here(PATH)
    matrix = measure_training(manual.snapshot.program, manual.snapshot.as_of)
    intro = (
        f"Who holds which certificate on {here.day(matrix.day)}. The day in a cell is the last on which the certificate is valid; "
        "a certificate in brackets is held without being required."
    )
    body = manual.render(
        "matrix.html.j2",
        here.path,
        intro=intro,
        legend=[chip(look) for look in LOOK.values()],
        rows=[_row(here, matrix, person) for person in sorted(matrix.people, key=manual.snapshot.name)],
        courses=[course_name(each) for each in matrix.courses],
        by_course=_by_course(matrix),
    )
    return Page(here.path, here.w["training"], body, 0.8, hide=("toc", "navigation"))


def standing_of(matrix: TrainingMatrix, person: str) -> Markup:
    """How a person stands with all that the position needs, as a label: its worst certificate."""
    needed = {cell.validity for (who, _), cell in matrix.cells.items() if who == person and cell.is_required}
    if not needed:
        return chip(NOTHING_NEEDED)
    return chip(LOOK[next((each for each in _WORST_FIRST if each in needed), Validity.VALID)])


def _row(here: Here, matrix: TrainingMatrix, person: str) -> dict[str, Any]:
    job = here.manual.snapshot.program.people[person].value.employment_on(matrix.day)
    return {
        "person": here.ref(person),
        "position": here.ref(job.position) if job else "",
        "site": here.ref(job.site) if job else "",
        "standing": standing_of(matrix, person),
        "cells": [_cell(here, matrix.cells.get((person, course))) for course in matrix.courses],
    }


def _cell(here: Here, cell: TrainingCell | None) -> Markup:
    """A symbol, and the day or the word; what is missing sorts before every day, what has no end after."""
    if cell is None:
        return NOTHING
    kind, symbol, word = LOOK[cell.validity]
    until = cell.expires.isoformat() if cell.expires else "no end"
    sort = "0" if cell.validity is Validity.MISSING else until
    if cell.validity is Validity.MISSING:
        shown = Markup(word)  # noqa: S704 - ours
    else:
        prefix = f"{word} " if cell.validity is Validity.EXPIRED else ""
        shown = here.ref(cell.record, f"{prefix}{until}" if cell.is_required else f"({prefix}{until})")
        if not prefix:
            shown = Markup('<span class="m-sr">{}: </span>{}').format(word, shown)
    return Markup('<span class="m-cell m-cell--{}" data-sort="{}"><span aria-hidden="true">{}</span>{}</span>').format(
        kind, sort, symbol, shown
    )


def _by_course(matrix: TrainingMatrix) -> Table:
    counts: Counter[tuple[str, Validity]] = Counter(
        (course, cell.validity) for (_, course), cell in matrix.cells.items() if cell.is_required
    )
    rows = []
    for course in matrix.courses:
        found = [counts[course, validity] for validity in LOOK]
        if any(found):
            shown = [
                chip((look[0], look[1], str(number))) if number and look[0] != "ok" else str(number)
                for look, number in zip(LOOK.values(), found, strict=True)
            ]
            rows.append(TableRow((unbroken(course_name(course)), str(sum(found)), *shown)))
    head = ("Course", "Needed by", *(look[2] for look in LOOK.values()))
    return Table("By course", head, tuple(rows), numbers=(1, 2, 3, 4, 5))
