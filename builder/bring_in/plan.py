"""What an import would do, as a value: the records it makes, the duplicates it found, the rows it rejects; nothing is written here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from builder.bring_in.cell_reader import Question
from builder.bring_in.days import DayColumn
from builder.bring_in.entries import LeftOut
from builder.bring_in.kinds.kind import Kind
from builder.bring_in.proposal import Proposal
from builder.bring_in.tables.table import Row


@dataclass(frozen=True)
class Candidate:
    """A record that the import makes.

    Attributes:
        data: Without its id.
        rows: Numbers of the rows it comes from.
    """

    data: Mapping[str, Any]
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Rejected:
    """A row that isn't imported, or not all of it.

    Attributes:
        found: Its sheet.
        row: The row.
        why: Sentences.
    """

    found: Proposal
    row: Row
    why: tuple[str, ...]


@dataclass
class Plan:
    """What an import would do.

    Attributes:
        kind: Of the sheet.
        candidates: In the order of their rows.
        duplicates: Entries that are there already: row, and the id or the row of the same sheet.
        rejected: In the order of the sheet.
        left_out: Rows that hold no entry.
        questions: What a person could settle, with the number of rows that wait for it.
        short: Names found by initials, and the entry each was taken for.
        days: What is known of each column of days.
        positions: New positions of the register: title and level by id.
        rows, entries: How many were read.
        taken: Entries that become records, or parts of one.
    """

    kind: Kind
    candidates: list[Candidate] = field(default_factory=list)
    duplicates: list[tuple[int, str]] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    questions: Counter[Question] = field(default_factory=Counter)
    short: dict[str, str] = field(default_factory=dict)
    days: dict[str, DayColumn] = field(default_factory=dict)
    positions: dict[str, tuple[str, str]] = field(default_factory=dict)
    rows: int = 0
    entries: int = 0
    taken: int = 0


@dataclass(frozen=True)
class ReadEntry:
    """An entry whose cells could be read and whose values fit together."""

    found: Proposal
    row: Row
    data: dict[str, Any]


class RowLedger:
    """Why rows are rejected, gathered row by row, each reason once."""

    def __init__(self) -> None:
        self._why: dict[tuple[str, int], tuple[Proposal, Row, dict[str, None]]] = {}

    def reject(self, found: Proposal, row: Row, why: str) -> None:
        """Note a reason, as a sentence."""
        sentence = why[:1].upper() + why[1:] + ("" if why.endswith((".", "?")) else ".")
        key = (found.table.name, row.number)
        self._why.setdefault(key, (found, row, {}))[2][sentence] = None

    def rejected(self) -> list[Rejected]:
        """The rows, in the order of their sheets."""
        sheets = {name: position for position, name in enumerate(dict.fromkeys(name for name, _ in self._why))}
        ordered = sorted(self._why.items(), key=lambda item: (sheets[item[0][0]], item[0][1]))
        return [Rejected(found, row, tuple(why)) for _, (found, row, why) in ordered]
