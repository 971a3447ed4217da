"""An earlier pack held against today's history: whether this is its continuation, and what changed after the fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True)
class Descent:
    """What the history of the new pack's commit says of the commit of an earlier pack.

    Nothing else of the repository counts: whether it still holds a commit that the history lost differs between copies, and a pack
    must come out alike from each.

    Attributes:
        is_ancestor: Whether it leads to the new one.
        is_on_line: Whether it is on the new one's first-parent line: a commit with which something entered the branch.
        commits: How many commits lead to it, itself included; 0 if it doesn't lead to the new one.
        since: Ids of the commits that lead to the new commit and not to it; empty if it doesn't lead to the new one.
    """

    is_ancestor: bool
    is_on_line: bool = False
    commits: int = 0
    since: frozenset[str] = frozenset()


class SinceKind(StrEnum):
    """What became of a file that an earlier pack listed."""

    CHANGED = "changed"
    REDATED = "re-dated"
    MOVED = "moved"
    GONE = "gone"


@dataclass(frozen=True)
class ChangedSince:
    """A file of an earlier pack that is not what it was, or not where it was.

    Attributes:
        path: Where it stood then.
        id: Of the record, document or register entry; empty for other files.
        kind: What became of it; `re-dated` for a record whose own day is another one now.
        path_now: Where it stands; empty for one that is gone.
        day: The day the record was about when the pack was made; None for what is no record, and where nobody can say.
        day_now: The day it is about now.
        days: When the changes since then arrived, oldest first; may be empty where the histories have nothing in common.
        commits: Ids of the commits they arrived with, in the same order.
        fields: Names of the fields that differ, where they could be told; never what they hold.
    """

    path: str
    id: str
    kind: SinceKind
    path_now: str
    day: date | None = None
    day_now: date | None = None
    days: tuple[date, ...] = ()
    commits: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its id, or its path on one line: a path comes from a file that somebody else made."""
        return self.id or "".join(char if char.isprintable() else "?" for char in self.path)

    @property
    def is_record(self) -> bool:
        """Whether it is the record of an event, and not a document, a register entry or a scan."""
        return is_record_path(self.path)


@dataclass(frozen=True)
class AddedLate:
    """A record dated within the window of an earlier pack that entered only after that pack.

    Attributes:
        path: Where it stands.
        id: Of the record.
        day: The day it is about.
        entered: The day it entered.
    """

    path: str
    id: str
    day: date
    entered: date


@dataclass(frozen=True)
class PreviousPack:
    """An earlier pack, as the new one follows it.

    Attributes:
        pack_id: Printed on every page of it.
        sha256: Of the bytes of the file that was given: the pack, signed or not, or its manifest alone.
        manifest_sha256: Of its manifest, which is the same in every copy of that pack.
        commit, branch: What it was made from.
        commits: How many commits led to that one, by its own account.
        as_of, first, last: Its day, and its window.
        entered_on: The day its commit had entered; None if its history was not examined.
        descent: What the repository says of its commit.
        compared: How many of its files were compared.
        withheld: How many have no digest in it, because it holds redacted copies of them.
        changed: What is not as it was, by path.
        gone: What is no longer there, by path.
        added_late: By day, then id.
        untrue: How many files it lists otherwise than its own commit holds them; none, for an honest pack.
        is_listed: Whether the lists are here; they are office matters, and cut below that level.
    """

    pack_id: str
    sha256: str
    manifest_sha256: str
    commit: str
    branch: str
    commits: int
    as_of: date
    first: date
    last: date
    entered_on: date | None
    descent: Descent
    compared: int = 0
    withheld: int = 0
    changed: tuple[ChangedSince, ...] = ()
    gone: tuple[ChangedSince, ...] = ()
    added_late: tuple[AddedLate, ...] = ()
    untrue: int = 0
    is_listed: bool = True

    @property
    def counts_differ(self) -> bool:
        """Whether the repository counts other commits up to that one than the pack says; never so for an honest pack."""
        return self.descent.is_ancestor and self.commits > 0 and self.commits != self.descent.commits

    @property
    def is_continued(self) -> bool:
        """Whether the new history is the old one with more behind it."""
        return self.descent.is_ancestor and not self.counts_differ and not self.untrue


def is_record_path(path: str) -> bool:
    """Whether a path is that of an event record: records/TYPE/YEAR/ID.yaml."""
    return path.startswith("records/") and path.count("/") == 3 and path.endswith(".yaml")
