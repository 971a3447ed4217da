"""The board: where the certificate stands, what is overdue, which elements have gaps, what runs out next; each number leads to its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from builder.measure.cycle.life_cycle import measure_life_cycle
from builder.measure.due import DueItem
from builder.measure.follow_up.actions import Action, ActionState, measure_actions
from builder.model.coverage import Status
from builder.model.cycle import STATE_WORDS, Cycle, Deadline
from builder.model.finding import Severity
from builder.render.site.board.action_page import STATE_LOOK
from builder.render.site.board.board_charts import board_charts, element_chart, time_line
from builder.render.site.board.decay_page import PATH as DECAY
from builder.render.site.board.decay_page import RUNS_OUT, decay_calendar
from builder.render.site.board.to_do import OVERDUE, due_items, with_links, without_ids
from builder.render.site.manual import Here, known
from builder.render.site.markup import NOTHING, chip, iso, link, unbroken
from builder.render.site.registers.site_pages import CALLS_SHOWN
from builder.render.site.registers.table import Table, TableRow
from builder.render.site.words import sentence

LISTED = 3
"""Rows under a number of the board: enough to know what it is about; the number leads to all of them."""

CLOCK = "cor-clock.md"


@dataclass(frozen=True)
class Entry:
    """A line under a number: when, in words, and what."""

    when: str
    what: Markup


@dataclass(frozen=True)
class Answer:
    """One of the four questions of a manager with two minutes.

    Attributes:
        question: In words.
        look: Kind of the frame and its symbol, as a status has them.
        number: Large; empty where there is nothing to count.
        unit: What it counts, or what the answer is.
        url: Where the rows behind it stand.
        entries: The first of them.
        more: Other numbers behind the answer, each a link.
        picture: A small drawing; empty for none.
    """

    question: str
    look: tuple[str, str]
    number: str
    unit: str
    url: str
    entries: tuple[Entry, ...] = ()
    more: tuple[Markup, ...] = ()
    picture: Markup = NOTHING


def board(here: Here) -> str:
    """The board of the office edition; nothing for workers."""
    manual = here.manual
    if not manual.is_office:
        return ""
    snapshot = manual.snapshot
    company = snapshot.program.company
    actions = tuple(each for each in measure_actions(snapshot.program, snapshot.as_of) if each.closed_on is None)
    items = due_items(manual)
    cycle = measure_life_cycle(snapshot)
    answers = (_certificate(here, cycle), _overdue(here, items), _gaps(here), _runs_out(here))
    clock = [_deadline(here, each, snapshot.as_of) for each in (cycle.pending if cycle else ())[:5]]
    return manual.render(
        "board.html.j2",
        here.path,
        as_of=here.day(snapshot.as_of),
        answers=answers,
        elements=element_chart(here),
        charts=board_charts(here, items, actions),
        calendar=Markup(decay_calendar(here)),  # noqa: S704 - a template of ours
        emergency=here.to("emergency.md"),
        phones=known(company.value, "emergency_phones", ())[:CALLS_SHOWN] if company else (),
        calendar_url=here.to(DECAY),
        actions=_open_actions(here, actions),
        clock=clock,
        clock_url=here.to(CLOCK),
    )


def _days(days: int) -> str:
    return f"{days} day{'' if days == 1 else 's'}"


def _certificate(here: Here, cycle: Cycle | None) -> Answer:
    question = "Where does the certificate stand?"
    url = here.to(CLOCK) or ""
    if cycle is None:
        return Answer(question, ("none", "–"), "", "The standard names no certificate", url)
    coming = cycle.next_deadline
    missed = [each for each in cycle.pending if each.day < cycle.as_of]
    look = (
        ("bad", "✖") if missed or not cycle.is_held else ("part", "▲") if _is_near(coming, cycle.as_of) else ("ok", "✔")
    )
    entries = [
        Entry(f"{_days((cycle.as_of - each.day).days)} late", with_links(here, each.what)) for each in missed[:1]
    ]
    if cycle.issued and cycle.ends:
        held = f"{cycle.scheme} {cycle.number or ''}".strip()
        entries.append(Entry(held, Markup("in force {} to {}").format(iso(cycle.issued), iso(cycle.ends))))
    state = sentence(STATE_WORDS[cycle.state])
    if coming is None:
        return Answer(question, look, "", state, url, tuple(entries), picture=time_line(cycle))
    entries.insert(0, Entry("Today", escape(state)))
    days = _days((coming.day - cycle.as_of).days)
    unit = f"to {coming.day}: {without_ids(here, coming.what)}"
    return Answer(question, look, days, unit, url, tuple(entries), picture=time_line(cycle))


def _is_near(coming: Deadline | None, as_of: date) -> bool:
    return coming is not None and (coming.day - as_of).days <= 90


def _overdue(here: Here, items: Sequence[DueItem]) -> Answer:
    late = [item for item in items if item.is_overdue]
    entries = tuple(Entry(f"{_days(-item.days)} late", with_links(here, sentence(item.what))) for item in late[:LISTED])
    look = ("bad", "✖") if late else ("ok", "✔")
    unit = (
        "thing is past its day"
        if len(late) == 1
        else "things are past their day"
        if late
        else "Nothing is past its day"
    )
    return Answer(
        "What is overdue?", look, str(len(late) or ""), unit, here.to("due.md", OVERDUE if late else "") or "", entries
    )


def _gaps(here: Here) -> Answer:
    elements = here.manual.snapshot.coverage.elements
    counts = {status: sum(each.count(status) for each in elements) for status in Status}
    holding = [each for each in elements if each.count(Status.MISSING) + each.count(Status.PARTIAL)]
    without = counts[Status.MISSING] + counts[Status.PARTIAL]
    worst = sorted(
        holding, key=lambda each: (-each.count(Status.MISSING) - each.count(Status.PARTIAL), each.partner.number)
    )
    entries = tuple(
        Entry(
            f"{each.count(Status.MISSING) + each.count(Status.PARTIAL)} of {each.asked}",
            link(here.to(f"elements/{each.element.key}.md") or "", each.partner.name),
        )
        for each in worst[:LISTED]
    )
    look = ("bad", "✖") if counts[Status.MISSING] else ("part", "▲") if without else ("ok", "✔")
    asked = sum(each.asked for each in elements)
    unit = f"of {asked} questions lack full evidence, in {len(holding)} of {len(elements)} elements"
    url = here.to("coverage.md", "missing" if counts[Status.MISSING] else "partial") or ""
    return Answer("Which elements have gaps?", look, str(without), unit, url, entries, tuple(_findings(here)))


def _findings(here: Here) -> Iterator[Markup]:
    """How many errors and gaps the checks found in the files, which are other gaps than those in the coverage."""
    url = here.to("findings.md") or ""
    for severity, word in ((Severity.ERROR, "error"), (Severity.GAP, "gap")):
        count = sum(each.severity is severity for each in here.manual.findings)
        if count:
            yield link(url, f"{count} {word}{'' if count == 1 else 's'} in the files")


def _runs_out(here: Here) -> Answer:
    decay = here.manual.decay
    as_of = decay.as_of
    entries = tuple(
        Entry(f"in {_days((each.day - as_of).days - 1)}", with_links(here, sentence(each.what)))
        for each in decay.expiries[:LISTED]
    )
    count = len(decay.expiries)
    unit = f"{'thing runs' if count == 1 else 'things run'} out in the next {(decay.until - as_of).days} days"
    more = (
        (link(here.to(DECAY) or "", f"{len(decay.turns)} questions lose their evidence by then"),)
        if decay.turns
        else ()
    )
    url = here.to(DECAY, RUNS_OUT if count else "") or ""
    return Answer("What runs out next?", ("part", "▲") if count else ("ok", "✔"), str(count), unit, url, entries, more)


def _deadline(here: Here, each: Deadline, as_of: date) -> Entry:
    days = (each.day - as_of).days
    when = f"in {_days(days)}" if days >= 0 else f"{_days(-days)} late"
    return Entry(when, Markup("{}: {}").format(iso(each.day), with_links(here, each.what)))


def _open_actions(here: Here, actions: Sequence[Action]) -> Table:
    """The open actions, those overdue longest first, each with its age."""
    order = sorted(actions, key=lambda each: (-each.overdue, each.due or date.max, each.id))
    rows = tuple(
        TableRow(
            (
                here.ref(each.id, each.id),
                each.description or "",
                here.ref(each.owner),
                iso(each.due),
                chip(STATE_LOOK[each.state], _late(each)),
                unbroken(_days(each.age)),
            )
        )
        for each in order
    )
    head = (here.w["id"], here.w["what"], here.w["owner"], here.w["due_on"], here.w["status"], here.w["age"])
    return Table("Open corrective actions", head, rows, none=here.w["actions_none"], wide=(1,))


def _late(action: Action) -> str:
    word = STATE_LOOK[action.state][2]
    return f"{word}, {_days(action.overdue)}" if action.state is ActionState.OVERDUE else word
