"""Who has heard of the newest change of a document, at a toolbox meeting or by signing it, and who still has to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from builder.measure.people.acknowledged import Reader, Signed, list_readers
from builder.model.policy import Policy
from builder.model.program import Program
from builder.model.record import Record
from builder.record_types.toolbox_meeting import ToolboxMeeting


class Heard(StrEnum):
    """What is on record of somebody and a wording."""

    NOT_YET = "not yet"
    JOINED = "joined"
    TOLD = "told"
    SIGNED = "signed"


@dataclass(frozen=True)
class Wording:
    """The text of a document as it reads now.

    Attributes:
        version: The first number under which it stood; a review that left every word alone gave it another.
        since: The first day on which anybody can have been told of it: that of its approval, or of its arrival if that was earlier.
    """

    version: int
    since: date


@dataclass(frozen=True)
class Hearer:
    """A person whom a document concerns.

    Attributes:
        reader: Who, and what they signed of the document.
        site: Where they work on the day: that of their crew, else of their position; empty for none.
        crew: Id of their crew there; empty for none.
        heard: What is on record. Who joined the company after the change never worked by the old text, and so is `JOINED`.
        record: Id of the newest record that shows it; empty where none does.
    """

    reader: Reader
    site: str
    crew: str
    heard: Heard
    record: str = ""


def list_hearers(program: Program, policy: Policy, wording: Wording, day: date) -> tuple[Hearer, ...]:
    """Everyone whom a document concerns on a day, by site, crew and id.

    Source: a record counts, nothing else. Told is who led or attended a toolbox meeting on `wording.since` or later that is linked to the
    document (`links: [{to: SWP-03, as: about}]`) or has its id in the topic; signed is who acknowledged this wording's version or a later one.

    Args:
        program: At office level, because it is about people.
        policy: The document.
        wording: What they are to have heard.
        day: Records of later days don't count yet.
    """
    meetings = told_at(program, policy.id, wording.since, day)
    crews = _crews(program, day)
    found = [
        _hearer(reader, meetings, crews.get(reader.person.id), wording, day)
        for reader in list_readers(program, policy, wording.version, day)
    ]
    return tuple(sorted(found, key=lambda each: (each.site, each.crew, each.reader.person.id)))


def still_to_hear(hearer: Hearer, needs_signature: bool) -> bool:
    """Whether somebody still has to be told; of a document that is signed, until they have signed."""
    if hearer.heard is Heard.SIGNED:
        return False
    return needs_signature or hearer.heard is Heard.NOT_YET


def told_at(program: Program, id: str, first: date, last: date) -> Mapping[str, str]:
    """For each person the newest meeting between two days at which they heard of a document: ids of records by ids of people."""
    found: dict[str, tuple[date, str]] = {}
    for stored in program.records_by_type.get(ToolboxMeeting.TYPE, ()):
        record = stored.value
        if isinstance(record, ToolboxMeeting) and first <= record.date <= last and _is_about(record, id):
            for person in _present(record):
                found[person] = max(found.get(person, (record.date, record.id)), (record.date, record.id))
    return MappingProxyType({person: record for person, (_, record) in found.items()})


def _is_about(record: ToolboxMeeting, id: str) -> bool:
    if any(link.to == id for link in record.links or ()):
        return True
    return re.search(rf"(?<![\w-]){re.escape(id)}(?![\w-])", record.topic or "") is not None


def _present(record: Record) -> Iterator[str]:
    yield from record.people_as("attended")
    if isinstance(record, ToolboxMeeting) and record.leader:
        yield record.leader


def _crews(program: Program, day: date) -> Mapping[str, tuple[str, str]]:
    """Site and crew of everyone who is on a crew on the day, foremen too; of two crews the first by id of its site."""
    found: dict[str, tuple[str, str]] = {}
    for id, stored in sorted(program.sites.items()):
        for crew in stored.value.crews or ():
            if crew.covers(day):
                members = [each.person for each in crew.members or () if each.covers(day)]
                for person in (crew.foreman, *members):
                    found.setdefault(person, (id, crew.id))
    return found


def _hearer(
    reader: Reader, meetings: Mapping[str, str], crew: tuple[str, str] | None, wording: Wording, day: date
) -> Hearer:
    job = reader.person.employment_on(day)
    site, crew_id = crew or ((job.site if job else None) or "", "")
    heard, record = Heard.NOT_YET, ""
    if reader.signed is Signed.CURRENT and reader.newest is not None:
        heard, record = Heard.SIGNED, reader.newest.id
    elif reader.person.id in meetings:
        heard, record = Heard.TOLD, meetings[reader.person.id]
    elif (reader.person.hired_on or day) > wording.since:
        heard = Heard.JOINED
    return Hearer(reader, site, crew_id, heard, record)
