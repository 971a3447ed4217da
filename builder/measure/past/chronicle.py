"""The history of each document and record as one thing with a name, and how one is found by its id or its path."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from builder.model.history import FileHistory, History
from builder.model.program import Program
from builder.model.snapshot import Snapshot
from builder.record_types import TYPES

_COMPARED = 3_000
"""Names that a mistyped one is compared with at most."""


class Kind(StrEnum):
    """What a file of the program is."""

    DOCUMENT = "document"
    RECORD = "record"
    REGISTER = "register"
    OTHER = "other"


@dataclass(frozen=True)
class Chronicle:
    """A document, record, register entry or other file with its history.

    Attributes:
        path: Where it is; for one that is gone, where it was last.
        id: Its `id:`; empty where it has none, and for attachments.
        kind: What it is.
        title: What it is called: a document's title, a record's type; may be empty.
        day: The day a record is about, as it says now; None for everything else.
        file: Its changes.
        is_gone: Whether it is no longer there.
    """

    path: str
    id: str
    kind: Kind
    title: str
    day: date | None
    file: FileHistory
    is_gone: bool = False

    @property
    def entered(self) -> date:
        """The day it first arrived on the branch."""
        return self.file.entered

    @property
    def filed_after(self) -> int | None:
        """Days from the event to the first arrival; negative when it came before; None for what is not about a day."""
        return (self.entered - self.day).days if self.day else None

    @property
    def names(self) -> frozenset[str]:
        """Every path it ever had."""
        return frozenset(
            (self.path, *(name for each in self.file.changes for name in (each.path, each.old_path) if name))
        )


def list_chronicles(snapshot: Snapshot) -> tuple[Chronicle, ...]:
    """Everything that ever was on the branch under policies/, records/ and content/, by path, what is gone last."""
    history = snapshot.history
    if history is None:
        return ()
    return tuple(_chronicles(snapshot.program, history))


def _chronicles(program: Program, history: History) -> Iterator[Chronicle]:
    titles = {stored.path: stored.value.title for stored in program.policies}
    for is_gone, files in ((False, history.files), (True, history.gone)):
        for path, file in sorted(files.items()):
            if not path.startswith(("policies/", "records/", "content/")):
                continue
            content = next((each.content for each in reversed(file.changes) if each.content), None)
            kind = _kind(path) if content else Kind.OTHER
            title = titles.get(path, "") if kind is Kind.DOCUMENT else _title(path) if kind is Kind.RECORD else ""
            day = content.day if content and kind is Kind.RECORD else None
            yield Chronicle(path, content.id if content else "", kind, title, day, file, is_gone)


def _kind(path: str) -> Kind:
    if path.startswith("policies/"):
        return Kind.DOCUMENT
    return Kind.RECORD if path.count("/") == 3 else Kind.REGISTER


def _title(path: str) -> str:
    name = path.split("/")[1]
    return TYPES[name].TITLE if name in TYPES else name


def find_chronicles(
    chronicles: Sequence[Chronicle], wanted: Iterable[str]
) -> tuple[tuple[Chronicle, ...], tuple[str, ...]]:
    """The ones that are meant by ids, paths (old ones too) or folders; and what of it means none.

    Capitals in an id don't matter. Each comes once, in the order of `chronicles`.
    """
    found: set[int] = set()
    unknown = []
    for name in wanted:
        here = _find(chronicles, name)
        if not here:
            unknown.append(name)
        found.update(here)
    return tuple(chronicles[index] for index in sorted(found)), tuple(unknown)


def _find(chronicles: Sequence[Chronicle], name: str) -> list[int]:
    path = name.replace("\\", "/").removeprefix("./").rstrip("/")
    tests = (
        lambda each: each.path == path,
        lambda each: bool(each.id) and each.id.casefold() == name.casefold(),
        lambda each: path in each.names,
        lambda each: bool(path) and each.path.startswith(f"{path}/"),
    )
    for is_meant in tests:
        found = [index for index, each in enumerate(chronicles) if is_meant(each)]
        if found:
            return found
    return []


def near_names(chronicles: Sequence[Chronicle], name: str) -> tuple[str, ...]:
    """Up to three ids or paths that a mistyped one may have been meant to be, nearest first."""
    known = {each.id.casefold(): each.id for each in chronicles if each.id}
    if "/" in name or not known:
        known = {each.path.casefold(): each.path for each in chronicles}
    wanted = name.replace("\\", "/").removeprefix("./").casefold()
    # Comparing with each of a hundred thousand records would take seconds; those that begin alike are the likely ones.
    likely = sorted(known, key=lambda each: (each[:2] != wanted[:2], abs(len(each) - len(wanted)), each))[:_COMPARED]
    return tuple(known[each] for each in difflib.get_close_matches(wanted[:200], likely, n=3, cutoff=0.6))
