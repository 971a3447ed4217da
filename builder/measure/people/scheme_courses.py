"""The courses that the certifying partner wants somebody of the company to hold, and who holds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from builder.measure.people.training import certificates_of, end_of
from builder.model.course import SchemeCourse
from builder.model.program import Program
from builder.model.register import Company, Person
from builder.read.course_file import read_courses


@dataclass(frozen=True)
class SchemeStanding:
    """A course that the partner asks for, and the full-time people who hold a valid certificate of it.

    Attributes:
        holders: (person, id of the certificate), sorted.
    """

    course: SchemeCourse
    holders: tuple[tuple[str, str], ...]


def measure_scheme_courses(program: Program, day: date) -> tuple[SchemeStanding, ...]:
    """Every course that the company's partner asks for under the scheme it holds or seeks; empty without a company.

    The courses may be split over several people; each of them is employed full-time that day. A partner about which the book of courses
    says nothing asks for nothing here; what the company has written down as asked for goes before the book.
    """
    if program.company is None:
        return ()
    company = program.company.value
    needs = _needs(company)
    staff = [id for id, stored in sorted(program.people.items()) if _is_full_time(stored.value, day)]
    return tuple(SchemeStanding(need, _holders(program, need, staff, day)) for need in needs)


def _needs(company: Company) -> tuple[SchemeCourse, ...]:
    book = read_courses()
    scheme = company.certificate.scheme
    if not company.partner_courses:
        return book.courses_of_scheme(company.partner, scheme)
    ids = [book.name_of(written) for written in company.partner_courses]
    return tuple(
        SchemeCourse(
            scheme=scheme,
            name=book.by_id[id].title if id in book.by_id else id,
            any_of=(id,),
            source="records/company.yaml",
            confidence="confirmed",
        )
        for id in ids
    )


def _is_full_time(person: Person, day: date) -> bool:
    job = person.employment_on(day)
    return job is not None and job.basis == "full-time"


def _holders(program: Program, need: SchemeCourse, staff: list[str], day: date) -> tuple[tuple[str, str], ...]:
    """Who holds one of the courses, or one that counts as it."""
    held = certificates_of(program)
    found = []
    for person in staff:
        certificates = [each for course in need.any_of for each in held.get((person, course), ())]
        valid = [each for each in certificates if each.value.date <= day <= end_of(each)]
        if valid:
            best = max(valid, key=lambda each: (end_of(each), each.value.date, each.value.id))
            found.append((person, best.value.id))
    return tuple(found)
