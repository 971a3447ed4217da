"""`muster requests`: the auditor's filled list becomes records, one for each thing asked for; all of them, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from builder.commands.files import write_new
from builder.commands.program_folder import find_program
from builder.measure.cycle.releases import audit_under_way
from builder.model.error import BuilderError
from builder.model.finding import Fault
from builder.model.program import Program
from builder.model.wording import visible
from builder.read.program import read_program
from builder.read.request_list import Known, Request, read_request_list
from builder.read.source import FolderSource
from builder.read.standard_file import read_standard
from builder.read.workbook_file import MAX_FILE
from builder.record_types.audit import Audit
from builder.record_types.audit_request import AuditRequest
from builder.render.forms.blank import next_id
from builder.render.forms.yaml_form import write_yaml


@dataclass(frozen=True)
class _Asker:
    """What the list itself doesn't say: who wrote it down, for which audit, and on which day it was read."""

    recorded_by: str | None
    audit: str | None
    day: date


def requests(
    file: Path, *, repo: Path, by: str | None, audit: str | None, day: date, say: Callable[[str], None]
) -> int:
    """Reads the list and writes a record for each request that was not read before; gives back 1 if a cell is wrong, else 0.

    Args:
        file: The filled workbook, or a CSV file with the same headings.
        repo: A folder of the program.
        by: Who records it; the health and safety lead when left out.
        audit: The audit it is part of; the one under way when left out.
        day: On which requests without a day of their own were asked.
        say: Prints a text.

    Raises:
        BuilderError: The file can't be read as a list of requests, or `by` or `audit` isn't known.
    """
    root = find_program(repo)
    program = read_program(FolderSource(root))
    asker = _Asker(_recorder(program, by), _audit(program, audit, day), day)
    found, faults = read_request_list(_bytes(file), file.name, _known(program))
    for fault in sorted(faults):
        say(_describe(fault))
    if faults:
        say(f"{_count(len(faults), 'cell')} can't be read, so nothing was written. Correct the list and read it again.")
        return 1
    files, said = _records(program, found, asker)
    write_new(root, files)
    for line in said:
        say(line)
    return 0


def _bytes(file: Path) -> bytes:
    if not file.is_file():
        raise BuilderError(f"There is no file {file}.", "Give the list that the auditor sent back, .xlsx or .csv.")
    with open(file, "rb") as opened:
        return opened.read(MAX_FILE + 1)


def _known(program: Program) -> Known:
    chosen = program.company.value.standard if program.company else None
    if chosen is None:
        raise BuilderError(
            "records/company.yaml is missing or can't be read, and it says which standard the questions are of.",
            "Run `muster check`; it says what is wrong with the file.",
        )
    return Known(
        questions=[question.id for question in read_standard(chosen.id, chosen.edition).questions()],
        sites={id: stored.value.name for id, stored in program.sites.items()},
        ids=frozenset((*program.record_by_id, *program.policy_by_id)),
    )


def _recorder(program: Program, by: str | None) -> str | None:
    if by is not None and by not in program.people:
        raise BuilderError(f"There is no person {by}.", "Give the id of a person in records/people with --by.")
    return by or (program.company.value.hs_lead if program.company else None)


def _audit(program: Program, id: str | None, day: date) -> str | None:
    """The audit named, else the newest one that was begun and has no result yet."""
    if id is not None:
        if id not in {stored.value.id for stored in program.records_by_type.get(Audit.TYPE, ())}:
            raise BuilderError(f"There is no audit {id}.", "Give the id of a record in records/audit with --audit.")
        return id
    under_way = audit_under_way(program, day)
    return under_way.id if under_way else None


def _describe(fault: Fault) -> str:
    name, _, sheet = fault.place.path.partition("#")
    cell = f"{get_column_letter(fault.place.column or 1)}{fault.place.line}"
    where = f"{name}, sheet {sheet}, cell {cell}" if sheet else f"{name}, cell {cell}"
    return visible(f"{where}: {fault.message}") + (f"\n  fix: {visible(fault.fix)}" if fault.fix else "")


def _records(
    program: Program, found: Sequence[Request], asker: _Asker
) -> tuple[Mapping[str, str | bytes], Sequence[str]]:
    """The texts of the new records by path, and what to say of them."""
    before = {request.list_digest: request for request in _existing(program) if request.list_digest}
    numbers = {(request.audit, request.number): request.id for request in _existing(program) if request.number}
    taken = {*program.record_by_id, *program.unreadable_ids}
    files: dict[str, str | bytes] = {}
    said: list[str] = []
    again = 0
    for request in found:
        if request.digest in before:
            again += 1
            continue
        id = next_id(AuditRequest.PREFIX, taken)
        asked = request.asked_on or asker.day
        path = f"records/{AuditRequest.TYPE}/{asked.year}/{id}.yaml"
        files[path] = write_yaml(_values(request, id, asked, asker))
        other = numbers.get((asker.audit, request.number))
        note = f" (number {request.number} was asked before in other words: {other})" if other else ""
        said.append(f"{path}: {request.text[:80]}{note}")
        taken.add(id)
        before[request.digest] = AuditRequest(id=id, date=asked)
    said.append(
        f"{_count(len(files), 'request')} written, {again} read before. `muster due` lists them until they are answered."
    )
    if any(request.wanted for request in found):
        said.append(
            "Records are asked for by their ids: `muster pack --supplement EARLIER.pdf --sample` and this file prints them in full."
        )
    return files, said


def _existing(program: Program) -> Iterator[AuditRequest]:
    for stored in program.records_by_type.get(AuditRequest.TYPE, ()):
        if isinstance(stored.value, AuditRequest):
            yield stored.value


def _values(request: Request, id: str, asked: date, asker: _Asker) -> dict[str, Any]:
    """The record as it stands in its file, without what is empty."""
    values: dict[str, Any] = {
        "id": id,
        "date": asked,
        "site": request.site,
        "recorded_by": asker.recorded_by,
        "audit": asker.audit,
        "number": request.number,
        "text": request.text,
        "question": request.question,
        "wanted": list(request.wanted),
        "due": request.due,
        "answer": request.answer,
        "list_digest": request.digest,
    }
    return {name: value for name, value in values.items() if value}


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
