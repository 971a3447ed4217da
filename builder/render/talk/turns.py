"""A change of a text as rows of a small table: where, how it read, how it reads now, with the words that differ marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.model.text_change import Passage, PassageKind, Run, State, TextChange

AROUND = 7
"""Words that stay, left standing on each side of what changed in a long passage."""

LONGEST = 60
"""Words of a passage that are shown; what is longer is read in the document itself."""

OPENING = 30
"""Words of each part of a new document."""


@dataclass(frozen=True)
class Turn:
    """One changed place.

    Attributes:
        where: The heading it stands under; empty before the first.
        was: How it read, those words marked that went; empty for what is new.
        now: How it reads, those words marked that came; empty for what was taken out.
    """

    where: str
    was: tuple[Run, ...]
    now: tuple[Run, ...]


def list_turns(change: TextChange) -> tuple[Turn, ...]:
    """Every changed place in reading order; what went and what came in its place stand in one row."""
    found: list[Turn] = []
    for heading, passage in change.changed():
        where = "" if passage.kind is PassageKind.HEADING else heading
        turn = Turn(where, _side(passage, State.REMOVED), _side(passage, State.ADDED))
        last = found[-1] if found else None
        if last and not last.now and not turn.was and last.where == turn.where:
            found[-1] = Turn(where, last.was, turn.now)
        else:
            found.append(turn)
    return tuple(found)


def outline(passages: Sequence[Passage]) -> tuple[Turn, ...]:
    """A document that nobody has read yet: each of its parts with how it begins."""
    found: list[Turn] = []
    heading = ""
    for passage in passages:
        if passage.kind is PassageKind.HEADING:
            heading = passage.text
        elif not found or found[-1].where != heading:
            found.append(Turn(heading, (), _cut((Run(State.SAME, _plain(passage.text)),), OPENING)))
    return tuple(found)


def _side(passage: Passage, own: State) -> tuple[Run, ...]:
    """A passage as it read (`own` is REMOVED) or reads (ADDED); nothing where it wasn't or isn't there."""
    other = State.ADDED if own is State.REMOVED else State.REMOVED
    if passage.state is other:
        return ()
    kept = tuple(Run(each.state, _plain(each.text)) for each in passage.runs if each.state is not other)
    if passage.state is State.CHANGED:
        kept = tuple(_near(kept))
    return _cut(kept, LONGEST)


def _near(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs, long stretches of words that stayed cut to those beside the changes."""
    for at, run in enumerate(runs):
        words = run.text.split()
        is_first, is_last = at == 0, at == len(runs) - 1
        most = AROUND if is_first or is_last else 2 * AROUND
        if run.state is not State.SAME or len(words) <= most + 3:
            yield run
        elif is_first and not is_last:
            yield Run(State.SAME, " ".join(("…", *words[-AROUND:])))
        elif is_last and not is_first:
            yield Run(State.SAME, " ".join((*words[:AROUND], "…")))
        elif is_first:
            yield Run(State.SAME, " ".join((*words[: 2 * AROUND], "…")))
        else:
            yield Run(State.SAME, " ".join((*words[:AROUND], "…", *words[-AROUND:])))


def _cut(runs: Sequence[Run], most: int) -> tuple[Run, ...]:
    found: list[Run] = []
    room = most
    for run in runs:
        words = run.text.split()
        if len(words) > room:
            found.append(Run(run.state, " ".join((*words[:room], "…"))))
            break
        found.append(run)
        room -= len(words)
    return tuple(found)


def _plain(text: str) -> str:
    # Cells of a row are quoted with a sign that reads as a pause.
    return text.replace(" | ", " – ")
