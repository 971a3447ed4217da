"""The history guard: where the company's branch ended when this computer saw it last, and whether it still holds that.

Commits can't be changed, but a branch can be made to hold others in their place. Whoever saw it before can tell. What was noticed stays
until somebody says that it is known (`muster history --forget`); it is kept apart from the index, so that a new version of this program,
or a damaged index, forgets nothing.
"""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.model.error import BuilderError
from builder.model.history import Rewriting
from builder.read.git.kept.index_file import guard_file
from builder.read.git.past.change_log import read_change_log

if TYPE_CHECKING:
    from builder.read.git.view import Repository, View

_FORM = 1
PATHS = 500
"""Files that are named of those that were lost."""


@dataclass(frozen=True)
class Crossing:
    """A merge that made another branch the company's line: all is still there, but other commits than before say when it entered.

    Attributes:
        old_tip, new_tip: The commits the branch ended with, before and when it was noticed.
    """

    old_tip: str
    new_tip: str


@dataclass(frozen=True)
class Watch:
    """What is remembered of one branch.

    Attributes:
        tip: What it ended with; empty if it was never seen.
        rewritings, crossings: What was noticed, oldest first.
    """

    tip: str = ""
    rewritings: tuple[Rewriting, ...] = ()
    crossings: tuple[Crossing, ...] = ()

    @property
    def noticed(self) -> int:
        """How much was noticed."""
        return len(self.rewritings) + len(self.crossings)


def find_tip(repository: Repository, branch: str) -> tuple[str, str]:
    """The name by which a branch is watched, and the commit it ends with: here, else as this copy was made; empty if it is nowhere."""
    refs = dict(repository.list_refs())
    for prefix in ("", "origin/"):
        tip = refs.get(f"refs/remotes/{prefix}{branch}" if prefix else f"refs/heads/{branch}")
        if tip:
            return f"{prefix}{branch}", tip
    return branch, ""


def watch_branch(file: Path, repository: Repository, branch: str, name: str, tip: str) -> Watch:
    """What is known of a branch, now that it ends with `tip`; remembered for the next time where that is possible.

    Args:
        file: From `guard_file`.
        repository: Opened.
        branch: As records/company.yaml names it.
        name: By which it is watched, from `find_tip`.
        tip: Its newest commit, likewise.
    """
    watches = _load(file)
    known = watches.get(name, Watch())
    if known.tip == tip:
        return known
    found = replace(_compare(repository.view, name, known, tip), tip=tip) if known.tip else replace(known, tip=tip)
    if found.noticed > known.noticed and find_tip(repository, branch) != (name, tip):
        # The branch went on while we read, and another run has seen that already: for it, we are the ones who look at the past.
        return known
    _save(file, {**watches, name: found})
    return found


def follow_branch(file: Path, view: View, branch: str, old: str, new: str) -> None:
    """Take as known that a branch goes on from one commit to another, where Muster itself put the two together.

    What was saved here and not shared yet arrives on the shared line only now; that is no secret, and nothing to be told as odd.

    Args:
        file: From `guard_file`.
        view: Of the repository.
        branch: By which it is watched.
        old: What it ended with.
        new: What it ends with now, which holds all of the old.
    """
    watches = _load(file)
    known = watches.get(branch)
    if known is not None and known.tip and not _is_lost(view, known.tip, old):
        _save(file, {**watches, branch: replace(known, tip=new)})


def _is_lost(view: View, tip: str, newer: str) -> bool:
    try:
        return bool(view.require("rev-list", "--max-count=1", tip, f"^{newer}", "--").strip())
    except BuilderError:
        return True


def forget_rewritings(index: Path) -> int:
    """Take what was noticed as known; gives back how many rewritings and crossings that were.

    Args:
        index: From `index_file`.
    """
    file = guard_file(index)
    watches = _load(file)
    count = sum(watch.noticed for watch in watches.values())
    if count:
        _save(file, {branch: Watch(watch.tip) for branch, watch in watches.items()})
    return count


def _compare(view: View, branch: str, known: Watch, tip: str) -> Watch:
    """What is known, with what has become of the branch since."""
    old = known.tip
    try:
        lost = [line.decode("ascii") for line in view.require("rev-list", old, f"^{tip}", "--").split()]
    except BuilderError:
        # Thrown away after the branch left it, or never fetched into this copy.
        rewriting = Rewriting(branch, old, tip, None, ())
        return replace(known, rewritings=(*known.rewritings, rewriting))
    if lost:
        gone = {
            change.path
            for logged in read_change_log(view, old, tip).values()
            for change in logged.changes
            if change.kind == "A"
        }
        rewriting = Rewriting(branch, old, tip, len(lost), tuple(sorted(gone)[:PATHS]))
        return replace(known, rewritings=(*known.rewritings, rewriting))
    newer = view.require("rev-list", "--first-parent", "--parents", tip, f"^{old}", "--").split(b"\n")
    oldest = [line.split() for line in newer if line][-1]
    if len(oldest) > 1 and oldest[1].decode("ascii") == old:
        return known
    return replace(known, crossings=(*known.crossings, Crossing(old, tip)))


def _load(file: Path) -> dict[str, Watch]:
    try:
        kept: dict[str, Any] = json.loads(file.read_bytes())
        if kept["form"] != _FORM:
            return {}
        return {
            branch: Watch(
                _id(watch["tip"]),
                tuple(
                    Rewriting(branch, _id(old), _id(new), lost if lost is None else int(lost), tuple(map(str, paths)))
                    for old, new, lost, paths in watch["rewritings"]
                ),
                tuple(Crossing(_id(old), _id(new)) for old, new in watch["crossings"]),
            )
            for branch, watch in kept["branches"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _id(text: Any) -> str:
    """A full id: what is handed to git is looked at, wherever it comes from.

    Raises:
        ValueError: It is none.
    """
    if not isinstance(text, str) or len(bytes.fromhex(text)) != 20 or not text.isalnum():
        raise ValueError(text)
    return text


def _save(file: Path, watches: dict[str, Watch]) -> None:
    """Put the memory in place at once; a full or read-only disk is no reason to stop."""
    branches = {
        branch: {
            "tip": watch.tip,
            "rewritings": [[each.old_tip, each.new_tip, each.lost, each.paths] for each in watch.rewritings],
            "crossings": [[each.old_tip, each.new_tip] for each in watch.crossings],
        }
        for branch, watch in sorted(watches.items())
    }
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=file.parent, delete=False, encoding="ascii", newline="\n") as aside:
            json.dump({"form": _FORM, "branches": branches}, aside)
        Path(aside.name).replace(file)
