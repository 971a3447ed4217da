"""A mapping proposed for a sheet: by the words above its columns first, then by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from builder.bring_in.books import Books
from builder.bring_in.days import is_day
from builder.bring_in.headings import MOST_ABOVE, headings_of, looks_like_headings
from builder.bring_in.kinds.all_kinds import KINDS
from builder.bring_in.kinds.kind import Column, Kind
from builder.bring_in.mapping import LEFT_OUT, SheetMapping
from builder.bring_in.names import plain
from builder.bring_in.shared_columns import PRIVATE
from builder.bring_in.tables.table import Table, Value, is_empty

ADDED = ("Sheet", "Row", "Why it was not imported")
"""Columns of a file of rejected rows that we added; see `rejected.py`."""

_SAMPLE = 60
"""Rows below the headings whose values are looked at."""

_OF_ONE_ENTRY = ("date", "expires", "number", "hours")
"""Fields that in a wide sheet have a column for each course or day."""

_STRONG, _WEAK = 1.0, 0.4
_MOSTLY = 0.6
_EXPIRES = re.compile(
    r"[\s/–—:-]*\(?\b(?:expires|expiry|expiry date|expiration|exp|exp date|valid until|renewal)\b\.?\)?$", re.IGNORECASE
)
_ISSUED = re.compile(
    r"[\s/–—:-]*\(?\b(?:issued|issue date|date issued|date|completed|taken|date taken|date completed)\b\.?\)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Proposal:
    """A mapping for a sheet, and how well it fits.

    Attributes:
        table: The sheet.
        header: Which of its rows holds the headings.
        headings: One for each column.
        mapping: What they become.
        score: Columns that were understood; weak guesses count less.
        missing: Needed fields that nothing gives.
    """

    table: Table
    header: int
    headings: tuple[str, ...]
    mapping: SheetMapping
    score: float
    missing: tuple[Column, ...]


def propose(table: Table, kinds: Iterable[Kind], books: Books, known: Sequence[SheetMapping]) -> Proposal | None:
    """The best mapping for a sheet; None where no row could hold headings.

    Args:
        table: The sheet.
        kinds: What it may be.
        books: Names of the program's entries.
        known: Mappings that were kept; one whose columns are all there goes before anything that is guessed.
    """
    best: Proposal | None = None
    kinds = tuple(kinds)
    for index in range(min(len(table.rows), MOST_ABOVE)):
        if not looks_like_headings(table.rows[index]):
            continue
        headings = headings_of(table, index)
        for kept in known:
            if kept.headings and kept.headings <= set(headings) and KINDS[kept.kind] in kinds:
                return _propose_as(table, index, headings, KINDS[kept.kind], books, kept)
        for kind in kinds:
            found = _propose_as(table, index, headings, kind, books, SheetMapping(kind.name))
            if best is None or _rank(found) > _rank(best):
                best = found
    return best


def _rank(found: Proposal) -> tuple[bool, float]:
    return not found.missing, found.score


def _propose_as(
    table: Table, index: int, headings: tuple[str, ...], kind: Kind, books: Books, kept: SheetMapping
) -> Proposal:
    sample = table.rows[index + 1 : index + 1 + _SAMPLE]
    values = {heading: [row.cell(column) for row in sample] for column, heading in enumerate(headings)}
    columns, score = _by_words(kind, headings, values, kept.columns)
    columns |= _by_values(kind, values, columns, books)
    across = dict(kept.across) or _across(kind, headings, columns, values, books)
    is_by_day = _is_wide_timesheet(kind, headings, columns)
    if across or is_by_day:
        # What stands above one column of a wide sheet is no field of all its entries, and its sums are no hours.
        columns = {
            heading: name
            for heading, name in columns.items()
            if heading in kept.columns or not (heading in across or name in _OF_ONE_ENTRY)
        }
    score += min(len(across), 6)
    left_out = [
        heading
        for heading in headings
        if heading not in columns
        and heading not in across
        and heading not in added_to(headings)
        and not (is_by_day and is_day(heading))
        and _has_any(values[heading])
    ]
    columns |= dict.fromkeys(left_out, LEFT_OUT)
    ordered = {heading: columns[heading] for heading in headings if heading in columns}
    # What a person has said of a column that this sheet lacks holds for the next one again.
    ordered = {**{heading: name for heading, name in kept.columns.items() if heading not in across}, **ordered}
    mapping = replace(kept, kind=kind.name, columns=ordered, across=across, always=_always(kind, columns, books, kept))
    return Proposal(table, index, headings, mapping, score, _missing(kind, mapping, headings))


def added_to(headings: Sequence[str]) -> frozenset[str]:
    """The columns that we added, in a file of rejected rows."""
    return frozenset(ADDED) if ADDED[-1] in headings else frozenset()


def _is_wide_timesheet(kind: Kind, headings: Sequence[str], columns: Mapping[str, str]) -> bool:
    return kind.across == "day" and "date" not in columns.values() and len(day_columns(headings, {})) > 1


def is_private(heading: str) -> bool:
    """Whether a column holds what is nobody's business in a safety program."""
    words = f" {plain(heading)} "
    return any(f" {private} " in words for private in PRIVATE)


