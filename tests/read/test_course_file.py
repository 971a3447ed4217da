"""The book of courses: the shipped one holds together, and a damaged one is refused at the place."""

from __future__ import annotations

import re

import pytest

from builder.read.course_file import parse_courses, read_courses
from builder.read.standard_file import known_standards
from builder.record_types import TYPES

BOOK = """id: test
title: Courses
sources: [{what: The tests, read_on: 2026-11-22}]
courses:
  - {id: fall-protection, title: Fall protection, aliases: [fall-arrest], source: made up, confidence: unverified}
  - {id: fall-rescue, title: Rescue, counts_as: [fall-protection], source: made up, confidence: unverified}
work: [{record: flha, who: "role:crew", courses: [fall-protection], why: work}]
schemes: [{scheme: COR, name: Rescue, any_of: [fall-rescue], source: made up, confidence: unverified}]
"""


def test_the_shipped_book_can_be_read_and_is_no_standard() -> None:
    assert read_courses().id == "alberta"
    assert not [name for name in known_standards() if "course" in name]


def test_every_record_and_field_that_shows_work_exists() -> None:
    for work in read_courses().work:
        fields = TYPES[work.record].model_fields
        assert work.who.startswith("role:") or work.who in fields, work


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("fall-arrest", "fall-protection"),
        ("Fall Protection", "fall-protection"),
        ("FALL PROTECTION", "fall-protection"),
        # A course that the book doesn't know is itself.
        ("Basket weaving", "Basket weaving"),
    ],
)
def test_a_course_is_found_by_the_names_people_write(written: str, meant: str) -> None:
    book, faults = parse_courses(BOOK, "courses.yaml")

    assert faults == ()
    assert book is not None
    assert book.name_of(written) == meant


@pytest.mark.parametrize(
    ("was", "now", "place", "said"),
    [
        ("aliases: [fall-arrest]", "aliases: [fall-rescue]", "6", "stands for fall-protection already"),
        ("id: fall-rescue", "id: fall-protection", "6", "stands for fall-protection already"),
        (
            "counts_as: [fall-protection]",
            "counts_as: [fal-protection]",
            "6",
            "'fal-protection' is not a course of this book",
        ),
        ("courses: [fall-protection], why", "courses: [falling], why", "7", "'falling' is not a course of this book"),
        ("any_of: [fall-rescue]", "any_of: [rescue]", "8", "'rescue' is not a course of this book"),
        ("title: Courses", "title: Courses\ncolour: red", "3", "colour"),
    ],
)
def test_a_damaged_book_names_the_line(was: str, now: str, place: str, said: str) -> None:
    _, faults = parse_courses(BOOK.replace(was, now, 1), "courses.yaml")

    assert any(re.match(rf"courses\.yaml:{place}:", str(fault.place)) and said in fault.message for fault in faults), (
        faults
    )
