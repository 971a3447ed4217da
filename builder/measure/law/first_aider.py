"""Who may give first aid on a day, and at which level: from certificates, whatever name the course had, and from posted roles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from builder.model.law import FirstAidTable
from builder.model.program import Program
from builder.model.record import Record

ROLE = "first-aider"
"""How a posted role of a first aider begins; its ending may name a level."""


class AiderLevel(IntEnum):
    """How far somebody is trained; the higher, the more."""

    BASIC = 1
    INTERMEDIATE = 2
    ADVANCED = 3
    NURSE = 4

    @property
    def words(self) -> str:
        """The level for people to read."""
        return "nurse or advanced care paramedic" if self is AiderLevel.NURSE else self.name.capitalize()


LEVELS = tuple(AiderLevel)


@dataclass(frozen=True)
class Aider:
    """Somebody with a valid certificate.

    Attributes:
        certificate: Id of the record that proves it.
        expires: None where it doesn't.
        is_posted: Whether a role has the person on the notice board of the site.
    """

    person: str
    level: AiderLevel
    certificate: str
    expires: date | None
    is_posted: bool


@dataclass(frozen=True)
class Holdings:
    """First-aid certificates by person, and roles by person."""

    program: Program
    certificates: Mapping[str, Sequence[tuple[AiderLevel, Record]]]

    def aiders(self, people: Iterable[str], site: str, day: date) -> tuple[Aider, ...]:
        """Those of some people who hold a certificate that is valid that day, best first."""
        found = [aider for person in sorted(self.holders(people)) if (aider := self._aider(person, site, day))]
        return tuple(sorted(found, key=lambda aider: (-aider.level, aider.person)))

    def holders(self, people: Iterable[str]) -> frozenset[str]:
        """Those of some people who hold, or held, any certificate."""
        return frozenset(people) & self.certificates.keys()

    def changes(self, person: str) -> tuple[date, ...]:
        """The days on which what somebody holds may be different from the day before."""
        days: list[date] = []
        for _, record in self.certificates.get(person, ()):
            end = _end_of(record)
            days.append(record.date)
            if end < date.max:
                days.append(end + timedelta(days=1))
        return tuple(days)

    def _aider(self, person: str, site: str, day: date) -> Aider | None:
        valid = [
            (level, _end_of(record), record)
            for level, record in self.certificates.get(person, ())
            if record.date <= day <= _end_of(record)
        ]
        if not valid:
            return None
        level, end, record = max(valid, key=lambda each: each[:2])
        return Aider(person, level, record.id, None if end == date.max else end, self._is_posted(person, site, day))

    def _is_posted(self, person: str, site: str, day: date) -> bool:
        stored = self.program.people.get(person)
        roles = stored.value.roles_on(day) if stored else ()
        return any(role.role.startswith(ROLE) and role.site in (None, site) for role in roles)


def _end_of(certificate: Record) -> date:
    end = getattr(certificate, "expires", None)
    return end if isinstance(end, date) else date.max


def course_level(table: FirstAidTable, course: str) -> AiderLevel | None:
    """The level that a course gives; None where it isn't a course in first aid."""
    written = "-".join(course.lower().replace("_", " ").replace("-", " ").split())
    level = table.courses.get(written)
    return AiderLevel[level.upper()] if level else None


def holdings_of(program: Program, table: FirstAidTable) -> Holdings:
    """All first-aid certificates."""
    found: dict[str, list[tuple[AiderLevel, Record]]] = defaultdict(list)
    for stored in program.records_by_type.get("training", ()):
        person, course = getattr(stored.value, "person", None), getattr(stored.value, "course", None)
        level = course_level(table, course) if isinstance(course, str) else None
        if level and isinstance(person, str):
            found[person].append((level, stored.value))
    return Holdings(program, found)
