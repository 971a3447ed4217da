"""The program as of one day, with everything measured on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from builder.measure.answers.coverage import measure_coverage
from builder.measure.approvals.approval import measure_approvals
from builder.measure.promises.expected import measure_expected
from builder.model.day import add_months
from builder.model.history import History
from builder.model.law import NO_LAW, Law
from builder.model.program import Program
from builder.model.snapshot import Snapshot, Window, WorkTree
from builder.model.standard import Standard


def take_snapshot(
    program: Program,
    standard: Standard,
    *,
    as_of: date,
    window: Window | None = None,
    history: History | None = None,
    history_note: str = "",
    work_tree: WorkTree | None = None,
    law: Law = NO_LAW,
) -> Snapshot:
    """The program as it stood on a day.

    Records dated later are left out and counted; the files stay listed, so that a link to one of them is not taken for a mistake.

    Args:
        program: What was read.
        standard: What it is held against.
        as_of: The day on which everything is judged.
        window: The days whose events count; the twelve months that end on `as_of` when left out.
        history: What git says; None with a reason in `history_note` when it was not examined.
        history_note: Why the history was not examined.
        work_tree: Differences between disk and commit; None when not examined.
        law: The law it is held against; none, and no rule about it finds anything, when left out.
    """
    window = window or twelve_months_to(as_of)
    kept = tuple(stored for stored in program.records if stored.value.date <= as_of)
    left_out = len(program.records) - len(kept)
    if left_out:
        program = replace(program, records=kept)
    if history is not None and history.stamps:
        history = replace(
            history, stamps=tuple(each for each in history.stamps if each.day is None or each.day <= as_of)
        )
    expected = measure_expected(program, window, as_of, history)
    return Snapshot(
        program=program,
        standard=standard,
        as_of=as_of,
        window=window,
        left_out=left_out,
        expected=expected,
        coverage=measure_coverage(program, standard, expected, window=window, as_of=as_of, history=history),
        history=history,
        history_note=history_note,
        work_tree=work_tree,
        names=MappingProxyType(name_everything(program)),
        law=law,
        approvals=measure_approvals(program, history, as_of),
    )


def twelve_months_to(day: date) -> Window:
    """The twelve months that end on a day."""
    return Window(add_months(day, -12) + timedelta(days=1), day)


def name_everything(program: Program) -> dict[str, str]:
    """Names of people, sites, crews, positions, assets, contractors and documents by id."""
    names = {id: stored.value.name for id, stored in program.people.items()}
    for id, site in program.sites.items():
        names[id] = site.value.name
        names.update((crew.id, crew.name) for crew in site.value.crews)
    names.update((id, stored.value.title) for id, stored in program.positions.items())
    names.update((id, stored.value.name) for id, stored in program.assets.items())
    names.update((id, stored.value.name) for id, stored in program.contractors.items())
    names.update((stored.value.id, stored.value.title) for stored in program.policies)
    return names
