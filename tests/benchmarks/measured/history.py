"""The history of every file (design: numbers to reach): the bare pass, with ids and days, a few weeks later, and its memory."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.child import cost_of
from tests.benchmarks.commits import Commits, add_commits
from tests.benchmarks.table import Row

COUNTED = "commits"
LONG = 100_000
"""Commits from which 70 new ones are held against a bar; a first build of 2,000 takes no longer than opening the repository ten times."""
OURS = ("read", "build", "70 new", "nothing new", "looked at")
"""The pieces of work whose memory is ours and not a floor's."""


class Work(NamedTuple):
    """What one piece of work took: seconds of CPU, and MiB of its own process."""

    cpu: float
    memory: float


def measure(commits: Commits, work: Path, runs: int) -> list[Row]:
    """The rows of this measurement; everything takes turns, and the least of all runs counts.

    Args:
        commits: The repository; 70 commits are added to it.
        work: A folder for what is kept between runs.
        runs: How often.
    """
    later = add_commits(commits)
    rounds = [dict(_round(commits, later, work / "kept")) for _ in range(runs)]
    least = {name: Work(*map(min, zip(*(each[name] for each in rounds), strict=True))) for name in rounds[0]}
    bare, tip, every = (least[name].cpu for name in ("list", "list-and-parse", "list-and-parse-all"))
    full, build = least["read"].cpu, least["build"].cpu
    is_long = commits.commits >= LONG
    return [
        Row("floor: git log --raw -z -M", bare),
        Row("history: the bare pass", least["pass"].cpu, bare, "floor", 2),
        Row("floor: that + CSafeLoader", tip),
        Row("history: with ids and lags", full, tip, "floor", 2),
        Row("floor: + every revision", every),
        Row("the same against that", full, every, "floor of all revisions"),
        Row("history: first build", build, tip, "floor"),
        Row("history: 70 new commits", least["70 new"].cpu, build, "first build", 0.05 if is_long else None),
        Row("history: nothing new", least["nothing new"].cpu, build, "first build"),
        Row("the same, all looked at", least["looked at"].cpu, build, "first build"),
        Row("history: memory", max(least[name].memory for name in OURS), bar=250, unit="MiB"),
    ]


def _round(commits: Commits, later: Commits, shelf: Path) -> Iterator[tuple[str, Work]]:
    for what in ("list", "pass", "list-and-parse", "list-and-parse-all", "read"):
        yield what, _work(what, commits)
    shutil.rmtree(shelf, ignore_errors=True)
    # What is kept is the story of the branch, so the branch has to end where the work does.
    _set_branch(commits)
    yield "build", _work("kept", commits, shelf)
    _set_branch(later)
    yield "70 new", _work("kept", later, shelf)
    yield "nothing new", _work("kept", later, shelf)
    yield "looked at", _work("kept-and-looked-at", later, shelf)


def _set_branch(commits: Commits) -> None:
    subprocess.run(["git", "-C", str(commits.root), "update-ref", "refs/heads/main", commits.tip], check=True)


def _work(what: str, commits: Commits, *more: Path) -> Work:
    program = (sys.executable, "-m", "tests.benchmarks.work_on_history")
    cpu, memory = cost_of([*program, what, commits.root, commits.tip, *more]).said.split()
    return Work(float(cpu), float(memory))
