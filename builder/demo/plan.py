"""The sample's history, derived from its files: who committed what, when, and by which branch.

A pure function of the files and the story; no clock, nothing random. Where the days come from:

- *Registers* (`registers.py`): an entry appears on the first day it tells of, and changes on each day on which something in it
  begins or ends; what lies later is cut out of the earlier text (`earlier_text.py`).
- *Documents* (`documents.py`): the present version arrives a day or two after `approved_on`, committed by the approver. Before it
  stood the version before, or what `story.yaml` tells of earlier versions.
- *Records* (`field_records.py`): a few days after `date`, by `recorded_by`, if that person is among the story's `filers`, else by the
  coordinator; on the person's filing days, drawn from the digest of the id. What closed later arrives later.
- *The manual's pages and the settings*: on the day of the adoption.

So a new record, register entry, attachment or document needs nothing here: it finds its place by itself. `story.yaml` is for what
the files don't say: a document's earlier versions (`files`), and records that reached the repository late (`entered`). A
file that fits nowhere stops the demonstration with one sentence naming it; the tree at the end is compared with the sample.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from builder.demo.approvals import Approval, plan_approvals
from builder.demo.commits import add_anchors, make_steps
from builder.demo.documents import file_documents, signed_copies
from builder.demo.field_records import attached_paths, file_records
from builder.demo.filing import Filing, Rank
from builder.demo.office_calendar import OfficeCalendar
from builder.demo.registers import file_registers
from builder.demo.renewals import began_on
from builder.demo.replay import Step
from builder.demo.signing import public_line
from builder.demo.story import Story
from builder.demo.turns import turn_files
from builder.model.day import days_between
from builder.model.error import BuilderError
from builder.model.program import Program
from builder.model.register import Person, Site
from builder.read.git.moment import open_zone
from builder.read.program import read_program
from builder.read.source import MemorySource
from builder.read.synonym_file import PATH as SYNONYMS
from builder.record_types import TYPES

_REGISTERS = ("people", "sites", "positions", "assets", "contractors")


@dataclass(frozen=True)
class Plan:
    """A history ready to be made.

    Attributes:
        steps: One a commit, in the order of their times.
        identities: "Name <mail>" by person id.
        approvals: The tags with which documents were approved.
    """

    steps: tuple[Step, ...]
    identities: Mapping[str, str]
    approvals: tuple[Approval, ...] = ()


@dataclass(frozen=True)
class _Sorted:
    """The files by what they are."""

    settings: Mapping[str, bytes]
    registers: Mapping[str, bytes]
    documents: Mapping[str, bytes]
    copies: Mapping[str, bytes]
    records: Mapping[str, bytes]
    attachments: Mapping[str, bytes]


def plan_history(files: Mapping[str, bytes], story: Story) -> Plan:
    """The history of the files.

    Args:
        files: All files of the sample by path.
        story: What the files don't say.

    Raises:
        BuilderError: A file has no place in it, or somebody who commits has no key in the register.
    """
    parts = _sort_files(files)
    registers = read_program(MemorySource(parts.registers))
    calendar = _make_calendar(registers, story)
    filings = [
        *_file_settings(parts, story),
        *file_registers(parts.registers, story, calendar),
        *_with_copies(file_documents(parts.documents, story, calendar), parts),
        *file_records(parts.records, parts.attachments, began_on(parts.registers, "people"), story, calendar),
    ]
    filings = list(turn_files(filings, story))
    company = registers.company
    steps = make_steps(filings, open_zone(company.value.time_zone if company else "UTC"))
    _compare(files, steps)
    steps = add_anchors(steps, story.anchored, story.coordinator)
    people = {id: stored.value for id, stored in registers.people.items()}
    steps = tuple(replace(step, key=_key_number(people.get(step.by), step.at.date())) for step in steps)
    numbers = sorted({(step.by, step.key) for step in steps})
    identities = {id: _identity(id, number, people) for id, number in numbers}
    return Plan(steps, identities, tuple(plan_approvals(steps, story)))


def _sort_files(files: Mapping[str, bytes]) -> _Sorted:
    groups: dict[str, dict[str, bytes]] = {name: {} for name in _Sorted.__dataclass_fields__}
    for path, data in files.items():
        groups[_kind_of_file(path)][path] = data
    attached = set().union(*(attached_paths(path, data) for path, data in groups["records"].items()))
    copied = signed_copies(groups["documents"])
    for group, known in (("attachments", attached), ("copies", copied.keys())):
        for path in groups[group]:
            if path not in known:
                raise _no_place(path, "no record or document names it")
    return _Sorted(**groups)


def _kind_of_file(path: str) -> str:
    parts = path.split("/")
    if parts[0] in ("content", "mkdocs.yml") or path == SYNONYMS:
        return "settings"
    if parts[0] == "policies":
        return "documents" if path.endswith(".md") else "copies"
    if path in ("records/company.yaml", "records/explained.yaml"):
        return "registers"
    if parts[0] == "records" and len(parts) == 3 and parts[1] in _REGISTERS:
        return "registers"
    if parts[0] == "records" and len(parts) == 4 and parts[1] in TYPES:
        return "records" if path.endswith(".yaml") else "attachments"
    raise _no_place(path, "it is neither a page, a document, a register entry nor a record")


def _no_place(path: str, why: str) -> BuilderError:
    return BuilderError(
        f"{path} has no place in the demonstration's history: {why}.",
        "Name it where it belongs, move it, or take it out of the sample.",
    )


def _make_calendar(registers: Program, story: Story) -> OfficeCalendar:
    """The office's own calendar; where the sample has no office, only weekends are free."""
    office = registers.sites.get("office")
    closed = _closed_days(office.value) if office else frozenset()
    return OfficeCalendar(closed, story.last_day, story.filers, story.coordinator)


