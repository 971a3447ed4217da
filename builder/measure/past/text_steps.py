"""What changed in a document between two approved revisions: its passages matched, and inside a changed one its words.

The time grows with the text, not with its square: passages that are equal in both are matched first, by what they say, and only what
lies between two of them is looked at passage by passage.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.measure.past.word_difference import compare_words
from builder.model.text_change import Passage, PassageKind, Run, State, TextChange
from builder.read.front_matter import split_front_matter
from builder.read.markdown_passages import PlainPassage, read_passages

LIKE = 0.5
"""Share of their words that two passages have in common from which on one became the other, instead of going and coming."""

_KEPT = 0.6
"""What a passage counts that stands whole in a longer one: more than `LIKE`, less than one that is hardly changed."""

_SENTENCE = 5
"""Words from which on a passage that stands whole in another is no accident."""

_MOST_PAIRS = 1_600
"""Pairs of passages between two equal ones that are held against each other; beyond it all of them went and came."""

_DEPTH = 3
"""How often what lies between equal passages is searched for equal ones again."""

_Pair = tuple[PlainPassage | None, PlainPassage | None]


def passages_of(text: str) -> tuple[PlainPassage, ...]:
    """The passages of a Markdown file below its front matter, which is no text that anybody reads."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    split = split_front_matter(text)
    return read_passages(split.body if split else text)


def compare_passages(old: Sequence[PlainPassage], new: Sequence[PlainPassage]) -> TextChange:
    """What changed between two lists of passages."""
    return TextChange(tuple(each for pair in _match(old, new, _DEPTH) for each in _passages(*pair)))


def _match(old: Sequence[PlainPassage], new: Sequence[PlainPassage], depth: int) -> Iterator[_Pair]:
    """Every passage of both in reading order, those that belong together as pairs."""
    first = 0
    while first < min(len(old), len(new)) and _same(old[first], new[first]):
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and _same(old[-1 - last], new[-1 - last]):
        last += 1
    yield from zip(old[:first], new[:first], strict=True)
    yield from _between(old[first : len(old) - last], new[first : len(new) - last], depth)
    yield from zip(old[len(old) - last :], new[len(new) - last :], strict=True)


def _between(old: Sequence[PlainPassage], new: Sequence[PlainPassage], depth: int) -> Iterator[_Pair]:
    anchors = _anchors(old, new) if depth else []
    if not anchors:
        yield from _pair_alike(old, new)
        return
    at_old = at_new = 0
    for x, y in anchors:
        yield from _match(old[at_old:x], new[at_new:y], depth - 1)
        yield old[x], new[y]
        at_old, at_new = x + 1, y + 1
    yield from _match(old[at_old:], new[at_new:], depth - 1)


def _same(old: PlainPassage, new: PlainPassage) -> bool:
    return (old.kind, old.text) == (new.kind, new.text)


def _anchors(old: Sequence[PlainPassage], new: Sequence[PlainPassage]) -> list[tuple[int, int]]:
    """Passages that stand once in each and are equal: the longest row of them that is in order in both.

    Source: the patience difference of Bram Cohen; its longest rising row is found in n log n.
    """
    places: list[dict[tuple[PassageKind, str], int]] = []
    for side in (old, new):
        counts = Counter((each.kind, each.text) for each in side)
        places.append({(e.kind, e.text): at for at, e in enumerate(side) if counts[(e.kind, e.text)] == 1})
    pairs = [(at, places[1][key]) for key, at in places[0].items() if key in places[1]]
    ends: list[int] = []
    row: list[int] = []
    before: list[int] = []
    for number, (_, y) in enumerate(pairs):
        at = bisect_left(ends, y)
        ends[at : at + 1] = [y]
        row[at : at + 1] = [number]
        before.append(row[at - 1] if at else -1)
    found: list[tuple[int, int]] = []
    number = row[-1] if row else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


@dataclass(frozen=True)
class _Words:
    """The words of a passage, to be held against others."""

    kind: PassageKind
    counts: Counter[str]

    def share(self, other: _Words) -> float:
        """How many of the words both have, of all they have; 0 for what can't have become the other."""
        if self.kind is not other.kind:
            return 0.0
        both = (self.counts & other.counts).total()
        sizes = self.counts.total(), other.counts.total()
        # A sentence that was kept and built upon is the same passage, however much longer it became.
        kept = _KEPT * both / min(sizes) if min(sizes) >= _SENTENCE else 0.0
        return max(2 * both / sum(sizes), kept)


def _pair_alike(old: Sequence[PlainPassage], new: Sequence[PlainPassage]) -> Iterator[_Pair]:
    """What lies between two equal passages: those that are alike as pairs in their order, the others gone or new."""
    if not old or not new or len(old) * len(new) > _MOST_PAIRS:
        yield from ((each, None) for each in old)
        yield from ((None, each) for each in new)
        return
    x = y = 0
    for pair in _best_pairs(old, new):
        yield from ((each, None) for each in old[x : pair[0]])
        yield from ((None, each) for each in new[y : pair[1]])
        yield old[pair[0]], new[pair[1]]
        x, y = pair[0] + 1, pair[1] + 1
    yield from ((each, None) for each in old[x:])
    yield from ((None, each) for each in new[y:])


def _best_pairs(old: Sequence[PlainPassage], new: Sequence[PlainPassage]) -> list[tuple[int, int]]:
    """The pairs, in order in both, that have the most words in common together."""
    before, after = ([_Words(each.kind, Counter(each.text.split())) for each in side] for side in (old, new))
    shares = [[share if (share := one.share(other)) >= LIKE else 0.0 for other in after] for one in before]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for x in range(len(old) - 1, -1, -1):
        for y in range(len(new) - 1, -1, -1):
            best[x][y] = max(best[x + 1][y], best[x][y + 1], best[x + 1][y + 1] + shares[x][y])
    found, x, y = [], 0, 0
    while x < len(old) and y < len(new):
        if shares[x][y] and best[x][y] == best[x + 1][y + 1] + shares[x][y]:
            found.append((x, y))
            x, y = x + 1, y + 1
        elif best[x][y] == best[x + 1][y]:
            x += 1
        else:
            y += 1
    return found


def _passages(old: PlainPassage | None, new: PlainPassage | None) -> Iterator[Passage]:
    if old is None or new is None:
        state, one = (State.ADDED, new) if old is None else (State.REMOVED, old)
        if one is not None:
            yield _whole(one, state)
    elif old.text == new.text:
        yield _whole(new, State.SAME)
    elif runs := compare_words(old.text, new.text):
        yield Passage(new.kind, runs, State.CHANGED, new.mark, new.level)
    else:
        yield _whole(old, State.REMOVED)
        yield _whole(new, State.ADDED)


def _whole(passage: PlainPassage, state: State) -> Passage:
    return Passage(passage.kind, (Run(state, passage.text),), state, passage.mark, passage.level)
