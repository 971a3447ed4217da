"""From tables and what is known about their columns to a plan: which sheets are read, as what, and what becomes of every row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from builder.bring_in.books import Books
from builder.bring_in.cell_reader import CellReader
from builder.bring_in.existing import read_filed
from builder.bring_in.kinds.all_kinds import KINDS
from builder.bring_in.kinds.kind import Setting
from builder.bring_in.kinds.people import LEVELS
from builder.bring_in.mapping import SheetMapping
from builder.bring_in.names import plain
from builder.bring_in.people_lookup import People
from builder.bring_in.plan import Plan, RowLedger
from builder.bring_in.proposal import Proposal, propose
from builder.bring_in.reading import Report, find_day_columns, read_sheets
from builder.bring_in.settling import Settling
from builder.bring_in.settling_work import settle_work
from builder.bring_in.tables.table import Table
from builder.model.error import BuilderError
from builder.model.program import Program
from builder.model.wording import visible

_COMPLETE = 0.5
_CLOSE = 0.75
"""Columns by which one kind must fit better than the next, so that nobody has to be asked."""


@dataclass(frozen=True)
class Chosen:
    """The sheets of a file that are read, all in the same way.

    Attributes:
        sheets: With at least one entry in it.
        others: Names of sheets that are not read, each with why.
    """

    sheets: tuple[Proposal, ...]
    others: tuple[tuple[str, str], ...] = ()

    @property
    def mapping(self) -> SheetMapping:
        """What their columns become."""
        return self.sheets[0].mapping


def choose_sheets(tables: Sequence[Table], kind: str, books: Books, known: Sequence[SheetMapping], name: str) -> Chosen:
    """The sheets that are read, and as what.

    Args:
        tables: Of the file.
        kind: What it is, where somebody said so; else empty.
        books: Names of the program's entries.
        known: Mappings that were kept.
        name: Of the file, for messages.

    Raises:
        BuilderError: No sheet can be understood, or one could be two things.
    """
    wanted = next((kept.sheet for kept in known if kept.sheet), "")
    best: list[Proposal] = []
    others: list[tuple[str, str]] = []
    for table in tables:
        if (table.is_hidden and table.name != wanted) or (wanted and table.name != wanted):
            others.append((table.name, "it is hidden" if table.is_hidden else f"only “{wanted}” is read"))
            continue
        found = _best_of(table, kind, books, known, name)
        if found is None:
            others.append((table.name, "it holds no headings and rows"))
        else:
            best.append(found)
    if not best:
        raise BuilderError(f"{name} holds no sheet with headings and rows below them.", "Give the columns headings.")
    first = max(best, key=lambda found: (_fit(found), len(found.table.rows)))
    if first.missing:
        _refuse_missing(first, name)
    same = tuple(found for found in best if _is_same(found, first))
    others.extend((found.table.name, "its columns are others") for found in best if found not in same)
    return Chosen(tuple(replace(found, mapping=first.mapping) for found in same), tuple(others))


def _best_of(table: Table, kind: str, books: Books, known: Sequence[SheetMapping], name: str) -> Proposal | None:
    kinds = [KINDS[kind]] if kind else list(KINDS.values())
    fits = [found for each in kinds if (found := propose(table, [each], books, known)) is not None]
    if known:
        kept = [
            found
            for found in fits
            if any(found.mapping.headings >= each.headings and each.kind == found.mapping.kind for each in known)
        ]
        fits = kept or fits
    fits.sort(key=_fit, reverse=True)
    if len(fits) > 1 and not fits[1].missing and _fit(fits[0]) - _fit(fits[1]) < _CLOSE:
        first, second = (KINDS[found.mapping.kind].name for found in fits[:2])
        raise BuilderError(
            f"{name} could be a sheet of {first} or of {second}.", f"Say which it is: --as {first}, or --as {second}."
        )
    return fits[0] if fits else None


def _fit(found: Proposal) -> float:
    """How well a sheet is understood.

    Being complete counts little: a list of courses that lacks its days is no list of employees, though as one it lacks nothing.
    """
    return found.score + (0.0 if found.missing else _COMPLETE)


def _is_same(found: Proposal, first: Proposal) -> bool:
    if found.mapping.kind != first.mapping.kind or found.missing:
        return False
    given = first.mapping.headings
    # Each sheet of a wide timesheet has its own days.
    return given <= set(found.headings)


def _refuse_missing(found: Proposal, name: str) -> None:
    kind = KINDS[found.mapping.kind]
    missing = " and ".join(column.title for column in found.missing)
    where = f"The sheet “{found.table.name}” of {name}" if found.table.name else name
    named = ", ".join(found.headings[:12]) + (", …" if len(found.headings) > 12 else "")
    raise BuilderError(
        f"{where} looks most like a list of {kind.name}, but no column gives {missing}. Its headings, in row "
        f"{found.table.rows[found.header].number}: {named}.",
        f"Give the sheet a column “{found.missing[0].names[0].capitalize()}” for {found.missing[0].title}, or say with --as that it is "
        f"something else. If it is there under another heading: muster import FILE --as {kind.name} --map mapping.yaml writes a file "
        "in which to say which.",
    )


def make_plan(chosen: Chosen, program: Program, books: Books, setting: Setting, report: Report) -> Plan:
    """What the import would do."""
    mapping = chosen.mapping
    kind = KINDS[mapping.kind]
    plan, ledger = Plan(kind), RowLedger()
    plan.days = find_day_columns(chosen.sheets, kind)
    plan.positions = _new_positions(mapping, program)
    reader = _make_reader(mapping, program, books, plan)
    read = read_sheets(chosen.sheets, kind, reader, setting, plan, ledger, report)
    if kind.name == "timesheets":
        settle_work(read, program, setting, plan, ledger)
    else:
        people = People(books.by_what["person"], mapping.values.get("person", {})) if kind.name == "people" else None
        Settling(read_filed(program, kind), people, plan, ledger).settle(read)
    plan.rejected = ledger.rejected()
    taken = _positions_taken(plan)
    plan.positions = {id: each for id, each in plan.positions.items() if id in taken}
    return plan


def _positions_taken(plan: Plan) -> set[str]:
    """Positions of the people who are brought in; what only a rejected row names isn't made until its row is right."""
    return {job["position"] for candidate in plan.candidates for job in candidate.data.get("employment", ())}