def _by_words(
    kind: Kind, headings: Sequence[str], values: Mapping[str, list[Value]], kept: Mapping[str, str]
) -> tuple[dict[str, str], float]:
    """Fields by heading, the surest first, each field once; what stands beside another takes what that one leaves."""
    found = {heading: kept[heading] for heading in headings if heading in kept}
    score = float(sum(name != LEFT_OUT for name in found.values()))
    offers = [
        (fit, -column, -position, heading, field.name)
        for column, heading in enumerate(headings)
        if heading not in found and not is_private(heading) and _has_any(values[heading])
        for position, field in enumerate(kind.columns)
        if (fit := _fit(field, heading))
    ]
    beside = {field.name for field in kind.columns if field.beside}
    for fit, _, _, heading, name in sorted(offers, key=lambda offer: (offer[-1] not in beside, *offer), reverse=True):
        if heading not in found and name not in found.values():
            found[heading] = name
            score += _STRONG if fit > 1 else _WEAK
    return found, score


def _fit(field: Column, heading: str) -> float:
    """How well a heading names a field: above 1 for one of its names, below for a name among other words, 0 for not."""
    words = plain(re.sub(r"\([^()]*\)", " ", heading)) or plain(heading)
    if words in field.names:
        return 2 - field.names.index(words) / 100
    within = [len(name) for name in field.names if len(name) > 3 and f" {name} " in f" {words} "]
    return max(within, default=0) / 100


def _by_values(
    kind: Kind, values: Mapping[str, list[Value]], columns: Mapping[str, str], books: Books
) -> dict[str, str]:
    """Needed fields that no heading names, where exactly one column holds such values."""
    found: dict[str, str] = {}
    for field in kind.needed:
        if (
            field.name in columns.values()
            or field.what not in ("day", "person")
            or (kind.across and field.what == "day")
        ):
            continue
        fits = [
            heading
            for heading, held in values.items()
            if heading not in columns and not is_private(heading) and _share(field, held, books) >= _MOSTLY
        ]
        if len(fits) == 1:
            found[fits[0]] = field.name
    return found


def _share(field: Column, held: Iterable[Value], books: Books) -> float:
    filled = [value for value in held if not is_empty(value)]
    if not filled:
        return 0.0
    people = books.by_what["person"]
    fits = [is_day(each) if field.what == "day" else bool(people.find(str(each)).id) for each in filled]
    return sum(fits) / len(filled)


def _across(
    kind: Kind, headings: Sequence[str], columns: Mapping[str, str], values: Mapping[str, list[Value]], books: Books
) -> dict[str, str]:
    """The courses above the columns of a wide sheet; for days see `day_columns`."""
    taken = set(columns.values())
    if kind.across != "course" or "person" not in taken or "course" in taken:
        return {}
    found = {}
    for heading in headings:
        given = columns.get(heading)
        if is_private(heading) or heading in added_to(headings) or (given is not None and given not in _OF_ONE_ENTRY):
            continue
        expires = _EXPIRES.search(heading)
        name = heading[: expires.start()] if expires else _ISSUED.sub("", heading)
        name = re.sub(r"\s*\(\d+\)$", "", name) or heading
        match = books.by_what["course"].find(name)
        # "Date" alone is no course.
        if plain(name) and (match.id or (given is None and _mostly_days(values[heading]))):
            course = match.id or plain(name).replace(" ", "-")
            found[heading] = f"{course}, expires" if expires else course
    return found if len(found) > 1 else {}


def _mostly_days(held: Iterable[Value]) -> bool:
    filled = [value for value in held if not is_empty(value)]
    # Half is enough: a few have the ticket, and somebody put a bare year or a tick beside a day. Left out, all of them would be lost.
    return bool(filled) and 2 * sum(map(is_day, filled)) >= len(filled)


def day_columns(headings: Sequence[str], columns: Mapping[str, str]) -> tuple[str, ...]:
    """The headings of a wide timesheet that are days."""
    return tuple(heading for heading in headings if is_day(heading) and columns.get(heading, LEFT_OUT) == LEFT_OUT)


def _has_any(held: Iterable[Value]) -> bool:
    return any(not is_empty(value) for value in held)


def _always(kind: Kind, columns: Mapping[str, str], books: Books, kept: SheetMapping) -> dict[str, str]:
    """What is said for every row; where there is only one site, it is that one."""
    found = dict(kept.always)
    sites = books.by_what["site"].names
    if kind.column("site") and "site" not in columns.values() and "site" not in found and len(sites) == 1:
        found["site"] = next(iter(sites))
    return found


def _missing(kind: Kind, mapping: SheetMapping, headings: Sequence[str]) -> tuple[Column, ...]:
    given = {*mapping.columns.values(), *mapping.always}
    if mapping.across:
        given |= {"course", "date"}
    if kind.across == "day" and len(day_columns(headings, mapping.columns)) > 1:
        given |= {"date", "hours"}
    if {"first_name", "last_name"} <= given:
        given.add("name")
    return tuple(column for column in kind.needed if column.name not in given)
