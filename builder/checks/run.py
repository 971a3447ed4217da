"""Runs all rules over a snapshot: findings stamped, sorted, without doubles and without noise."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import Rule, list_rules
from builder.model.finding import Finding, Severity
from builder.model.snapshot import Snapshot
from builder.model.wording import visible

_QUIET_FAMILIES = ("LNK", "COV")


def check(snapshot: Snapshot) -> tuple[Finding, ...]:
    """Every finding in a snapshot, sorted by place, then code.

    What a file's own faults already explain is left out: a record that can't be read gets no findings about its links or coverage.
    """
    found = {finding for rule in list_rules() for finding in apply(rule, snapshot)}
    broken = {
        finding.place.path
        for finding in found
        if finding.severity is Severity.ERROR and finding.code.startswith(("REC", "POL"))
    } & set(snapshot.program.unreadable)
    return tuple(
        sorted(
            finding
            for finding in found
            if not (finding.code.startswith(_QUIET_FAMILIES) and finding.place.path in broken)
        )
    )


def apply(rule: Rule, snapshot: Snapshot) -> Iterator[Finding]:
    """The findings of one rule, with its code, name and severity."""
    for problem in rule.find(snapshot):
        yield Finding(
            place=problem.place,
            code=rule.code,
            name=rule.name,
            severity=rule.severity,
            message=visible(problem.message),
            fix=visible(problem.fix),
            about=problem.about,
            mendable=problem.mendable,
        )
