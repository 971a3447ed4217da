"""Who has read and signed a document, and which version: for each person whom it concerns on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from builder.model.policy import Policy
from builder.model.program import Program
from builder.model.register import Person
from builder.record_types.acknowledgement import Acknowledgement


class Signed(StrEnum):
    """What somebody signed of a document."""

    NOTHING = "nothing"
    OLDER = "older"
    CURRENT = "current"


@dataclass(frozen=True)
class Reader:
    """A person whom a document concerns.

    Attributes:
        person: Who.
        position: Id of the position held on the day; empty for none.
        signed: Whether the version that counts was signed, an older one, or none.
        newest: The acknowledgement of the highest version; None where there is none.
    """

    person: Person
    position: str
    signed: Signed
    newest: Acknowledgement | None = None


def asks_for_signatures(program: Program, policy: Policy) -> bool:
    """Whether a document is to be read and signed: it says so itself, it promises the records, or somebody has signed it already."""
    return (
        policy.acknowledge
        or any(each.record == Acknowledgement.TYPE for each in policy.obligations)
        or any(
            getattr(stored.value, "document", None) == policy.id
            for stored in program.records_by_type.get(Acknowledgement.TYPE, ())
        )
    )


def list_readers(program: Program, policy: Policy, version: int, day: date) -> tuple[Reader, ...]:
    """Everyone whom a document concerns on a day, by id: employed then, at a level and on a site that it is for.

    Args:
        program: At office level, because it is about people.
        policy: The document; one that names no level or no site is for everyone.
        version: The one that counts.
        day: Acknowledgements of later days don't count yet.
    """
    newest: dict[str, Acknowledgement] = {}
    for stored in program.records_by_type.get(Acknowledgement.TYPE, ()):
        record = stored.value
        if not isinstance(record, Acknowledgement) or record.document != policy.id or record.date > day:
            continue
        before = newest.get(record.person or "")
        if record.person and (before is None or _rank(record) >= _rank(before)):
            newest[record.person] = record
    return tuple(
        Reader(stored.value, position, _signed(newest.get(id), version), newest.get(id))
        for id, stored in sorted(program.people.items())
        if (position := _position(stored.value, policy, day)) is not None
    )


def _rank(record: Acknowledgement) -> tuple[int, date]:
    return record.version or 0, record.date


def _position(person: Person, policy: Policy, day: date) -> str | None:
    """The position of somebody whom the document concerns; None for everyone else."""
    job = person.employment_on(day)
    if job is None or (policy.audience and job.level not in policy.audience):
        return None
    if policy.applies_to and job.site and job.site not in policy.applies_to:
        return None
    return job.position or ""


def _signed(record: Acknowledgement | None, version: int) -> Signed:
    if record is None:
        return Signed.NOTHING
    return Signed.CURRENT if (record.version or 0) >= version else Signed.OLDER
