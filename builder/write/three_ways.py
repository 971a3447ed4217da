"""Two people changed the same list of pieces (lines, paragraphs, entries): both changes put into one.

Each side is a list of edits to what both began with. Edits that touch different pieces are all made. What both inserted at the same place is
kept twice over, in an order that doesn't depend on who is asked first. Only where both changed the same piece is there something to decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

LONGEST = 20_000
"""Pieces of a text that are still compared one by one; finding what belongs together takes time with their square at worst."""

MOST_PAIRS = 144
"""Comparisons within one replaced stretch; a larger one is a rewriting, and nobody could say what became of which piece."""

ALIKE = 0.6
"""From which likeness on (difflib's ratio, 0 to 1) a piece is the same piece reworded."""

SEEN = 400
"""Signs of a piece that are compared."""

MOST_LIKENESSES = 1_000
"""Pieces of a text that are held against each other for likeness; each takes up to ten milliseconds."""

MOST_EQUALS = 1_000_000
"""Pairs of equal pieces up to which it is sought what belongs together: in a text of a few lines again and again, the search takes hours."""


@dataclass(frozen=True)
class Edit:
    """Pieces of the common text that one side replaced.

    Attributes:
        first, last: The pieces from `first` up to and without `last`; none where both are the same, which is an insertion.
        new: What stands there instead.
    """

    first: int
    last: int
    new: tuple[str, ...]

    def meets(self, other: Edit) -> bool:
        """Whether both touch the same piece, or insert at the same place. Side by side is not the same."""
        if self.first == self.last and other.first == other.last:
            return self.first == other.first
        return self.first < other.last and other.first < self.last


@dataclass(frozen=True)
class Clash:
    """The same pieces, changed by both in different ways.

    Attributes:
        base: As both began.
        ours, theirs: What each made of them.
    """

    base: tuple[str, ...]
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """A stretch of the result: settled, or a clash."""

    lines: tuple[str, ...]
    clash: Clash | None = None


def put_together(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[Piece, ...]:
    """The result in stretches; where there is a clash, its `lines` are theirs.

    Args:
        base: What both began with.
        ours: What we made of it.
        theirs: What they made of it.
    """
    sides = (ours, theirs)
    if max(len(base), len(ours), len(theirs)) > LONGEST or any(is_too_repetitive(base, side) for side in sides):
        return (Piece(tuple(theirs), Clash(tuple(base), tuple(ours), tuple(theirs))),)
    pieces: list[Piece] = []
    at = 0
    for mine, other in _clusters(_edits(base, ours), _edits(base, theirs)):
        first = min(each.first for each in (*mine, *other))
        last = max(each.last for each in (*mine, *other))
        pieces.append(Piece(tuple(base[at:first])))
        pieces.append(_settle(base, first, last, mine, other))
        at = last
    pieces.append(Piece(tuple(base[at:])))
    return tuple(each for each in pieces if each.lines or each.clash)


def is_too_repetitive(base: Sequence[Hashable], side: Sequence[Hashable]) -> bool:
    """Whether the same pieces stand so often in both that finding what belongs together would take too long."""
    counts = Counter(base)
    return sum(counts[piece] for piece in side if piece in counts) > MOST_EQUALS


def _edits(base: Sequence[str], side: Sequence[str]) -> list[Edit]:
    matcher = SequenceMatcher(None, base, side, autojunk=False)
    found: list[Edit] = []
    left = MOST_LIKENESSES
    for tag, first, last, start, end in matcher.get_opcodes():
        pairs = (last - first) * (end - start)
        if tag == "replace" and pairs <= min(MOST_PAIRS, left):
            left -= pairs
            found += _pairs(base, side, first, last, start, end)
        elif tag != "equal":
            found.append(Edit(first, last, tuple(side[start:end])))
    return found


def _pairs(base: Sequence[str], side: Sequence[str], first: int, last: int, start: int, end: int) -> Iterator[Edit]:
    """A replaced stretch as smaller edits: a piece that became a similar one, and what was put in or taken out between.

    A paragraph reworded and another added behind it are two edits; somebody else may have changed something between them.
    """
    done, at = first, start
    for index in range(first, last):
        likeness = [(_likeness(base[index], side[place]), -place) for place in range(at, end)]
        best, place = max(likeness, default=(0.0, 0))
        if best < ALIKE:
            continue
        if index > done or -place > at:
            yield Edit(done, index, tuple(side[at:-place]))
        yield Edit(index, index + 1, (side[-place],))
        done, at = index + 1, 1 - place
    if last > done or end > at:
        yield Edit(done, last, tuple(side[at:end]))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one[:SEEN], other[:SEEN], autojunk=False).ratio()


def _clusters(ours: Iterable[Edit], theirs: Iterable[Edit]) -> list[tuple[list[Edit], list[Edit]]]:
    """Edits that meet, directly or through others, in the order of the text."""
    rows = sorted(
        [(each, 0) for each in ours] + [(each, 1) for each in theirs], key=lambda row: (row[0].first, row[0].last)
    )
    found: list[tuple[list[Edit], list[Edit]]] = []
    for edit, side in rows:
        if not found or not any(edit.meets(each) for group in found[-1] for each in group):
            found.append(([], []))
        found[-1][side].append(edit)
    return found


def _settle(base: Sequence[str], first: int, last: int, ours: list[Edit], theirs: list[Edit]) -> Piece:
    mine, other = _apply(base, first, last, ours), _apply(base, first, last, theirs)
    if not theirs or mine == other:
        return Piece(mine)
    if not ours:
        return Piece(other)
    if first == last:
        one, two = sorted((mine, other))
        # Both may have begun with the same new lines.
        return Piece(one + two if one != two[: len(one)] else two)
    return Piece(other, Clash(tuple(base[first:last]), mine, other))


def _apply(base: Sequence[str], first: int, last: int, edits: Iterable[Edit]) -> tuple[str, ...]:
    result: list[str] = []
    at = first
    for edit in edits:
        result += [*base[at : edit.first], *edit.new]
        at = edit.last
    return (*result, *base[at:last])
