"""The shipped book of courses: one YAML file per jurisdiction, read-only reference data."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from builder.model.course import CourseBook
from builder.model.error import BuilderError
from builder.model.finding import Fault
from builder.model.place import FieldPath
from builder.read.shape import shape
from builder.read.yaml_text import Document, read_yaml

_FIX = "Correct the book of courses, and say in it where the fact was read."


@cache
def read_courses(id: str = "alberta") -> CourseBook:
    """The shipped book of courses.

    Raises:
        BuilderError: The shipped file is damaged.
    """
    text = (files("builder") / "standards" / "courses" / f"{id}.yaml").read_text(encoding="utf-8")
    book, faults = parse_courses(text, f"builder/standards/courses/{id}.yaml")
    if book is None or faults:
        raise BuilderError(f"{faults[0].place}: {faults[0].message}", "Install Muster again.")
    return book


def parse_courses(text: str, path: str) -> tuple[CourseBook | None, tuple[Fault, ...]]:
    """The book in a file, with a fault at its place for each thing that is wrong in it.

    Besides the shape of the file: a course named twice (aliases included), and a name that no course has.
    """
    document = read_yaml(text, path)
    book, faults = shape(CourseBook, document, document.value, "a book of courses")
    found = [*document.faults, *faults]
    if book is not None:
        found += [*_doubles(book, document), *_unknown(book, document)]
    return book, tuple(sorted(found))


def _fault(document: Document, path: FieldPath, message: str) -> Fault:
    return Fault(document.place(path), "value-not-allowed", message, _FIX)


def _doubles(book: CourseBook, document: Document) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for index, course in enumerate(book.courses):
        for name in (course.id, *course.aliases):
            before = seen.setdefault(name, course.id)
            if before != course.id or (name == course.id and course.id in [each.id for each in book.courses[:index]]):
                yield _fault(document, ("courses", index), f"The name {name!r} stands for {before} already.")


def _unknown(book: CourseBook, document: Document) -> Iterator[Fault]:
    named: list[tuple[FieldPath, tuple[str, ...]]] = []
    for index, course in enumerate(book.courses):
        named.append((("courses", index, "counts_as"), course.counts_as))
        replaced = (course.superseded_by,) if course.superseded_by else ()
        named.append((("courses", index, "superseded_by"), replaced))
    named += [(("work", index, "courses"), each.courses) for index, each in enumerate(book.work)]
    named += [(("schemes", index, "any_of"), each.any_of) for index, each in enumerate(book.schemes)]
    for path, ids in named:
        for id in ids:
            if id not in book.by_id:
                yield _fault(document, path, f"{id!r} is not a course of this book.")
