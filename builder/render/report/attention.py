"""What needs attention today, as one screenful: at most 24 lines of 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from builder.measure.attention import AHEAD, Attention, choose_next_step
from builder.measure.due import DueItem
from builder.model.day import write_day
from builder.model.snapshot import Snapshot
from builder.model.wording import counted, visible
from builder.render.report.clock import describe_deadline
from builder.render.report.text import name_contractors

WIDTH = 79
"""Characters of a line; one column stays free, because a full line makes some terminals begin another."""

_ERRORS = 3
_ROWS = 4
_ROWS_BESIDE_ERRORS = 2


def write_attention(attention: Attention, snapshot: Snapshot) -> str:
    """Errors with their places, what is overdue and due, what isn't saved or filed yet, the COR clock, and what to do next."""
    rows = _ROWS_BESIDE_ERRORS if attention.errors else _ROWS
    lines = [_cut(f"{visible(attention.company) or 'Your program'}, {write_day(attention.day)}"), ""]
    lines += _errors(attention)
    lines += _due("Overdue", attention.overdue, rows, snapshot)
    lines += _due(f"Due within {AHEAD} days", attention.coming, rows, snapshot)
    if attention.gaps:
        lines.append(f"Gaps in the program: {attention.gaps}")
    lines += _waiting(attention)
    lines += _clock(attention)
    step = choose_next_step(attention)
    lines += ["", *textwrap.wrap(f"What to do next: {step.why}.", WIDTH)]
    if step.command:
        lines.append(f"  {step.command}")
    return "\n".join(lines) + "\n"


def _errors(attention: Attention) -> Iterator[str]:
    errors = attention.errors
    if not errors:
        yield "No errors: every file can be relied on."
        return
    more = f"; the first {_ERRORS}" if len(errors) > _ERRORS else ""
    yield f"Errors, files that can't be relied on: {len(errors)}{more}"
    for finding in errors[:_ERRORS]:
        yield _cut(f"  {finding.place}")
        yield _cut(f"    {finding.message}")


def _due(title: str, items: Sequence[DueItem], rows: int, snapshot: Snapshot) -> Iterator[str]:
    if not items:
        return
    more = f"; the first {rows}" if len(items) > rows else ""
    yield f"{title}: {len(items)}{more}"
    for item in items[:rows]:
        what = name_contractors(item.what, snapshot)
        yield _cut(f"  {item.day}  {visible(what)}")


def _waiting(attention: Attention) -> Iterator[str]:
    """What is on this computer and in no record or history yet."""
    if attention.is_new:
        yield "Nothing is saved yet."
    elif attention.unsaved:
        yield f"{counted(attention.unsaved, 'file')} changed since you last saved."
    if attention.set_aside:
        yield f"{counted(attention.set_aside, 'change')} set aside, because somebody else had changed the same."
    if attention.papers:
        verb = "waits" if attention.papers == 1 else "wait"
        yield f"{counted(attention.papers, 'paper')} {verb} in inbox/."


def _clock(attention: Attention) -> Iterator[str]:
    cycle = attention.cycle
    if cycle is None:
        return
    coming = cycle.next_deadline
    text = describe_deadline(coming, cycle) if coming else "no deadline ahead"
    yield from textwrap.wrap(
        f"{cycle.scheme} clock: {visible(text)}", WIDTH, subsequent_indent="  ", max_lines=2, placeholder=" …"
    )


def _cut(line: str) -> str:
    line = visible(line)
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1].rstrip()}…"
