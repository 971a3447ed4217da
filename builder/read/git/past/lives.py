"""Which file of one commit is which file of the next: a document or record is known by its `id:`, anything else by its path.

Git guesses a rename from how alike two files are. A new form is most alike to the old form it was copied from, so by git's guess it
would inherit the old one's day of entry. Therefore a rename counts only where the ids don't speak against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from builder.read.git.past.change_log import RawChange
from builder.read.git.past.content import ContentKind, kind_of


class Life:
    """One document, record or other file, wherever it stands.

    Attributes:
        number: Counted from 0, in order of entry.
        id: The last id it was known by; empty if it never had one.
        path: Where it is; for one that is gone, where it was last.
        gone_at: Number of the commit that took it away; -1 while it is there.
        entries: Its changes, packed.
    """

    __slots__ = ("entries", "gone_at", "id", "number", "path")

    def __init__(self, number: int, id: str, path: str, gone_at: int = -1, entries: bytes = b"") -> None:
        self.number = number
        self.id = id
        self.path = path
        self.gone_at = gone_at
        self.entries: bytes | bytearray = entries


class Told(NamedTuple):
    """A change with what the revision says of itself.

    Attributes:
        raw: As git tells it.
        id: Of the revision; empty where it has none, can't be read, or is taken away.
        is_record: Whether it stands where the record of an event stands.
        is_dated: Whether it says on which day that was.
    """

    raw: RawChange
    id: str = ""
    is_record: bool = False
    is_dated: bool = False

    @property
    def own_id(self) -> str:
        """The id that it gives to a life that has none: a record begins with its id and its day, and is only a blank form before."""
        return self.id if self.is_dated or not self.is_record else ""


class Step(NamedTuple):
    """What a change means for a life.

    Attributes:
        life: Whose.
        kind: A, M, D, R or T.
        old_path: Before a rename.
        change: Place of the change among those of the commit.
    """

    life: Life
    kind: str
    old_path: str | None
    change: int


class Turn(NamedTuple):
    """A file whose id became another one, so that the old life ended.

    Attributes:
        path, old_path: After and before.
        old, new: The ids.
    """

    path: str
    old_path: str
    old: str
    new: str


class Lives:
    """All lives up to a commit of the line; carried on commit by commit.

    Args:
        known: The lives so far, by number.
    """

    def __init__(self, known: Iterable[Life] = ()) -> None:
        self.all = list(known)
        self.alive: dict[str, Life] = {}
        self._alive_ids: dict[str, int] = {}
        self._gone: dict[str, list[Life]] = {}
        for life in self.all:
            if life.gone_at < 0:
                self._settle(life, life.path)
            else:
                self._gone.setdefault(_gone_key(life), []).append(life)

    def carry(self, commit: int, changes: Sequence[Told]) -> tuple[list[Step], list[Turn]]:
        """Carry all lives over one commit; what it does to each of them, at most one step a life.

        All that the commit takes away is taken first, so that files which swap their names, or their ids, keep their own lives.

        Args:
            commit: Its number.
            changes: Its changes, in git's order.
        """
        steps: list[Step] = []
        arriving: list[int] = []
        released: dict[str, tuple[Life, int]] = {}
        for place, told in enumerate(changes):
            kind, path = told.raw.kind, told.raw.path
            if kind == "A":
                arriving.append(place)
                continue
            source = told.raw.old_path or path
            life = self.alive.get(source)
            if kind in "MT" and life is not None and _is_same(life, told):
                self._name(life, told.own_id)
                steps.append(Step(life, kind, None, place))
                continue
            if life is not None:
                self._release(life)
                released[source] = (life, place)
            if kind != "D":
                arriving.append(place)
        if arriving:
            self._take_in(changes, arriving, released, steps)
        return steps, self._take_away(commit, changes, released, steps) if released else []

    def _take_in(
        self,
        changes: Sequence[Told],
        arriving: Sequence[int],
        released: dict[str, tuple[Life, int]],
        steps: list[Step],
    ) -> None:
        """Find the life of every file that arrives: by git's rename if the ids allow it, then by its id, then by its path."""
        left = []
        for place in arriving:
            told = changes[place]
            source = told.raw.old_path or told.raw.path
            found = released.get(source) if told.raw.kind == "R" else None
            if found is None or not _is_same(found[0], told):
                left.append(place)
                continue
            del released[source]
            steps.append(Step(found[0], "R", source, place))
            self._settle(found[0], told.raw.path, told.own_id)
        for place in left:
            told = changes[place]
            moved = self._find_released(told, released)
            if moved is not None:
                del released[moved.path]
                steps.append(Step(moved, "R", moved.path, place))
                self._settle(moved, told.raw.path, told.own_id)
                continue
            life = self._find_gone(told)
            if life is None:
                life = Life(len(self.all), told.own_id, told.raw.path)
                self.all.append(life)
            steps.append(Step(life, "A", None, place))
            self._settle(life, told.raw.path, told.own_id)

    def _take_away(
        self,
        commit: int,
        changes: Sequence[Told],
        released: dict[str, tuple[Life, int]],
        steps: list[Step],
    ) -> list[Turn]:
        """End the lives that nothing took up; gives back which of them ended because the file took another id."""
        turns = []
        for path, (life, place) in released.items():
            life.gone_at = commit
            self._gone.setdefault(_gone_key(life), []).append(life)
            steps.append(Step(life, "D", None, place))
            told = changes[place]
            if told.raw.kind != "D" and life.id not in ("", told.id):
                turns.append(Turn(told.raw.path, path, life.id, told.id))
        return turns

    def _find_released(self, told: Told, released: dict[str, tuple[Life, int]]) -> Life | None:
        """A life with this id that the same commit took from elsewhere; the oldest, should there be several."""
        if not told.id or not released:
            return None
        found = [life for life, _ in released.values() if life.id == told.id and _is_same(life, told)]
        return min(found, key=lambda life: life.number, default=None)

    def _find_gone(self, told: Told) -> Life | None:
        """A life that ended before and goes on; none for an id that another file has now, whose life it is."""
        if told.id in self._alive_ids:
            return None
        key = told.id or f"/{told.raw.path}"
        found = self._gone.get(key)
        if not found:
            return None
        life = max(found, key=lambda life: (life.gone_at, -life.number))
        if not _is_same(life, told):
            return None
        found.remove(life)
        return life

    def _release(self, life: Life) -> None:
        del self.alive[life.path]
        if life.id:
            left = self._alive_ids[life.id] - 1
            if left:
                self._alive_ids[life.id] = left
            else:
                del self._alive_ids[life.id]

    def _settle(self, life: Life, path: str, id: str = "") -> None:
        """Let a life be at a path, under its id or the one it now has."""
        life.path = path
        life.gone_at = -1
        life.id = id or life.id
        self.alive[path] = life
        if life.id:
            self._alive_ids[life.id] = self._alive_ids.get(life.id, 0) + 1

    def _name(self, life: Life, id: str) -> None:
        """Give a life that had no id the one that its file now says."""
        if id and not life.id:
            life.id = id
            self._alive_ids[id] = self._alive_ids.get(id, 0) + 1


def _is_same(life: Life, told: Told) -> bool:
    """Whether a file that went on by git's account is still the same thing.

    One that can't be read for a while stays what it was. A record that had no id or no day before only begins with them: otherwise a
    blank form, put there in time, would give its day of entry to whatever is written into it later. A document may get its id later: it
    can have been kept in git long before it got one.
    """
    if told.is_record and told.raw.path != life.path and not _is_record(life):
        # Another file that had the record's id in time, or its text, doesn't lend it a day of entry.
        return False
    if not told.id or life.id == told.id:
        return True
    return not life.id and not (told.is_record and told.is_dated)


def _is_record(life: Life) -> bool:
    return kind_of(life.path) is ContentKind.RECORD


def _gone_key(life: Life) -> str:
    """What a life that ended is found again by; no id has a slash in front (one that has finds only its like)."""
    return life.id or f"/{life.path}"
