"""What the anchors prove about age: by when a record existed for certain, and since when it can have come at the earliest.

A stamp over a commit proves that the commit, and so everything that had entered by then, existed at the stamp's time: *not later*.
It says nothing about what else existed then; an old commit can be stamped at any time. But the stamp itself could be known to
nobody before it was made. So the commit with which it arrived, and all that came after, were made after the stamp's time: *not
earlier*. Both hold whatever the clocks of the company's computers said.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from builder.model.history import History
from builder.model.program import Program
from builder.model.record import Record
from builder.model.stamp import Stamp, StampVerdict
from builder.record_types.anchor import Anchor

TOLERATED = 86_400
"""Seconds by which a clock may contradict a stamp before that is said: backdating by less than a day gains nobody anything."""

RHYTHM = 35
"""Days between anchors: one a month, and a few days for fetching it."""


@dataclass(frozen=True)
class Proof:
    """What the anchors prove about one file.

    Attributes:
        existed_by: The earliest stamp over a commit that holds the file, in whatever form.
        unchanged_since: The earliest stamp over a commit that holds the file's present content.
        came_after: The latest stamp that had arrived when the file came.
    """

    existed_by: Stamp | None = None
    unchanged_since: Stamp | None = None
    came_after: Stamp | None = None

    @property
    def words(self) -> str:
        """For people, without a full stop: "proved to have existed by 2026-06-30 (anc-0003)"."""
        if self.existed_by is None:
            return "not proved by an anchor"
        words = f"proved to have existed by {self.existed_by.day} ({self.existed_by.record})"
        if self.unchanged_since is None:
            return f"{words}; its present text isn't"
        if self.unchanged_since.record != self.existed_by.record:
            words += f"; its present text by {self.unchanged_since.day} ({self.unchanged_since.record})"
        return words

    @property
    def short(self) -> str:
        """For a column: the day by which it existed for certain; a dash where no anchor proves it."""
        return str(self.existed_by.day) if self.existed_by else "–"


@dataclass(frozen=True)
class Reach:
    """How far the anchors reach.

    Attributes:
        stamp: The one that holds the most; the earliest of those.
        proved: How many records it or an earlier one holds.
        open: Ids of the records that came since, sorted.
    """

    stamp: Stamp
    proved: int
    open: tuple[str, ...]


@dataclass(frozen=True)
class Contradiction:
    """A day that can't be true, because a stamp proves another order.

    Attributes:
        kind: `backdated`: the commit is later than it says, for it holds or follows the stamp; `postdated`: it is earlier than it
            says, for it was stamped; `crossed`: the commit was stamped before another stamp that it holds.
        commit: Its id.
        claimed: The day it gives; for crossed stamps that of the stamp over it.
        stamp: What contradicts it.
        days: By how many days at least it is wrong.
        record: Id of the crossed stamp's record; else empty.
        paths: What a backdated commit brought or changed that is still there, sorted; else empty.
    """

    kind: Literal["backdated", "postdated", "crossed"]
    commit: str
    claimed: date
    stamp: Stamp
    days: int
    record: str = ""
    paths: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """A sentence for people, which blames nobody."""
        other = f"the stamp {self.stamp.record} of {self.stamp.day}"
        days = "1 day" if self.days == 1 else f"{self.days} days"
        if self.kind == "backdated":
            return (
                f"The commit {self.commit[:10]} says that it entered on {self.claimed}, but {other} was there before it: it came at "
                f"least {days} after the day it gives."
            )
        if self.kind == "postdated":
            return (
                f"The commit {self.commit[:10]} says that it was made on {self.claimed}, but {other} is over it: it existed at "
                f"least {days} before the day it gives."
            )
        return (
            f"The stamp {self.record} of {self.claimed} is over a commit that holds {other}, {days} younger: one of the two "
            "authorities was wrong."
        )


class ProofOfAge:
    """What the anchors of a history prove.

    Args:
        history: With its stamps; None, or one without any, proves nothing.
    """

    def __init__(self, history: History | None) -> None:
        self._history = history
        holding = [stamp for stamp in (history.stamps if history else ()) if stamp.holds and stamp.at is not None]
        # Once the reader has named authorities, the word of others proves nothing beside theirs.
        trusted = [stamp for stamp in holding if stamp.verdict is StampVerdict.TRUSTED]
        self._holding = sorted(trusted or holding, key=lambda stamp: (stamp.at or 0, stamp.record))

    @property
    def has_anchors(self) -> bool:
        """Whether there is any stamp that holds."""
        return bool(self._holding)

    def of(self, path: str) -> Proof:
        """What is proved about a file of the program."""
        file = self._history.files.get(path) if self._history else None
        if file is None or self._history is None:
            return Proof()
        entered = self._history.positions.get(file.changes[0].commit)
        present = self._history.positions.get(file.changes[-1].commit)
        if entered is None or present is None:
            return Proof()
        return Proof(self._first_over(entered), self._first_over(present), self._last_before(entered))

    def stamp(self, record: Record) -> Stamp | None:
        """The stamp that an anchor record carries, whether it holds or not; None for any other record."""
        stamps = self._history.stamps if self._history and isinstance(record, Anchor) else ()
        return next((stamp for stamp in stamps if stamp.record == record.id), None)

    def reach(self, program: Program) -> Reach | None:
        """How far the anchors reach over the program's records, themselves left out; None where there is none."""
        if not self._upper:
            return None
        # An anchor proves itself by its own stamp, and what came before it, not the days of anything.
        records = (stored for stored in program.records if not isinstance(stored.value, Anchor))
        proofs = {stored.value.id: self.of(stored.path) for stored in records}
        open = tuple(sorted(id for id, proof in proofs.items() if proof.existed_by is None))
        return Reach(self._upper[-1], len(proofs) - len(open), open)

    def contradictions(self) -> tuple[Contradiction, ...]:
        """Days that a stamp disproves: of stamps, of stamped commits, then of all commits in the order of the branch."""
        return (*self._crossed(), *self._postdated(), *self._backdated())

    @cached_property
    def _upper(self) -> list[Stamp]:
        """The stamps that prove more than every earlier one, in the order of time."""
        kept: list[Stamp] = []
        for stamp in self._holding:
            if stamp.holds_up_to > (kept[-1].holds_up_to if kept else 0):
                kept.append(stamp)
        return kept

    @cached_property
    def _lower(self) -> list[Stamp]:
        """The stamps that had arrived, in the order of their arrival, each later in time than all before it."""
        kept: list[Stamp] = []
        for stamp in sorted(self._holding, key=lambda stamp: stamp.arrived_with):
            if stamp.arrived_with and (stamp.at or 0) > (kept[-1].at or 0 if kept else 0):
                kept.append(stamp)
        return kept

    def _first_over(self, position: int) -> Stamp | None:
        index = bisect_left(self._upper, position, key=lambda stamp: stamp.holds_up_to)
        return self._upper[index] if index < len(self._upper) else None

    def _last_before(self, position: int) -> Stamp | None:
        index = bisect_right(self._lower, position, key=lambda stamp: stamp.arrived_with)
        return self._lower[index - 1] if index else None

    def _crossed(self) -> Iterator[Contradiction]:
        """Stamps that are older than one which the commit they stamp holds: one of the two authorities was wrong, or lied."""
        for stamp in self._holding:
            held = self._last_before(stamp.holds_up_to)
            if held and held.day and stamp.day and (days := ((held.at or 0) - (stamp.at or 0)) // TOLERATED) > 0:
                yield Contradiction("crossed", stamp.commit, stamp.day, held, days, stamp.record)

    def _postdated(self) -> Iterator[Contradiction]:
        for stamp in self._holding:
            if stamp.day and stamp.claimed is not None and (days := (stamp.claimed - (stamp.at or 0)) // TOLERATED) > 0:
                claimed = date.fromordinal(min(stamp.day.toordinal() + days, date.max.toordinal()))
                yield Contradiction("postdated", stamp.commit, claimed, stamp, days)

    def _backdated(self) -> Iterator[Contradiction]:
        history = self._history
        if history is None or not self._lower:
            return
        claims: dict[str, date] = {}
        paths: dict[str, set[str]] = defaultdict(set)
        for path, file in history.files.items():
            for change in file.changes:
                claims[change.commit] = change.arrived
                paths[change.commit].add(path)
        for commit in sorted(claims.keys() & history.positions.keys(), key=lambda commit: history.positions[commit]):
            stamp = self._last_before(history.positions[commit])
            # Days, not seconds: what a record is held against is the day that git shows for it.
            if stamp and stamp.day and (days := (stamp.day - claims[commit]).days) > 1:
                yield Contradiction("backdated", commit, claims[commit], stamp, days, "", tuple(sorted(paths[commit])))
