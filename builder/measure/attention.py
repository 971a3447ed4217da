"""What needs attention today, out of everything that is found and due: what `muster` alone shows, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from builder.measure.cycle.life_cycle import measure_life_cycle
from builder.measure.due import DueItem, measure_due
from builder.model.cycle import Cycle
from builder.model.finding import Finding, Severity
from builder.model.snapshot import Snapshot

AHEAD = 14
"""Days looked ahead: what comes later is the business of `muster due`."""


@dataclass(frozen=True)
class Attention:
    """The state of a program on a day, for somebody who has a minute.

    Attributes:
        company: Its name; empty where it isn't known.
        day: The day.
        errors: Findings that a file can't be relied on, by place.
        mendable: How many of them `muster fix` mends.
        gaps: How many holes the program has.
        overdue, coming: What had to be done before the day, and what has to be done in the next `AHEAD` days; by day.
        unsaved: How many files differ from what was last saved; None where that isn't known.
        is_new: Whether nothing was saved yet.
        papers: Files that wait in the inbox.
        set_aside: Changes that were set aside because somebody else had changed the same.
        documents: How many documents there are.
        cycle: Where the certificate stands; None for a program without a company.
    """

    company: str
    day: date
    errors: tuple[Finding, ...] = ()
    mendable: int = 0
    gaps: int = 0
    overdue: tuple[DueItem, ...] = ()
    coming: tuple[DueItem, ...] = ()
    unsaved: int | None = None
    is_new: bool = False
    papers: int = 0
    set_aside: int = 0
    documents: int = 0
    cycle: Cycle | None = None


@dataclass(frozen=True)
class NextStep:
    """The one thing to do next.

    Attributes:
        why: In words, as one sentence without its full stop.
        command: What to type; empty where nothing is to be done.
    """

    why: str
    command: str = ""


def measure_attention(
    snapshot: Snapshot, findings: Sequence[Finding], *, papers: int = 0, set_aside: int = 0, is_new: bool = False
) -> Attention:
    """What needs attention.

    Args:
        snapshot: The program as of the day.
        findings: Everything that was found in it.
        papers: Files that wait in the inbox.
        set_aside: Changes that were set aside.
        is_new: Whether nothing was saved yet.
    """
    errors = tuple(finding for finding in findings if finding.severity is Severity.ERROR)
    due = measure_due(snapshot, AHEAD)
    tree = snapshot.work_tree
    company = snapshot.program.company
    return Attention(
        company=company.value.name or "" if company else "",
        day=snapshot.as_of,
        errors=errors,
        mendable=sum(finding.mendable for finding in errors),
        gaps=sum(finding.severity is Severity.GAP for finding in findings),
        overdue=tuple(item for item in due if item.is_overdue),
        coming=tuple(item for item in due if not item.is_overdue),
        unsaved=len(tree.changed) + len(tree.added) + len(tree.removed) if tree else None,
        is_new=is_new,
        papers=papers,
        set_aside=set_aside,
        documents=len(snapshot.program.policies),
        cycle=measure_life_cycle(snapshot),
    )


def choose_next_step(attention: Attention) -> NextStep:
    """The first of these that there is: a wrong file, unsaved work, what was set aside, paper that waits, something due, a hole."""
    if attention.errors and attention.mendable:
        return NextStep("Some of the errors can be mended for you; look at what would change", "muster fix")
    if attention.errors:
        return NextStep("Read what is wrong and what to do about it", "muster check")
    if attention.is_new:
        return NextStep("Keep what you have so far; from then on each change has its day", "muster save")
    if attention.unsaved:
        return NextStep("Save your work", "muster save")
    if attention.set_aside:
        return NextStep("Bring back what was set aside, and decide between the two", "muster save --bring-back")
    if attention.papers:
        return NextStep("File the papers that wait", "muster import inbox")
    if attention.overdue or attention.coming:
        return NextStep("See what is due, by when and why", "muster due")
    if attention.gaps:
        return NextStep("See what is still missing", "muster check")
    return NextStep("Nothing has to be done today")
