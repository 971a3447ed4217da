"""The corrective-action register with its ageing: what is open, how long, and what was closed in time."""

from __future__ import annotations

from collections.abc import Sequence

from builder.measure.follow_up.actions import AGES, Action, ActionState, measure_actions
from builder.measure.follow_up.deficiency import Deficiency, DeficiencyState, evidence_of, measure_deficiencies
from builder.record_types import TYPES
from builder.render.pdf.chart import Bar, Portion, describe_bars, draw_bars, tabulate_bars
from builder.render.pdf.sections.register import Column, Row, lead, print_sample
from builder.render.pdf.sections.sample_words import sample_note
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.values import Cell, Piece
from builder.render.pdf.sections.view import View

ACTIONS = "corrective-action"
CHART = "open-actions-by-age.svg"
CHART_TITLE = "Open corrective actions by age"
STATE_WORDS = {
    ActionState.OPEN: "open, in time",
    ActionState.OVERDUE: "open, overdue",
    ActionState.CLOSED: "closed in time",
    ActionState.CLOSED_LATE: "closed late",
}
_COLUMNS = (
    Column("Id", "id"),
    Column("Found on, and what"),
    Column("What has to be done"),
    Column("Priority"),
    Column("Owner"),
    Column("Opened", "day"),
    Column("Due", "day"),
    Column("Closed", "day"),
    Column("Verified by, and how one knows", "told"),
    Column("Days open", "number"),
    Column("Days late", "number"),
    Column("State", "state"),
)


def make_actions(view: View) -> Section | None:
    """The register of corrective actions with the sample in full; None when there are none."""
    records = view.selection.registers.get(ACTIONS, ())
    if not records:
        return None
    chosen = {stored.value.id for stored in records}
    found = measure_actions(view.snapshot.program, view.snapshot.as_of)
    actions = [action for action in found if action.id in chosen]
    deficiencies = measure_deficiencies(view.snapshot.program, view.snapshot.as_of)
    by_action = {each.action.id: each for each in deficiencies if each.action}
    sample = view.selection.samples.get(ACTIONS, ())
    printed = print_sample(view, sample)
    title = TYPES[ACTIONS].PLURAL
    ages = _ages(actions)
    html = write_html(
        "actions",
        title=title,
        running=(title, "Register with ageing"),
        key=ACTIONS,
        name=title,
        lead=lead(view, records),
        rhythm=TYPES[ACTIONS].rhythm(),
        states=[(words, sum(each.state is state for each in actions)) for state, words in STATE_WORDS.items()],
        chain=chain_words(deficiencies),
        chart=CHART,
        chart_words=describe_bars(ages, CHART_TITLE),
        ages=tabulate_bars(ages, "Age"),
        columns=_COLUMNS,
        rows=[_row(view, action, by_action.get(action.id)) for action in actions],
        is_wide=True,
        note="Days open: to the day of closing, or to the as-of day. Verified by another person than the owner is better proof.",
        records=printed,
        sample_title=f"{title}: {'all' if len(sample) == len(records) else 'a sample'} in full",
        sample_note=sample_note(view, ACTIONS),
    )
    assets = {name: data for record in printed for name, data in record.assets.items()}
    assets[CHART] = draw_bars(ages, title=CHART_TITLE, width=420, label=130).encode()
    return Section(f"register-{ACTIONS}", title, "", html, f"register-{ACTIONS}", (), assets)


def chain_words(deficiencies: Sequence[Deficiency]) -> str:
    """The way from finding to proof, in numbers; the deficiencies with an action are the rows of the register."""
    counts = {state: sum(each.state is state for each in deficiencies) for state in DeficiencyState}
    with_action = sum(each.action is not None for each in deficiencies)
    verified = counts[DeficiencyState.VERIFIED]
    return (
        f"Deficiencies found: {len(deficiencies)}. Put right without an action: {counts[DeficiencyState.SETTLED]}. With a corrective action: "
        f"{with_action}, of which closed {counts[DeficiencyState.CLOSED] + verified} and verified {verified}. Still without an action: "
        f"{counts[DeficiencyState.NO_ACTION]}."
    )


def _row(view: View, action: Action, found: Deficiency | None) -> Row:
    how = evidence_of(action) if action.closed_on else ""
    verifier = view.naming.person(action.verified_by, ACTIONS) if action.verified_by else ""
    cells = (
        _found(view, action, found),
        _words(action.description),
        _words(action.priority),
        _words(view.naming.person(action.owner, ACTIONS) if action.owner else None),
        _words(action.opened.isoformat()),
        _words(action.due.isoformat() if action.due else None),
        _words(action.closed_on.isoformat() if action.closed_on else None),
        _words(": ".join(part for part in (verifier, how) if part)),
        _words(str(action.age)),
        _words(str(action.overdue) if action.overdue else "–"),
        _words(STATE_WORDS[action.state]),
    )
    anchor = f"record-{action.id}"
    if view.selection.is_sampled(action.stored.value):
        return Row(action.id, None, f"#{anchor}", cells)
    return Row(action.id, anchor, None, cells)


def _found(view: View, action: Action, found: Deficiency | None) -> Cell:
    """The record that raised the action, and what was found in its words; the action's own words aren't said twice."""
    source = _words(action.source, view.selection.link_to(action.source) if action.source else None)
    text = found.text if found and found.text != action.description else ""
    return (*source, Piece(f": {text}" if source else text)) if text else source


def _words(text: str | None, link: str | None = None) -> Cell:
    return (Piece(text, link),) if text else ()


def _ages(actions: Sequence[Action]) -> tuple[Bar, ...]:
    still_open = [action for action in actions if action.closed_on is None]
    bars = []
    for label, first, last in AGES:
        aged = [action for action in still_open if first <= action.age <= last]
        late = sum(action.state is ActionState.OVERDUE for action in aged)
        bars.append(
            Bar(f"Open {label}", (Portion(len(aged) - late, "in time", "full"), Portion(late, "overdue", "hatched")))
        )
    return tuple(bars)
