"""What changed inside one passage, word by word, so that a reader sees what came and what went where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.model.text_change import Run, State

MOST_DIFFERENCES = 160
"""Words that may have come and gone in a passage; beyond it nobody reads them one by one, and the whole passage is shown as replaced."""

FEW_WORDS = 2
"""Words alone between two changes that are shown with them: "of the" between two replaced halves only makes a reader jump."""


def compare_words(old: str, new: str) -> tuple[Run, ...] | None:
    """The words of both as runs, those that went before those that came in their place; None where too much differs.

    The time is bounded by the words times `MOST_DIFFERENCES`, the memory by the square of it.
    """
    before, after = old.split(), new.split()
    steps = _shortest(before, after)
    if steps is None:
        return None
    return tuple(_join(_without_islands(_runs(before, after, steps))))


def _shortest(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]] | None:
    """The pairs of equal words, by their places, on a shortest way from one to the other; None where it is too long.

    Source: E. W. Myers, An O(ND) Difference Algorithm and Its Variations, Algorithmica 1 (1986), the basic algorithm with its trace.
    """
    reached = {1: 0}
    trace: list[dict[int, int]] = []
    for differences in range(MOST_DIFFERENCES + 1):
        trace.append(dict(reached))
        for diagonal in range(-differences, differences + 1, 2):
            x = _furthest(reached, diagonal, differences)
            while x < len(old) and x - diagonal < len(new) and old[x] == new[x - diagonal]:
                x += 1
            reached[diagonal] = x
            if x >= len(old) and x - diagonal >= len(new):
                return _walk_back(trace, len(old), len(new))
    return None


def _furthest(reached: dict[int, int], diagonal: int, differences: int) -> int:
    """Where a diagonal begins after one more word that came or went."""
    is_down = diagonal == -differences or (diagonal != differences and reached[diagonal - 1] < reached[diagonal + 1])
    return reached[diagonal + 1] if is_down else reached[diagonal - 1] + 1


def _walk_back(trace: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    for differences in range(len(trace) - 1, -1, -1):
        reached, diagonal = trace[differences], x - y
        start = _furthest(reached, diagonal, differences) if differences else 0
        while x > start and y > start - diagonal:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        if differences:
            is_down = start == reached.get(diagonal + 1) and (
                diagonal == -differences or (diagonal != differences and reached[diagonal - 1] < reached[diagonal + 1])
            )
            x, y = (x, y - 1) if is_down else (x - 1, y)
    return pairs[::-1]


def _runs(old: Sequence[str], new: Sequence[str], pairs: Sequence[tuple[int, int]]) -> Iterator[list[list[str]]]:
    """Groups of three lists of words: those that went, those that came, those that stayed behind them."""
    at_old = at_new = 0
    group: list[list[str]] = [[], [], []]
    for x, y in (*pairs, (len(old), len(new))):
        if x > at_old or y > at_new:
            if any(group):
                yield group
            group = [[*old[at_old:x]], [*new[at_new:y]], []]
        if x < len(old) and y < len(new):
            group[2].append(old[x])
        at_old, at_new = x + 1, y + 1
    yield group


def _without_islands(groups: Iterator[list[list[str]]]) -> Iterator[list[list[str]]]:
    """The groups, short islands of words that stayed drowned in the changes on both sides of them where each side replaces words."""
    held: list[list[str]] | None = None
    for group in groups:
        if held is None:
            held = group
        elif 0 < len(held[2]) <= FEW_WORDS and held[0] and held[1] and group[0] and group[1]:
            held = [[*held[0], *held[2], *group[0]], [*held[1], *held[2], *group[1]], group[2]]
        else:
            yield held
            held = group
    if held is not None:
        yield held


def _join(groups: Iterator[list[list[str]]]) -> Iterator[Run]:
    for group in groups:
        for state, words in zip((State.REMOVED, State.ADDED, State.SAME), group, strict=True):
            if words:
                yield Run(state, " ".join(words))
