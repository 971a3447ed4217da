"""What a save was about to do when it was interrupted, so that the next one carries on.

The note is written before anything that can be seen changes, and taken away when all of it has. Every step can be done twice.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace

from builder.commands.files import write_all
from builder.commands.saving.laying import lay
from builder.commands.saving.set_aside import set_aside
from builder.commands.saving.versions import Aside
from builder.model.error import BuilderError
from builder.read.git.saving.new_commit import match_list, move_branch
from builder.read.git.saving.opening import Desk

_NAME = "muster-save.json"
_ID = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True)
class Step:
    """The branch goes on from one commit to the next.

    Attributes:
        branch: Its name.
        old: What it ends with; empty for nothing.
        new: What it is to end with.
        lays: Whether the disk is to follow; it needn't where the commit was made from it.
        day: For the name of the folder in which things are set aside.
    """

    branch: str
    old: str
    new: str
    lays: bool
    day: str


def go_on(desk: Desk, step: Step, *, who: str) -> tuple[Desk, tuple[Aside, ...]]:
    """Take the step: the disk, the branch, git's list of files; gives back the desk at the new commit, and what had no place on the disk.

    Raises:
        BuilderError: Another program was quicker, or the disk doesn't take it.
    """
    file = desk.repository.git_dir / _NAME
    write_all({file: json.dumps(vars(step)).encode("ascii")})
    asides: tuple[Aside, ...] = ()
    try:
        if step.lays:
            asides = lay(desk, step.old, step.new)
            set_aside(desk.root, asides, step.new, step.day)
        if desk.head != step.new:
            move_branch(desk, step.branch, step.old, step.new, who=who)
    except BuilderError:
        file.unlink(missing_ok=True)
        raise
    match_list(desk, step.old, step.new)
    file.unlink(missing_ok=True)
    return replace(desk, head=step.new), asides


def carry_on(desk: Desk, *, who: str) -> Desk:
    """Finish what an interrupted save had begun; the desk as it is if there is nothing to finish."""
    file = desk.repository.git_dir / _NAME
    if file.is_symlink() or not file.is_file():
        return desk
    step = _read(file.read_bytes())
    if step is None or step.branch != desk.branch or desk.head not in (step.old, step.new):
        # Somebody went on with another program; what it says is long past.
        file.unlink()
        return desk
    if desk.head == step.old and not step.lays:
        # The commit of what is on disk, which is still there: it is made again.
        file.unlink()
        return desk
    return go_on(desk, step, who=who)[0]


def _read(data: bytes) -> Step | None:
    try:
        found = json.loads(data)
        branch, old, new, day = (str(found[name]) for name in ("branch", "old", "new", "day"))
        step = Step(branch, old, new, found["lays"] is True, day)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", step.day) or not _ID.fullmatch(step.new):
        return None
    return step if not step.old or _ID.fullmatch(step.old) else None
