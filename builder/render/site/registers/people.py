"""People, what they are trained in, and the jobs they do. Names and certificates stand in the office edition only."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from markupsafe import Markup

from builder.measure.people.training import TrainingMatrix, measure_training
from builder.model.register import Person
from builder.render.site.manual import Here, Manual, known
from builder.render.site.markup import NOTHING, iso, link, unbroken
from builder.render.site.page import Page, plain
from builder.render.site.registers.table import Table, TableRow
from builder.render.site.registers.training_page import PATH as TRAINING
from builder.render.site.registers.training_page import standing_of, training_page
from builder.render.site.words import PERSON_LEVELS, ROLES, sentence, words


def people_pages(manual: Manual) -> Iterator[Page]:
    """Jobs and tasks for everyone; people and the training matrix for the office."""
    yield _positions(manual)
    if manual.is_office:
        yield _people(manual)
        yield training_page(manual)


def _positions(manual: Manual) -> Page:
    here = manual.here("people/positions.md")
    parts = []
    for stored in sorted(manual.snapshot.program.positions.values(), key=lambda each: each.value.title):
        position = stored.value
        rows = tuple(
            TableRow(
                (
                    task.title,
                    sentence(here.w["yes"]) if task.critical else "",
                    here.refs(task.procedures),
                    ", ".join(here.say("courses", each) for each in task.courses),
                )
            )
            for task in position.tasks
        )
        head: tuple[str, ...] = (here.w["task"], here.w["critical"], here.w["procedures"], here.w["courses_for_it"])
        if not any(task.courses for task in position.tasks):
            rows = tuple(TableRow(row.cells[:-1]) for row in rows)
            head = head[:-1]
        courses = ", ".join(here.say("courses", each) for each in known(position, "required_training", ()))
        note = Markup('<span id="position-{}"></span>{}').format(position.id, position.purpose or "")
        if courses:
            note += Markup(" {}: {}.").format(here.w["required_training"], courses)
        parts.append(Table(position.title, head, rows, plain(position.title), note, search=True))
    markdown = manual.render(
        "tables.html.j2",
        here.path,
        trail=(),
        intro=here.w["jobs_intro"],
        tables=parts,
    )
    return Page(here.path, here.w["jobs_title"], markdown, 1.5)


def _people(manual: Manual) -> Page:
    here = manual.here("people/index.md")
    as_of = manual.snapshot.as_of
    everyone = [stored.value for stored in manual.snapshot.program.people.values()]
    present = [person for person in everyone if person.employment_on(as_of)]
    left = [person for person in everyone if not person.employment_on(as_of)]
    matrix = measure_training(manual.snapshot.program, as_of)
    head = (
        here.w["name"],
        here.w["id"],
        here.w["position"],
        "Level",
        here.w["site"],
        here.w["phone"],
        "Duties",
        "Training",
        here.w["since"],
    )
    gone = tuple(TableRow(_left_cells(here, person), person.id) for person in left)
    tables = [
        Table(
            here.w["people"],
            head,
            tuple(TableRow(_cells(here, person, matrix), person.id) for person in present),
            search=True,
        ),
        Table(
            here.w["people_left"],
            (here.w["name"], here.w["id"], here.w["position"], here.w["until"]),
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


def _cells(here: Here, person: Person, matrix: TrainingMatrix) -> tuple[object, ...]:
    job = person.employment_on(matrix.day)
    roles = ", ".join(ROLES.get(role.role, sentence(words(role.role))) for role in person.roles_on(matrix.day))
    assert job is not None
    name = known(person, "name", "")
    # The name first: on a phone it is the title of the card.
    return (
        name,
        person.id,
        here.ref(job.position),
        PERSON_LEVELS[job.level],
        here.ref(job.site),
        phone_link(known(person, "work_phone", "")),
        roles,
        link(f"{here.to(TRAINING)}#~{urlencode({'q': name})}", standing_of(matrix, person.id)),
        iso(person.hired_on),
    )


def phone_link(number: str) -> Markup:
    """A phone number that a phone calls when it is tapped; nothing for none."""
    return unbroken(link(f"tel:{number.replace(' ', '').replace('-', '')}", number)) if number else NOTHING


def _left_cells(here: Here, person: Person) -> tuple[object, ...]:
    last = max(person.employment, key=lambda job: job.from_, default=None)
    until = iso(last.to if last else None)
    return known(person, "name", ""), person.id, here.ref(last.position) if last else "", until
