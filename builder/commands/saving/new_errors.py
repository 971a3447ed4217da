"""The errors that came in since the last save: only they stop the next one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from builder.checks.run import check
from builder.commands.choice import Choice
from builder.commands.prepare import prepare
from builder.model.cache import Cache
from builder.model.finding import Finding, Severity
from builder.model.snapshot import Snapshot
from builder.write.renumber import Renumbering, renumber_text


def list_errors(snapshot: Snapshot) -> tuple[Finding, ...]:
    """The errors of a program."""
    return tuple(finding for finding in check(snapshot) if finding.severity is Severity.ERROR)


def list_errors_of(choice: Choice, commit: str, cache: Cache) -> tuple[Finding, ...]:
    """The errors of a commit; none where there is no program in it yet."""
    if not commit:
        return ()
    with prepare(replace(choice, commit=commit), cache=cache) as prepared:
        return list_errors(prepared.snapshot)


def only_new(errors: Sequence[Finding], before: Sequence[Finding]) -> tuple[Finding, ...]:
    """The errors that were not there before. A line that only moved within its file is the same error."""
    known = Counter(map(_mark, before))
    found = []
    for error in errors:
        mark = _mark(error)
        if known[mark] > 0:
            known[mark] -= 1
        else:
            found.append(error)
    return tuple(found)


def renamed(errors: Sequence[Finding], renumbering: Renumbering) -> tuple[Finding, ...]:
    """The errors as they are told where ours has other numbers."""
    return tuple(
        replace(
            error,
            place=replace(error.place, path=renumbering.paths.get(error.place.path, error.place.path)),
            message=renumber_text(error.message, renumbering, error.place.path),
        )
        for error in errors
    )


def _mark(error: Finding) -> tuple[str, str, str]:
    return error.code, error.place.path, error.message
