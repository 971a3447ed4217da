"""Courses as data: their names, how long a certificate lasts where it doesn't say, what work asks for them, what a certificate scheme asks for."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal

from builder.model.day import Period
from builder.model.policy import Frozen
from builder.model.standard import SourceNote

Confidence = Literal["confirmed", "secondary", "unverified"]


class Course(Frozen):
    """A course by the name that positions and certificates use.

    Attributes:
        id: Its name here; words with dashes.
        aliases: Other names that people write for the same course.
        validity: How long a certificate lasts that says nothing about its end; None where it doesn't end. What the certificate says goes before it.
        counts_as: Courses whose certificate this one replaces: an advanced first aider is also an intermediate one.
        superseded_by: The course that has taken its place; a certificate of the old one is still a certificate.
        source: Where the validity was read.
    """

    id: str
    title: str
    aliases: tuple[str, ...] = ()
    validity: Period | None = None
    counts_as: tuple[str, ...] = ()
    superseded_by: str | None = None
    source: str
    confidence: Confidence


class WorkOnRecord(Frozen):
    """Who on a type of record was at work that day, and which courses that work needs.

    Attributes:
        record: The record type.
        who: A field that holds a person or people, or `role:<role in people>`.
        courses: What the work needs, beside what the position needs; empty where the record only shows somebody at work.
        why: The work in words: "entering a confined space".
    """

    record: str
    who: str
    courses: tuple[str, ...] = ()
    why: str


class SchemeCourse(Frozen):
    """A course that a certifying partner wants somebody of the company to hold.

    Attributes:
        partners: Keys of the partners; empty for all.
        scheme: COR or SECOR.
        name: For people.
        any_of: One of these is enough.
    """

    partners: tuple[str, ...] = ()
    scheme: Literal["COR", "SECOR"]
    name: str
    any_of: tuple[str, ...]
    source: str
    confidence: Confidence


class CourseBook(Frozen):
    """Everything known about courses in one jurisdiction."""

    id: str
    title: str
    sources: tuple[SourceNote, ...]
    courses: tuple[Course, ...]
    work: tuple[WorkOnRecord, ...]
    schemes: tuple[SchemeCourse, ...]

    @cached_property
    def by_id(self) -> dict[str, Course]:
        """Courses by id."""
        return {course.id: course for course in self.courses}

    @cached_property
    def _by_name(self) -> dict[str, str]:
        names = {_slug(alias): course.id for course in self.courses for alias in (*course.aliases, course.title)}
        return names | {course.id: course.id for course in self.courses}

    def name_of(self, written: str) -> str:
        """The id of the course that is meant; what is written, where the book doesn't know it."""
        return self._by_name.get(_slug(written), written)

    def counts_as(self, id: str) -> tuple[str, ...]:
        """The course itself and every course that its certificate replaces."""
        course = self.by_id.get(id)
        return (id, *course.counts_as) if course else (id,)

    def courses_of_scheme(self, partner: str, scheme: str) -> tuple[SchemeCourse, ...]:
        """What a partner wants somebody to hold for a scheme."""
        return tuple(
            need for need in self.schemes if need.scheme == scheme and (not need.partners or partner in need.partners)
        )


def _slug(written: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", written.lower()).strip("-")
