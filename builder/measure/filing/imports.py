"""Bulk imports: those that the company declares, and those that nobody declared.

A binder that is scanned in at once says nothing about when its papers were written. Declared, it is a class of its own, counted
apart from what was filed in time and from what was filed late. Undeclared, it is what a binder filled the night before looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fnmatch import fnmatchcase

from builder.model.history import Change, FileHistory, History, SignatureVerdict
from builder.model.program import Program

BULK = 20
"""So many records that arrive at once are a bulk: more than a month's paper of a crew."""
BULK_SPAN = 30
"""Days that their dates must spread over; what is filed in time lies closer together."""

SETTLING_IN = 90
"""Days after the adoption in which records from before it are expected to come in; what comes later is filed late like anything else."""

RECORD_PATH = re.compile(r"records/(?P<type>[^/]+)/[0-9]{4}/(?P<id>[^/]+)\.yaml")
"""Where a record stands: registers have no year."""

_TRAILER = re.compile(r"^Evidence-Import:[ \t]*(\S.*)$", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True)
class Declaration:
    """A declared import.

    Attributes:
        commit: The commit that brought it.
        reason: Why it came at once.
        approved_by: Person id.
        source: Where the papers are; may be empty.
        covers: Pattern of the paths it covers; empty for all that the commit added.
        claimed_before: The first day that it doesn't cover; None for the day after the arrival.
        entry: Its place in `imports` of the company; None when it was declared in the commit's message.
    """

    commit: str
    reason: str
    approved_by: str
    source: str = ""
    covers: str = ""
    claimed_before: date | None = None
    entry: int | None = None

    def covers_record(self, change: Change, day: date) -> bool:
        """Whether it covers a record of a day that arrived with a change. A record dated after its arrival is never covered."""
        return (
            self.commit in (change.commit, change.origin)
            and (not self.covers or fnmatchcase(change.path, self.covers))
            and day <= change.arrived
            and (self.claimed_before is None or day < self.claimed_before)
        )


@dataclass(frozen=True)
class Arrival:
    """A record's first arrival on the branch.

    Attributes:
        path: Where it is now, or was last.
        id: Its file name.
        day: The day it claimed to be about when it arrived.
        change: The arrival.
    """

    path: str
    id: str
    day: date
    change: Change


@dataclass(frozen=True)
class Bulk:
    """Records that arrived at once without a declaration, though their dates lie far apart.

    Attributes:
        arrived: The day.
        commits: Ids of the commits that brought them.
        records: Sorted by id.
        first, last: Of the days that they are about.
        said: What an unsigned message calls the import; empty when it says nothing.
    """

    arrived: date
    commits: tuple[str, ...]
    records: tuple[Arrival, ...]
    first: date
    last: date
    said: str = ""


def list_declarations(program: Program, history: History) -> tuple[Declaration, ...]:
    """The declared imports: of the company's register first, then of messages, by commit.

    A message declares with a last paragraph `Evidence-Import: <reason>`, and only where the commit is signed with the key of a person
    of the register: anybody can write a line, and the declaration needs somebody who stands behind it.
    """
    company = program.company.value if program.company else None
    written = tuple(
        Declaration(
            each.commit,
            each.reason,
            each.approved_by,
            each.source or "",
            each.covers or "",
            each.claimed_before,
            number,
        )
        for number, each in enumerate(company.imports if company else ())
    )
    signed = tuple(
        Declaration(commit.id, reason, commit.signer)
        for _, commit in sorted(history.by_id.items())
        if commit.signature is SignatureVerdict.GOOD and commit.signer and (reason := read_trailer(commit.message))
    )
    return written + signed


def read_trailer(message: str) -> str:
    """The reason behind `Evidence-Import:` in the last paragraph of a message; empty for none.

    Source: git-interpret-trailers(1): trailers stand in the last paragraph, which is not the subject.
    """
    _, _, body = message.strip().partition("\n\n")
    found = _TRAILER.search(body.rpartition("\n\n")[2])
    return found[1].strip() if found else ""


def find_declaration(declarations: Iterable[Declaration], change: Change, day: date) -> Declaration | None:
    """The first declaration that covers a record."""
    return next((each for each in declarations if each.covers_record(change, day)), None)


def list_arrivals(program: Program, history: History) -> Iterator[Arrival]:
    """The first arrival of every record, also of those that were taken away again."""
    days = {stored.path: stored.value.date for stored in program.records}
    for files in (history.files, history.gone):
        for path, file in files.items():
            found = RECORD_PATH.fullmatch(path)
            day = _claimed(file, days) if found else None
            if found and day:
                yield Arrival(path, found["id"], day, file.changes[0])


def find_bulks(program: Program, history: History) -> tuple[Bulk, ...]:
    """Undeclared bulk imports, by day of arrival.

    First by commit; then, of the records that came later than is usual, by day: whoever fills a binder in one night may well make a
    commit of each page. What was taken over when the program moved into git is none.
    """
    adopted = program.company.value.adopted_on if program.company else None
    declarations = list_declarations(program, history)
    arrivals = [
        each
        for each in list_arrivals(program, history)
        if each.day <= each.change.arrived
        and not is_taken_over(each.day, each.change.arrived, adopted)
        and not find_declaration(declarations, each.change, each.day)
    ]
    by_commit = _bulks(_group(arrivals, by_day=False).values(), history)
    taken = {each.path for bulk in by_commit for each in bulk.records}
    late = [each for each in arrivals if each.path not in taken and (each.change.arrived - each.day).days > BULK_SPAN]
    by_day = _bulks(_group(late, by_day=True).values(), history)
    return tuple(sorted((*by_commit, *by_day), key=lambda bulk: (bulk.arrived, bulk.commits)))


def is_taken_over(day: date, arrived: date, adopted: date | None) -> bool:
    """Whether a record is from before the adoption and came in with it.

    Nothing is held against the time before the adoption. But an old day on a record that first shows up a year after it is no
    different from any other late filing: otherwise whoever backdates would only have to go back far enough.
    """
    return adopted is not None and day < adopted and arrived <= adopted + timedelta(days=SETTLING_IN)


def _group(arrivals: Iterable[Arrival], *, by_day: bool) -> Mapping[object, list[Arrival]]:
    groups: dict[object, list[Arrival]] = {}
    for each in arrivals:
        groups.setdefault((each.change.arrived, "" if by_day else each.change.commit), []).append(each)
    return groups


def _bulks(groups: Iterable[list[Arrival]], history: History) -> list[Bulk]:
    found = []
    for group in groups:
        days = sorted(each.day for each in group)
        if len(group) < BULK or (days[-1] - days[0]).days <= BULK_SPAN:
            continue
        commits = tuple(dict.fromkeys(each.change.commit for each in group))
        messages = (history.by_id[id].message for id in commits if id in history.by_id)
        said = next(filter(None, map(read_trailer, messages)), "")
        records = tuple(sorted(group, key=lambda each: each.id))
        found.append(Bulk(group[0].change.arrived, commits, records, days[0], days[-1], said))
    return found


def _claimed(file: FileHistory, days: Mapping[str, date]) -> date | None:
    """The day it claimed when it arrived; where that can't be read, the day it claims now."""
    content = file.changes[0].content
    return content.day if content and content.day else days.get(file.path)
