"""The history with what is kept of it: only what is new since the last run is read, and what became of the branch meanwhile is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from builder.model.error import BuilderError
from builder.model.history import History, Oddity, OddityKind
from builder.read.git.kept.guard import Crossing, find_tip, watch_branch
from builder.read.git.kept.index import HistoryIndex
from builder.read.git.kept.index_file import guard_file, index_file
from builder.read.git.keys.keyring import Keyring
from builder.read.git.moment import day_of, open_zone
from builder.read.git.past.history import read_history, tell_history
from builder.read.git.past.story import Story, begin_story
from builder.read.git.past.telling import NotOnLineError, carry_story

if TYPE_CHECKING:
    from builder.read.git.view import Repository, View


@dataclass(frozen=True)
class Shelf:
    """Where histories are kept on this computer, and which branch is watched.

    Attributes:
        directory: Of all that is kept.
        branch: The company's, as records/company.yaml names it; only compared with names, never given to git.
    """

    directory: Path
    branch: str


def read_kept_history(
    repository: Repository, commit: str, *, time_zone: str, shelf: Shelf, verifier: Keyring | None = None
) -> History:
    """The same as `read_history`, sooner, and with what this computer noticed about the branch.

    What is kept is the story of the company's branch. Another commit is read on from there if it goes on from there, else by itself;
    looking at it changes nothing that is kept.

    Args:
        repository: Opened.
        commit: A full id, from `Repository.resolve`.
        time_zone: IANA name; all days are days there.
        shelf: Where.
        verifier: Whose keys count instead of those in the repository.

    Raises:
        BuilderError: An object is missing or damaged, or the time zone doesn't exist.
    """
    name, tip = find_tip(repository, shelf.branch)
    if not tip:
        return read_history(repository, commit, time_zone=time_zone, verifier=verifier)
    file = index_file(shelf.directory, repository.common_dir)
    index = HistoryIndex(file, time_zone=time_zone, verifier=verifier)
    fresh = begin_story(open_zone(time_zone), verifier)
    story = _carry(index.load(), fresh, repository.view, tip, index)
    watch = watch_branch(guard_file(file), repository, shelf.branch, name, tip)
    if commit != tip:
        story = _carry_aside(story, begin_story(open_zone(time_zone), verifier), repository.view, commit)
    history = tell_history(repository, story, verifier)
    crossed = tuple(_tell(crossing, history, story.zone) for crossing in watch.crossings)
    return replace(history, rewritings=watch.rewritings, oddities=(*history.oddities, *crossed))


def _carry(kept: Story, fresh: Story, view: View, tip: str, index: HistoryIndex) -> Story:
    """The story of the branch to its tip, kept for the next time."""
    if kept.tip == tip:
        return kept
    try:
        carry_story(kept, view, tip)
        index.save(kept)
        return kept
    except NotOnLineError:
        pass
    except BuilderError:
        # The commit it ended with may be gone; if something else is wrong, reading everything says so.
        if not kept.tip:
            raise
    carry_story(fresh, view, tip)
    index.forget()
    index.save(fresh)
    return fresh


def _carry_aside(story: Story, fresh: Story, view: View, commit: str) -> Story:
    """The story of another commit, which is not kept."""
    try:
        carry_story(story, view, commit)
        return story
    except NotOnLineError:
        carry_story(fresh, view, commit)
        return fresh


def _tell(crossing: Crossing, history: History, zone: tzinfo) -> Oddity:
    """A crossing as an oddity; by the day of the commit with which it was noticed, if that is still there."""
    seen = history.by_id.get(crossing.new_tip)
    arrival = history.by_id.get(seen.arrival) if seen else None
    day = day_of(arrival.committed, zone) if arrival else history.entered_on
    detail = (
        f"When this computer saw the branch before, it ended with {crossing.old_tip[:10]}. That commit is still in it, but since "
        f"{crossing.new_tip[:10]} on a side that was merged: a branch was merged the wrong way round (often by `git pull`), and later "
        "days of entry than before are now given for what had come in."
    )
    return Oddity(OddityKind.CROSSED, crossing.new_tip, day, 1, detail)
