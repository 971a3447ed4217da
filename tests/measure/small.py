"""The small company of tests/examples/minimal/ with files laid over it, measured."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from builder.measure.promises.expected import measure_expected
from builder.measure.snapshot import take_snapshot, twelve_months_to
from builder.model.coverage import Expected
from builder.model.program import Program
from builder.model.snapshot import Snapshot
from builder.read.program import read_program
from builder.read.source import MemorySource
from tests.checks.example import STANDARD, minimal_files

AS_OF = date(2026, 6, 30)


def read_small(files: Mapping[str, str | None]) -> Program:
    """The small company with files added or, where None, taken away. Fails on any fault, so that a slip in a test is seen."""
    merged = minimal_files() | {path: text.encode() for path, text in files.items() if text is not None}
    kept = {path: data for path, data in merged.items() if files.get(path, "") is not None}
    program = read_program(MemorySource(kept))
    assert program.faults == (), program.faults
    return program


def snapshot_of(files: Mapping[str, str | None], as_of: date = AS_OF) -> Snapshot:
    """The small company as of a day, twelve months back."""
    return take_snapshot(read_small(files), STANDARD, as_of=as_of)


def expected_of(files: Mapping[str, str | None], as_of: date = AS_OF) -> dict[str, Expected]:
    """What is expected of the small company, by id."""
    program = read_small(files)
    return {each.id: each for each in measure_expected(program, twelve_months_to(as_of), as_of)}


def outcomes_of(files: Mapping[str, str | None], as_of: date = AS_OF) -> dict[str, str]:
    """Outcomes by id, without what was not required."""
    found = expected_of(files, as_of)
    return {id: each.outcome.value for id, each in found.items() if each.is_required}


def policy(obligation: str, id: str = "PRG-20", status: str = "approved", more: str = "", version: int = 1) -> str:
    """A document that promises one thing; from version 2 on its age is unknown."""
    return f"""---
id: {id}
title: A program
kind: program
area: administration
version: {version}
owner: P-002
approved_by: P-001
approved_on: 2026-04-01
review_every: P12M
last_reviewed: 2026-04-01
status: {status}
{more}obligations:
  - {{{obligation}}}
---

Text.
"""


def inspection(id: str, day: str, site: str = "yard", kind: str = "site") -> str:
    """An inspection of a site."""
    return f"""id: {id}
date: {day}
site: {site}
recorded_by: P-002
kind: {kind}
area: All of it
inspectors: [P-002]
items_ok: 5
items_deficient: 0
signatures: [{{person: P-002, date: {day}, method: electronic}}]
"""


def read_text(path: str) -> str:
    """A file of the small company, to be changed and laid over it again."""
    return minimal_files()[path].decode()