def _closed_days(site: Site) -> frozenset[date]:
    spans = (days_between(span.from_, span.to or span.from_) for span in site.calendar.closed)
    return frozenset(itertools.chain.from_iterable(spans))


def _file_settings(parts: _Sorted, story: Story) -> Iterator[Filing]:
    for path, data in parts.settings.items():
        yield Filing(story.adopted_on, story.coordinator, Rank.ADOPTION, "manual", path, data)


def _with_copies(filings: Iterable[Filing], parts: _Sorted) -> Iterator[Filing]:
    """The documents' filings, each present version with the scan of its signed copy."""
    by_document: dict[str, list[str]] = {}
    for copy, document in signed_copies(parts.documents).items():
        by_document.setdefault(document, []).append(copy)
    for filing in filings:
        yield filing
        if filing.data != parts.documents[filing.path]:
            continue
        for copy in by_document.get(filing.path, ()):
            if copy in parts.copies:
                yield replace(filing, path=copy, data=parts.copies[copy], name="")


def _key_number(person: Person | None, day: date) -> int:
    """Which of a person's keys signs on a day: the newest given out before it, so that the old one signs the entry of the new."""
    return max(1, sum(key.from_ < day for key in person.keys)) if person else 1


def _identity(id: str, number: int, people: Mapping[str, Person]) -> str:
    """Name and mail of somebody who commits, with the key of this number to sign with."""
    person = people.get(id)
    if person is None or not person.email:
        raise BuilderError(
            f"The demonstration has {id} commit, who has no entry with an e-mail in records/people/.",
            "Add the person, or name somebody else in builder/demo/story.yaml.",
        )
    if public_line(id, number) not in {key.public for key in person.keys}:
        raise BuilderError(
            f"The demonstration signs for {id}, whose entry in records/people/ doesn't have that key.",
            f'Under `keys:` write {{public: "{public_line(id, number)}", from: …}}.',
        )
    return f"{person.name} <{person.email}>"


def _compare(files: Mapping[str, bytes], steps: Iterable[Step]) -> None:
    """Passes if the files after the last step are the sample's."""
    reached: dict[str, bytes | None] = {}
    branches: dict[str, dict[str, bytes | None]] = {}
    for step in steps:
        reached |= branches.pop(step.merges, {})
        (branches.setdefault(step.branch, {}) if step.branch else reached).update(step.files)
    for path in sorted(files.keys() | reached.keys()):
        if files.get(path) != reached.get(path):
            raise _no_place(path, "the history doesn't end with what the sample has there")
