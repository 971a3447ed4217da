"""Cells of a row as values of fields: ids for names, days, numbers, choices; a cell that can't be read says why, and what could be asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from fractions import Fraction
from typing import Any

from builder.bring_in.days import DayColumn, UnreadDayError, read_day
from builder.bring_in.kinds.kind import Column, What
from builder.bring_in.names import NameBook, plain
from builder.bring_in.shared_columns import NEVER
from builder.bring_in.tables.table import Unreadable, Value, is_empty, show
from builder.model.wording import visible

NOTHING = frozenset(
    ("n/a", "na", "-", "--", "–", "—", "n/r", "nr", "not required", "not applicable", "nil", "none", ".", "?")
)
"""What people write into a cell to say that nothing is there."""

_NO_END = frozenset(
    ("never", "does not expire", "doesn't expire", "no expiry", "no expiration", "lifetime", "indefinite", "permanent")
)
_WORDS: Mapping[What, str] = {
    "person": "person",
    "people": "person",
    "site": "site",
    "asset": "vehicle or equipment",
    "position": "position",
    "course": "course",
    "choice": "choice",
}
_CURES: Mapping[What, str] = {
    "person": ": import the list of employees first, or write the id in its place",
    "site": ': make it with `muster new site "NAME"`, or write the id of one in its place',
    "position": ": without --yes the import asks which of yours it is, or whether it is new. Or say it in the mapping, under values: "
    "the id of one of yours, `new worker`, `new supervisor` or `new manager`",
    "asset": ": import the list of equipment first, or write the id in its place",
}
"""What to do about a name that is like no other."""

_LONGEST_TEXT = 4000


@dataclass(frozen=True)
class Question:
    """A name that only a person can settle.

    Attributes:
        what: Which names it is among: person, site, course, position, asset, or the field of a choice.
        written: As it stands in the sheet.
        near: Ids that may be meant.
        is_entry: Whether it stands for an entry of its own, which may be new: a person on a list of employees.
    """

    what: str
    written: str
    near: tuple[str, ...] = ()
    is_entry: bool = False


class UnreadCellError(ValueError):
    """A cell can't be read; it says why in a sentence, and what could be asked."""

    def __init__(self, why: str, question: Question | None = None) -> None:
        super().__init__(why)
        self.question = question


@dataclass
class CellReader:
    """Reads cells; remembers which names were found by less than their whole.

    Attributes:
        books: The names of people, sites, assets, positions and courses.
        settled: What a person has said names stand for, by what they are among.
        days: What is known about each column of days, by its heading.
        levels: Level by position, for people whose list doesn't give one.
        short: Names found by initials, and the entry each was taken for.
    """

    books: Mapping[str, NameBook]
    settled: Mapping[str, Mapping[str, str]]
    days: Mapping[str, DayColumn]
    levels: Mapping[str, str] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)

    def read(self, column: Column, value: Value, heading: str) -> Any:
        """The value of a field; None where the cell holds nothing.

        Raises:
            UnreadCellError: The cell can't be read.
        """
        if isinstance(value, Unreadable):
            raise UnreadCellError(f"“{heading}” {value.why}")
        if is_empty(value) or (column.what != "text" and isinstance(value, str) and value.casefold() in NOTHING):
            return None
        if column.what == "day":
            return self._day(column, value, heading)
        if column.what == "whole":
            return _whole(value, heading)
        if column.what == "hours":
            return _hours(value, heading)
        if column.what == "people":
            return self._people(show(value))
        text = " ".join(show(value).split()) if column.what != "text" else show(value)
        if column.what == "text":
            return _text(text, heading)
        if column.what == "choice":
            return self._choice(column, text, heading)
        return self.name(column.what, text)

    def name(self, what: What, written: str) -> str:
        """The id that a name stands for.

        Raises:
            UnreadCellError: It stands for none, or could stand for several.
        """
        said = self.settled.get(what, {}).get(written)
        if said:
            return said
        found = self.books[what].find(written)
        if found.id:
            if found.is_short:
                self.short[written] = found.id
            return found.id
        if what == "course" and not found.near:
            slug = plain(written).replace(" ", "-")
            if slug:
                return slug
        raise UnreadCellError(
            _unknown(what, written, found.near, self.books[what]), Question(what, written, found.near)
        )

    def _people(self, text: str) -> list[str]:
        """Several people in one cell, divided by lines, semicolons, ampersands, slashes or "and"; by commas if that makes people of all."""
        parts = [part.strip() for part in re.split(r"[\n;&/]+|\band\b", text) if part.strip()]
        found: list[str] = []
        for part in parts:
            whole = self.settled.get("person", {}).get(part) or self.books["person"].find(part).id
            pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
            if not whole and len(pieces) > 1 and all(self.books["person"].find(piece).id for piece in pieces):
                found.extend(self.name("person", piece) for piece in pieces)
            else:
                found.append(self.name("person", part))
        return list(dict.fromkeys(found))

    def _day(self, column: Column, value: Value, heading: str) -> Any:
        if column.name == "expires" and isinstance(value, str) and value.casefold() in _NO_END:
            return NEVER
        try:
            return read_day(value, self.days.get(heading, DayColumn()))
        except UnreadDayError as error:
            raise UnreadCellError(f"“{heading}” {error}") from None

    def _choice(self, column: Column, text: str, heading: str) -> str:
        said = self.settled.get(column.name, {}).get(text) or column.choices.get(plain(text))
        if said:
            return said
        offered = tuple(dict.fromkeys(column.choices.values()))
        if text in offered:
            return text
        why = f"“{heading}” holds “{_short(text)}”; it is one of: {', '.join(offered)}"
        raise UnreadCellError(why, Question(column.name, text, offered))


def _unknown(what: What, written: str, near: tuple[str, ...], book: NameBook) -> str:
    why = f"no {_WORDS[what]} is called “{_short(written)}”"
    if near:
        names = " or ".join(f"{book.names[id][0]} ({id})" if book.names.get(id) else id for id in near)
        return f"{why}; it may be {names}: write the id in its place"
    return f"{why}{_CURES.get(what, '')}"


def _text(text: str, heading: str) -> str:
    if len(text) > _LONGEST_TEXT:
        raise UnreadCellError(f"“{heading}” holds {len(text):,} letters; at most {_LONGEST_TEXT:,} are taken")
    text = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(visible(line.replace("\t", " ").replace("\u00a0", " ")) for line in text.split("\n")).strip()


def _whole(value: Value, heading: str) -> int:
    text = show(value)
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise UnreadCellError(f"“{heading}” holds “{_short(text)}”, which is no whole number")
    return int(text)


def _hours(value: Value, heading: str) -> Fraction | None:
    """Hours as 7.5, 7,5, 7:30 or as a time of the spreadsheet; nothing for none."""
    if isinstance(value, time):
        return Fraction(60 * value.hour + value.minute, 60) or None
    text = show(value).casefold().removesuffix("hours").removesuffix("hrs").removesuffix("h").strip()
    clock = re.fullmatch(r"(\d{1,2}):([0-5]\d)", text, re.ASCII)
    if clock:
        return Fraction(60 * int(clock[1]) + int(clock[2]), 60) or None
    if not re.fullmatch(r"\d{1,3}(?:[.,]\d{1,6})?|[.,]\d{1,6}", text, re.ASCII) or isinstance(value, date):
        raise UnreadCellError(f"“{heading}” holds “{_short(show(value))}”, which are no hours")
    return Fraction(text.replace(",", ".")).limit_denominator(100) or None


def _short(text: str) -> str:
    text = visible(" ".join(text.split()))
    return text if len(text) <= 60 else f"{text[:59]}…"
