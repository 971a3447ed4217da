"""The repository shows other content than its history holds."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fault import faults_named
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("HIS006", Severity.ERROR)
def replaced_objects(snapshot: Snapshot) -> Iterator[Problem]:
    """The repository shows other content than its history holds.

    ## Why

    Git can replace a commit by another one when it shows it (`git replace`, grafts), without changing any id. What you see is then not what the ids prove. Muster reads the real objects and says so.

    ## Example: fails

    The repository holds `refs/replace/4b825dc642cb6eb9a060e54bf8d69288fbee4904`.

    ## Example: passes

    The repository holds no replacements.

    ## What to do

    Find out who made the replacement and why (`git replace --list`), and delete it: `git replace --delete ID`.

    ## Source

    git-replace(1); gitglossary(7), grafts.
    """
    yield from faults_named(snapshot, "replaced-objects")
