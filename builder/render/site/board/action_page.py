"""The action register: how old what is open is, and for everything found the way from finding to proof. Office edition only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from builder.measure.follow_up.actions import AGES, Action, ActionState, measure_actions
from builder.measure.follow_up.deficiency import Deficiency, DeficiencyState, measure_deficiencies
from builder.measure.follow_up.recurrence import ALIKE, WITHIN_MONTHS, Recurrence, find_recurrences
from builder.render.site.manual import Here, Manual
from builder.render.site.markup import NOTHING, chip, iso, lines, unbroken
from builder.render.site.page import Page
from builder.render.site.registers.table import Table, TableRow

STATE_LOOK = {
    ActionState.OPEN: ("none", "●", "Open"),
    ActionState.OVERDUE: ("bad", "✖", "Overdue"),
    ActionState.CLOSED: ("ok", "✔", "Closed"),
    ActionState.CLOSED_LATE: ("part", "◐", "Closed late"),
}
"""Look, symbol and words of a corrective action's state."""

CHAIN_LOOK = {
    DeficiencyState.NO_ACTION: ("bad", "✖", "No action"),
    DeficiencyState.OVERDUE: ("bad", "✖", "Overdue"),
    DeficiencyState.OPEN: ("none", "●", "Open"),
    DeficiencyState.CLOSED: ("part", "◐", "Closed, not verified"),
    DeficiencyState.SETTLED: ("ok", "✔", "Put right"),
    DeficiencyState.VERIFIED: ("ok", "✔", "Verified"),
}
"""Look, symbol and words of how far a deficiency has come; the order in which they are listed."""


def action_pages(manual: Manual) -> Iterator[Page]:
    """The action register, where the edition has one."""
    if not manual.is_office:
        return
    here = manual.here("actions.md")
    as_of = manual.snapshot.as_of
    actions = measure_actions(manual.snapshot.program, as_of)
    found = measure_deficiencies(manual.snapshot.program, as_of)
    still_open = [action for action in actions if action.closed_on is None]
    closed = sorted(
        (action for action in reversed(actions) if action.closed_on), key=lambda each: str(each.closed_on), reverse=True
    )
    head = (
        here.w["id"],
        here.w["what"],
        here.w["priority"],
        here.w["owner"],
        here.w["due_on"],
        here.w["status"],
        here.w["age"],
        "From",
    )
    tables = [
        Table(
            here.w["actions_open"],
            head,
            tuple(_row(here, each) for each in still_open),
            f"{here.w['actions_open']} ({len(still_open)})",
            none=here.w["actions_none"],
            wide=(1,),
        ),
        _ageing(here, still_open),
        _returned(here, find_recurrences(found)),
        _chain(here, found),
        Table(
            here.w["actions_closed"],
            head,
            tuple(_row(here, each) for each in closed),
            f"{here.w['actions_closed']} ({len(closed)})",
            wide=(1,),
        ),
    ]
    markdown = manual.render("tables.html.j2", here.path, trail=(), intro=_intro(found), tables=tables)
    yield Page(here.path, here.w["actions"], markdown, hide=("toc",))


def _intro(found: Sequence[Deficiency]) -> str:
    counts = {state: sum(each.state is state for each in found) for state in CHAIN_LOOK}
    verified = counts[DeficiencyState.VERIFIED]
    return (
        f"Deficiencies found: {len(found)}. Put right without an action: {counts[DeficiencyState.SETTLED]}. With a corrective action: "
        f"{sum(each.action is not None for each in found)}, of which closed {counts[DeficiencyState.CLOSED] + verified} and verified "
        f"{verified}. Still without an action: {counts[DeficiencyState.NO_ACTION]}. All are listed under “From finding to proof”."
    )


def _ageing(here: Here, still_open: Sequence[Action]) -> Table:
    rows = []
    for number, (label, first, last) in enumerate(AGES):
        aged = [action for action in still_open if first <= action.age <= last]
        late = sum(action.state is ActionState.OVERDUE for action in aged)
        rows.append(TableRow((label, len(aged), late, here.refs(action.id for action in aged)), f"age-{number}"))
    head = ("Open for", "Actions", "Overdue", "Which")
    return Table("Open actions by age", head, tuple(rows), "How long the open ones have been open", numbers=(1, 2))


def _returned(here: Here, recurrences: Sequence[Recurrence]) -> Table:
    rows = tuple(
        TableRow(
            (
                iso(each.again.found_on),
                _source(here, each.again),
                each.again.text,
                here.ref(each.again.asset or each.again.site),
                _source(here, each.before),
                each.before.text,
                iso(each.before.closed_on),
            )
        )
        for each in recurrences
    )
    note = (
        f"Found again within {WITHIN_MONTHS} months after a deficiency like it was closed at the same site, or on the same equipment. Alike "
        f"means that at least {ALIKE:.0%} of the telling words are the same; whether it is the same thing, a person judges."
    )
    head = ("Found again", "On", "What", "Where", "Before that", "What it said", "Closed")
    none = "Nothing that was closed has been found again."
    return Table("Deficiencies that came back", head, rows, f"Came back ({len(rows)})", note, none, wide=(2, 5))


def _chain(here: Here, found: Sequence[Deficiency]) -> Table:
    order = list(CHAIN_LOOK)
    ranked = sorted(found, key=lambda each: (order.index(each.state), -each.found_on.toordinal()))
    rows = tuple(
        TableRow(
            (
                chip(CHAIN_LOOK[each.state]),
                lines((iso(each.found_on), _source(here, each))),
                each.text,
                here.ref(each.asset or each.site),
                here.ref(each.action.id, each.action.id) if each.action else "",
                _proof(here, each),
            )
        )
        for each in ranked
    )
    head = (here.w["status"], "Found", "What was found", "Where", "Action", "Closed, and how one knows")
    note = (
        "From inspections, drills, audits, the committee's recommendations, hazard reports, and whatever minutes, investigations, tours and "
        "reviews raised an action for. A hazard put right on the spot needs none."
    )
    heading = f"From finding to proof ({len(rows)})"
    return Table("From finding to proof", head, rows, heading, note, "Nothing has been found.", wide=(2, 5))


def _proof(here: Here, each: Deficiency) -> Markup:
    """The day of closing, what shows it, and who verified it."""
    if each.closed_on is None:
        return NOTHING
    verifier = Markup("Verified by {}").format(here.ref(each.verifier)) if each.verifier else NOTHING
    return lines(part for part in (iso(each.closed_on), escape(each.evidence), verifier) if part)


def _source(here: Here, each: Deficiency) -> Markup:
    return here.ref(each.source.value.id, each.source.value.id)


def _row(here: Here, action: Action) -> TableRow:
    look = STATE_LOOK[action.state]
    late = f"{look[2]}, {action.overdue} days" if action.overdue else look[2]
    return TableRow(
        (
            here.ref(action.id, action.id),
            action.description or "",
            action.priority or "",
            here.ref(action.owner),
            iso(action.due),
            chip(look, late),
            unbroken(f"{action.age} days"),
            here.ref(action.source, action.source),
        )
    )
