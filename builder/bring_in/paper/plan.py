"""What a plan of an inbox is made with, and what it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from builder.bring_in.paper.cutting import FormPages
from builder.bring_in.paper.filing import Filing
from builder.bring_in.paper.index_sheet import Index, IndexRow
from builder.bring_in.paper.papers import Sheet
from builder.model.program import Program


@dataclass(frozen=True)
class Desk:
    """What a plan is made with.

    Attributes:
        program: As it stands.
        index: What the index sheets say.
        today: The last day that a paper can be of.
        form_pages: How many pages a form has.
        record_text: The text of a record, by path.
        form_origins: Records that came from filled forms, by the SHA-256 of the form.
        read: The bytes of a file of the folder.
        read_sheet: The bytes of a sheet.
        by: Id of who records it; empty where nobody says.
        done: Names of files that earlier runs have put away.
    """

    program: Program
    index: Index
    today: date
    form_pages: FormPages
    record_text: Callable[[str], str]
    form_origins: Mapping[str, str]
    read: Callable[[str], bytes]
    read_sheet: Callable[[Sheet], bytes]
    by: str = ""
    done: frozenset[str] = frozenset()


@dataclass
class Plan:
    """What becomes of every file.

    Attributes:
        filings: What is filed, in the order of its days.
        known: Files that are filed already, and as what.
        waiting: What waits, and why, in sentences.
        left: Files left for the next run.
        said: What is worth saying besides.
    """

    filings: list[Filing] = field(default_factory=list)
    known: list[tuple[str, str]] = field(default_factory=list)
    waiting: list[tuple[IndexRow, str]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def done(self) -> tuple[str, ...]:
        """Files of which nothing waits any more."""
        open = {row.file for row, _ in self.waiting} | set(self.left)
        used = [file for filing in self.filings for file in filing.sources] + [file for file, _ in self.known]
        return tuple(sorted(set(used) - open))
