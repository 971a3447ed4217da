"""The branch as a line of arrivals: every commit belongs to the first-parent commit with which it came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from builder.model.error import BuilderError
from builder.read.git.past.change_log import Logged


class Arrival(NamedTuple):
    """A first-parent commit and what came with it.

    Attributes:
        commit: Its id.
        merged: Ids of the other commits that came with it, parents before children; empty unless it is a merge.
    """

    commit: str
    merged: tuple[str, ...]


def find_line(log: Mapping[str, Logged], tip: str) -> list[str]:
    """Ids along the first parents, oldest first, as far back as the log goes."""
    line = []
    commit = tip
    while (logged := log.get(commit)) is not None:
        line.append(commit)
        if not logged.parents:
            break
        commit = logged.parents[0]
    line.reverse()
    return line


def find_arrivals(log: Mapping[str, Logged], line: list[str]) -> Iterator[Arrival]:
    """What came with each commit of the line, oldest first.

    Args:
        log: The commits concerned; whatever isn't in it came earlier.
        line: From `find_line`.

    Raises:
        BuilderError: The log has commits that don't lead to the line, which git never gives.
    """
    seen: set[str] = set()
    for commit in line:
        seen.add(commit)
        parents = log[commit].parents
        merged = _find_merged(log, parents[1:], seen) if len(parents) > 1 else ()
        yield Arrival(commit, merged)
    if len(seen) != len(log):
        raise BuilderError(
            "Git's list of commits doesn't hang together.",
            "Run `git fsck` in the repository; if it reports no damage, please report this as a bug.",
        )


def _find_merged(log: Mapping[str, Logged], parents: tuple[str, ...], seen: set[str]) -> tuple[str, ...]:
    """Ids of the commits above those parents that were not seen before; they are added to `seen`."""
    ordered: list[str] = []
    pending = [(parent, False) for parent in reversed(parents)]
    while pending:
        commit, parents_done = pending.pop()
        if parents_done:
            ordered.append(commit)
        elif commit in log and commit not in seen:
            seen.add(commit)
            pending.append((commit, True))
            pending.extend((parent, False) for parent in reversed(log[commit].parents))
    return tuple(ordered)