def _make_reader(mapping: SheetMapping, program: Program, books: Books, plan: Plan) -> CellReader:
    settled: dict[str, dict[str, Any]] = {
        what: {name: said for name, said in names.items() if said} for what, names in mapping.values.items()
    }
    for title, said in settled.get("position", {}).items():
        if said.startswith("new"):
            settled["position"][title] = slug_of(title)
    levels: dict[str, str] = {id: str(each.value.level) for id, each in program.positions.items()}
    return CellReader(
        books.by_what, settled, plan.days, levels | {id: level for id, (_, level) in plan.positions.items()}
    )


def _new_positions(mapping: SheetMapping, program: Program) -> dict[str, tuple[str, str]]:
    """Positions that a person said are new: title and level by id."""
    found = {}
    for title, said in mapping.values.get("position", {}).items():
        new, _, level = said.partition(" ")
        if new != "new" or slug_of(title) in program.positions:
            continue
        if not slug_of(title):
            raise BuilderError(
                f"No id can be made of the position “{visible(title)}”: an id has small letters of English, and digits.",
                "Add the position in the editor under an id of your choice, and say that id in the mapping instead of `new`.",
            )
        if level not in LEVELS.values():
            levels = ", ".join(dict.fromkeys(LEVELS.values()))
            raise BuilderError(
                f"The mapping says “{said}” of the position “{title}”.", f"Write `new` and a level behind it: {levels}."
            )
        found[slug_of(title)] = (title, level)
    return found


def slug_of(title: str) -> str:
    """A title as an id: "Shop Foreman (days)" → "shop-foreman-days"."""
    return re.sub(r"[^a-z0-9]+", "-", plain(title)).strip("-")


def answered(chosen: Chosen, change: Mapping[str, Any]) -> Chosen:
    """The sheets with a mapping in which somebody has settled more."""
    return replace(
        chosen, sheets=tuple(replace(each, mapping=replace(each.mapping, **change)) for each in chosen.sheets)
    )
