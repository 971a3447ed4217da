"""`muster` alone: what needs attention today, or how to begin where there is no program."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from builder.commands.choice import Choice
from builder.commands.program_folder import INBOX, SET_ASIDE, find_program, nearest_program
from builder.commands.quick_check import answer_quickly
from builder.model.cache import Cache
from builder.model.error import BuilderError
from builder.read.memory import Memory

_DEEPEST = 20

_BEGINNING = (
    "There is no health and safety program in this folder. Go to yours, or begin:",
    "  muster init our-safety    asks who you are, and starts your own program",
    "  muster demo ridgeline     a sample company to look at; muster -h lists all",
)


def show_attention(choice: Choice, *, cache: Cache, say: Callable[[str], None]) -> int:
    """Prints the screenful; always gives back 0, because being told is no failure.

    Args:
        choice: The folder and the day.
        cache: Where what was read is kept for the next time.
        say: Prints a text.

    Raises:
        BuilderError: There is a program, and it can't be read.
    """
    if choice.repo.is_dir() and nearest_program(choice.repo) is None:
        for line in _BEGINNING:
            say(line)
        return 0
    root = find_program(choice.repo)
    papers, set_aside = _count_papers(root / INBOX), _count_set_aside(root / SET_ASIDE)

    def work(memory: Memory | None, say: Callable[[str], None]) -> tuple[int, Path | None]:
        return _look(choice, papers, set_aside, cache, memory, say)

    return answer_quickly(choice, work, name="attention", question=f"{papers} {set_aside}", cache=cache, say=say)


def _look(
    choice: Choice, papers: int, set_aside: int, cache: Cache, memory: Memory | None, say: Callable[[str], None]
) -> tuple[int, Path | None]:
    # Imported late: models, rules and git take half a second, and an unchanged program needs none of them.
    from builder.checks.run import check
    from builder.commands.prepare import NO_COMMIT, NO_REPOSITORY, prepare
    from builder.measure.attention import measure_attention
    from builder.render.report.attention import write_attention

    try:
        with prepare(choice, cache=cache, memory=memory) as prepared:
            snapshot, root = prepared.snapshot, prepared.root
    except BuilderError as error:
        raise BuilderError(error.message, f"{error.cure} `muster doctor` looks at the whole set-up.".strip()) from None
    is_new = snapshot.history_note in (NO_COMMIT, NO_REPOSITORY)
    findings = check(snapshot)
    attention = measure_attention(snapshot, findings, papers=papers, set_aside=set_aside, is_new=is_new)
    say(write_attention(attention, snapshot).rstrip("\n"))
    return 0, root


def _count_papers(inbox: Path) -> int:
    """Files that `muster import inbox` would look at."""
    if inbox.is_symlink() or not inbox.is_dir():
        return 0
    # Imported late: what reads scans takes a third of a second, and most days nothing waits.
    from builder.commands.inbox_folder import MOST_FILES, list_files

    try:
        return len(list_files(inbox))
    except BuilderError:
        return MOST_FILES


def _count_set_aside(folder: Path, depth: int = 0) -> int:
    """Files in a folder and in its folders; those that begin with a point are Muster's own."""
    if depth > _DEEPEST or folder.is_symlink() or not folder.is_dir():
        return 0
    count = 0
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                count += _count_set_aside(folder / entry.name, depth + 1)
            elif not entry.name.startswith("."):
                count += 1
    return count
