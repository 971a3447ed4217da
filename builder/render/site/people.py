"""People, what they are trained in, and the jobs they do. Names and certificates stand in the office edition only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from builder.measure.people.training import SOON, TrainingCell, Validity, measure_training
from builder.model.day import write_day
from builder.model.register import Person
from builder.render.site.manual import Here, Manual, known
from builder.render.site.markup import NOTHING, chip, iso, unbroken
from builder.render.site.page import Page, plain
from builder.render.site.table import Table, TableRow
from builder.render.site.words import PERSON_LEVELS, ROLES, sentence, words

LOOK = {
    Validity.VALID: ("ok", "✔", "Valid"),
    Validity.SOON: ("part", "▲", f"Runs out within {SOON} days"),
    Validity.EXPIRED: ("bad", "✖", "Expired"),
    Validity.MISSING: ("bad", "✖", "Missing"),
}
"""Look, symbol and words of a certificate's state."""


def people_pages(manual: Manual) -> Iterator[Page]:
    """Jobs and tasks for everyone; people and the training matrix for the office."""
    yield _positions(manual)
    if manual.is_office:
        yield _people(manual)
        yield _matrix(manual)


def _positions(manual: Manual) -> Page:
    here = manual.here("people/positions.md")
    parts = []
    for stored in sorted(manual.snapshot.program.positions.values(), key=lambda each: each.value.title):
        position = stored.value
        rows = tuple(
            TableRow(
                (
                    task.title,
                    "Yes" if task.critical else "",
                    here.refs(task.procedures),
                    ", ".join(course_name(each) for each in task.courses),
                )
            )
            for task in position.tasks
        )
        head: tuple[str, ...] = (here.w["task"], "Critical", "Procedures", "Courses for it")
        if not any(task.courses for task in position.tasks):
            rows = tuple(TableRow(row.cells[:-1]) for row in rows)
            head = head[:-1]
        courses = ", ".join(course_name(each) for each in known(position, "required_training", ()))
        note = Markup('<span id="position-{}"></span>{}').format(position.id, position.purpose or "")
        if courses:
            note += Markup(" {}: {}.").format(here.w["required_training"], courses)
        parts.append(Table(position.title, head, rows, plain(position.title), note, search=True))
    markdown = manual.render(
        "tables.html.j2",
        here.path,
        trail=(),
        intro="What each job does, and the procedures for it. Critical tasks are the ones that can kill or maim.",
        tables=parts,
    )
    return Page(here.path, "Jobs and procedures", markdown, 1.5)


def course_name(slug: str) -> str:
    """A course as people say it."""
    return sentence(words(slug))


def _people(manual: Manual) -> Page:
    here = manual.here("people/index.md")
    as_of = manual.snapshot.as_of
    everyone = [stored.value for stored in manual.snapshot.program.people.values()]
    present = [person for person in everyone if person.employment_on(as_of)]
    left = [person for person in everyone if not person.employment_on(as_of)]
    head = (
        here.w["id"],
        here.w["name"],
        here.w["position"],
        "Level",
        here.w["site"],
        here.w["since"],
        "Duties",
        here.w["phone"],
    )
    gone = tuple(TableRow(_left_cells(here, person), person.id) for person in left)
    tables = [
        Table(
            here.w["people"],
            head,
            tuple(TableRow(_cells(here, person, as_of), person.id) for person in present),
            search=True,
        ),
        Table(
            here.w["people_left"],
            (here.w["id"], here.w["name"], here.w["position"], here.w["until"]),
            gone,
            here.w["people_left"],
            search=True,
        ),
    ]
    markdown = manual.render(
        "tables.html.j2",
        here.path,
        trail=(),
        intro=here.w["people_intro"],
        tables=[each for each in tables if each.rows],
    )
    return Page(here.path, here.w["people"], markdown, 0.8, hide=("toc",))


def _cells(here: Here, person: Person, as_of: date) -> tuple[object, ...]:
    job = person.employment_on(as_of)
    roles = ", ".join(ROLES.get(role.role, sentence(words(role.role))) for role in person.roles_on(as_of))
    assert job is not None
    return (
        person.id,
        known(person, "name", ""),
        here.ref(job.position),
        PERSON_LEVELS[job.level],
        here.ref(job.site),
        iso(person.hired_on),
        roles,
        unbroken(known(person, "work_phone", "")),
    )


def _left_cells(here: Here, person: Person) -> tuple[object, ...]:
    last = max(person.employment, key=lambda job: job.from_, default=None)
    until = iso(last.to if last else None)
    return person.id, known(person, "name", ""), here.ref(last.position) if last else "", until


def _matrix(manual: Manual) -> Page:
    here = manual.here("people/training.md")
    matrix = measure_training(manual.snapshot.program, manual.snapshot.as_of)
    rows = []
    for person in sorted(matrix.people, key=manual.snapshot.name):
        job = manual.snapshot.program.people[person].value.employment_on(matrix.day)
        cells = [_matrix_cell(here, matrix.cells.get((person, course))) for course in matrix.courses]
        rows.append(
            {"person": here.ref(person), "position": manual.snapshot.name(job.position) if job else "", "cells": cells}
        )
    intro = (
        f"Who holds which certificate on {write_day(matrix.day)}. The day in a cell is the last on which the certificate is valid; "
        "a certificate in brackets is held without being required."
    )
    legend = [chip(look) for look in LOOK.values()]
    markdown = manual.render(
        "matrix.html.j2",
        here.path,
        intro=intro,
        legend=legend,
        rows=rows,
        courses=[course_name(each) for each in matrix.courses],
    )
    return Page(here.path, here.w["training"], markdown, 0.8, hide=("toc", "navigation"))


def _matrix_cell(here: Here, cell: TrainingCell | None) -> Markup:
    if cell is None:
        return NOTHING
    kind, symbol, word = LOOK[cell.validity]
    if cell.validity is Validity.MISSING:
        return chip((kind, symbol, word))
    until = cell.expires.isoformat() if cell.expires else "no end"
    prefix = f"{word.split()[0]} " if cell.validity is Validity.EXPIRED else ""
    shown = here.ref(cell.record, f"{prefix}{until}" if cell.is_required else f"({prefix}{until})")
    return Markup(
        '<span class="m-cell m-cell--{}"><span aria-hidden="true">{}</span><span class="m-sr">{}: </span>{}</span>'
    ).format(kind, symbol, word, shown)
