"""What the entries of a program are called: people, sites, equipment, positions and courses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builder.bring_in.names import NameBook
from builder.model.course import CourseBook
from builder.model.program import Program


@dataclass(frozen=True)
class Books:
    """Names by what they are of: person, site, asset, position, course."""

    by_what: Mapping[str, NameBook]


def make_books(program: Program, courses: CourseBook) -> Books:
    """The names of a program's entries, and of the courses that it or anybody in Alberta asks for."""
    return Books(
        {
            "person": NameBook({id: _person(each.value) for id, each in program.people.items()}, of_people=True),
            "site": NameBook({id: (each.value.name,) for id, each in program.sites.items()}),
            "asset": NameBook({id: _asset(each.value) for id, each in program.assets.items()}),
            "position": NameBook({id: (each.value.title,) for id, each in program.positions.items()}),
            "course": NameBook(_courses(program, courses)),
        }
    )


def _person(person: object) -> tuple[str, ...]:
    names = (getattr(person, "name", ""), getattr(person, "email", None))
    return tuple(name for name in names if name)


def _asset(asset: object) -> tuple[str, ...]:
    """Its name, the unit in it ("Unit 11" of "Unit 11, service body"), and its serial number."""
    name = str(getattr(asset, "name", ""))
    unit = name.partition(",")[0]
    serial = getattr(asset, "serial", None)
    return tuple(dict.fromkeys(each for each in (name, unit, unit.removeprefix("Unit "), serial) if each))


def _courses(program: Program, courses: CourseBook) -> dict[str, tuple[str, ...]]:
    found = {course.id: (course.title, *course.aliases) for course in courses.courses}
    own = {course for each in program.positions.values() for course in each.value.required_training}
    own |= {course for each in program.positions.values() for task in each.value.tasks for course in task.courses}
    held = (getattr(each.value, "course", None) for each in program.records_by_type.get("training", ()))
    own |= {str(course) for course in held if course}
    for course in own:
        found.setdefault(courses.name_of(course), (course,))
    return found
