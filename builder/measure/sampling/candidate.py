"""What of a record counts when a sample is drawn: id, site, date, and the level of its person on that day."""

from __future__ import annotations

from builder.measure.sampling.draw import Candidate
from builder.model.program import Program
from builder.model.record import Record


def candidate_of(program: Program, record: Record) -> Candidate:
    """A record as the draw sees it."""
    return Candidate(record.id, record.site or "", record.date, level_of_record(program, record))


def level_of_record(program: Program, record: Record) -> str:
    """The level, by employment on the record's day, of the person it is about, else of the first who must sign it; empty if unknown."""
    about = record.__dict__.get("person")
    signers = record.must_sign
    person = about if isinstance(about, str) else signers[0] if signers else ""
    stored = program.people.get(person)
    employment = stored.value.employment_on(record.date) if stored else None
    return employment.level if employment else ""
