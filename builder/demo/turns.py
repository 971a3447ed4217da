"""What befell files of the sample beside their text: put under another name, taken away, filed again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from builder.demo.filing import Filing, Rank
from builder.demo.story import Away, Moved, Story
from builder.model.error import BuilderError


def turn_files(filings: Iterable[Filing], story: Story) -> Iterator[Filing]:
    """The filings, with those files under their old names that were moved later, and with what was taken away for a while.

    Args:
        filings: Every file on its way to the name that it has in the sample.
        story: Tells under `moved` and `away` what became of which.

    Raises:
        BuilderError: A file had not come by that day, or changed while it was away.
    """
    told: dict[str, list[Filing]] = {path: [] for path in (*story.moved, *story.away)}
    for filing in filings:
        if filing.path in told:
            told[filing.path].append(filing)
        else:
            yield filing
    for path, states in told.items():
        if path in story.moved:
            yield from _move(path, states, story.moved[path], story)
        else:
            yield from _take_away(path, states, story.away[path], story)


def _move(path: str, states: list[Filing], moved: Moved, story: Story) -> Iterator[Filing]:
    last = _state_on(path, states, moved.on)
    yield from (replace(each, path=moved.from_) if each.arrives < moved.on else each for each in states)
    yield _turn(last, moved.on, f"move {path}", moved.why, story)
    yield replace(_turn(last, moved.on, f"move {path}", moved.why, story), path=moved.from_, data=None)


def _take_away(path: str, states: list[Filing], away: Away, story: Story) -> Iterator[Filing]:
    last = _state_on(path, states, away.on)
    if any(away.on <= each.arrives <= away.again for each in states):
        raise BuilderError(
            f"The story of the demonstration changes {path} while it is away.",
            "Change the days under `away` in builder/demo/story.yaml.",
        )
    yield from states
    yield replace(_turn(last, away.on, f"away {path}", away.why, story), data=None)
    yield _turn(last, away.again, f"again {path}", away.why_again, story)


def _state_on(path: str, states: list[Filing], day: date) -> Filing:
    """What a file was before a day."""
    before = [each for each in states if each.arrives < day]
    if not before:
        raise BuilderError(
            f"The story of the demonstration moves {path} or takes it away on {day}, when it was not there.",
            "Change the day or the path in builder/demo/story.yaml.",
        )
    return max(before, key=lambda each: each.arrives)


def _turn(last: Filing, day: date, group: str, why: str, story: Story) -> Filing:
    rank = Rank.RECORD if last.kind else Rank.DOCUMENT
    turned = replace(last, arrives=day, by=story.coordinator, rank=rank, group=group, is_new=False)
    return replace(turned, written=None, writer="", said=why)
