"""What the law asks of this company and what is there: first aid by site and shift, duties by headcount, contents of plans. Office only."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from builder.measure.law.employer_duty import DutyState, measure_duties, seats_on, span_of
from builder.measure.law.first_aid import ShiftFirstAid, find_shortfalls, measure_first_aid
from builder.measure.law.first_aid_words import aider_words, equipment_words, held_words, row_words
from builder.measure.law.headcount import busiest, by_month, employed_over
from builder.measure.law.plan_content import PlanState, measure_plans
from builder.model.law import Instrument
from builder.render.site.manual import Here, Manual
from builder.render.site.markup import chip, iso, lines, link
from builder.render.site.page import Page
from builder.render.site.registers.table import Table, TableRow
from builder.render.site.words import sentence

TITLE = "The law"
PATH = "law.md"

_MET = ("ok", "✔", "Met")
_NOT_MET = ("bad", "✖", "Not met")
_OPEN = ("none", "●", "Not asked for")


def law_pages(manual: Manual) -> Iterator[Page]:
    """The page about the law, where the edition has one."""
    if not manual.is_office:
        return
    here = manual.here(PATH)
    law, as_of = manual.snapshot.law, manual.snapshot.as_of
    intro = f"{here.w['as_of']} {as_of}. What can be held against files only; the law itself is what counts."
    tables = [
        _first_aid(here),
        _busiest(here),
        _shortfalls(here),
        _duties(here),
        _headcount(here),
        _plans(here),
        _read(here),
    ]
    if not law.instruments:
        intro, tables = "This program is held against no law: `law` in records/company.yaml is `none`.", []
    markdown = manual.render("tables.html.j2", PATH, trail=(), intro=intro, tables=tables)
    yield Page(PATH, TITLE, markdown, hide=("toc",))


def _first_aid(here: Here) -> Table:
    snapshot = here.manual.snapshot
    table = snapshot.law.first_aid
    head = (
        here.w["site"],
        here.w["status"],
        "Workers",
        "Row of the table",
        "Asked for",
        "First aiders there",
        "Gear there",
    )
    shifts = measure_first_aid(snapshot.program, table, snapshot.as_of) if table else ()
    note = f"By {snapshot.law.cite(table)}." if table else ""
    return Table(
        "First aid by site and shift",
        head,
        tuple(_shift_row(here, shift) for shift in shifts),
        "First aid by site and shift",
        note=note,
        none="Nobody works at an open site on this day.",
        numbers=(2,),
        wide=(5, 6),
    )


def _shift_row(here: Here, shift: ShiftFirstAid) -> TableRow:
    row = shift.row
    asked = [aider_words(shift.required), equipment_words(row)] if row else ["Personal kit (type 1)"]
    if shift.travel is None:
        asked = ["Not known: the minutes to health care are not written down"]
    missing = ([f"{aider_words(shift.missing)} missing"] if shift.missing else []) + list(shift.equipment)
    look = _OPEN if shift.travel is None else _NOT_MET if missing else _MET
    return TableRow(
        (
            Markup("{}, {}").format(here.ref(shift.site.id), shift.shift),
            Markup("{} {}").format(chip(look), lines(missing)),
            _linked(here, "people/index.md", str(shift.workers)),
            _row_of(shift),
            lines(asked),
            _aiders(here, shift),
            held_words(shift.site.first_aid) or "Nothing is written down",
            Markup("{} {}").format(chip(look), lines(missing)),
        )
    )


def _row_of(shift: ShiftFirstAid) -> str:
    if shift.travel is None or shift.row is None:
        return "" if shift.travel is None else "One worker alone"
    return f"{sentence(row_words(shift.row))} ({shift.site.travel_minutes} minutes)"


def _aiders(here: Here, shift: ShiftFirstAid) -> Markup:
    """The first aiders with their level and certificate."""
    found = []
    for aider in shift.aiders:
        posted = "" if aider.is_posted else ", not posted"
        proof = here.ref(aider.certificate, aider.certificate)
        found.append(Markup("{}, {} ({}{})").format(here.ref(aider.person), aider.level.words, proof, posted))
    return lines(found) if found else Markup("None")


def _busiest(here: Here) -> Table:
    snapshot = here.manual.snapshot
    rows = [
        TableRow((here.ref(site), shift, most.count, Markup("{} – {}").format(iso(most.first), iso(most.last))))
        for (site, shift), most in busiest(snapshot.program, snapshot.window.first, snapshot.window.last).items()
        if site in snapshot.program.sites
    ]
    title = "Most people on a shift in the window"
    return Table(title, (here.w["site"], "Shift", "People", "Days"), tuple(rows), title, numbers=(2,))


def _shortfalls(here: Here) -> Table:
    snapshot = here.manual.snapshot
    table = snapshot.law.first_aid
    found = find_shortfalls(snapshot.program, table, snapshot.window, snapshot.as_of) if table else ()
    rows = [
        TableRow(
            (
                here.ref(each.site.id),
                each.shift,
                Markup("{} – {}").format(iso(each.first), iso(each.last)),
                each.workers,
                f"{aider_words(each.missing)}: {row_words(each.row)}",
            )
        )
        for each in found
    ]
    title = "Past days with too few first aiders"
    head = (here.w["site"], "Shift", "Days", "Workers", "Missing, and the row")
    return Table(title, head, tuple(rows), title, none="None in the window, by certificates and crews.", numbers=(3,))


def _duties(here: Here) -> Table:
    snapshot = here.manual.snapshot
    states = measure_duties(snapshot.program, snapshot.law, snapshot.window, snapshot.as_of)
    seats = seats_on(snapshot.program, snapshot.as_of)
    note = (
        f"A number of people is regular once it has lasted for {span_of(snapshot.program).words}, the company's own span; "
        f"{states[0].now if states else 0} are employed on {snapshot.as_of}."
    )
    names = Markup(", ").join(here.ref(seat.person) for seat in seats)
    rows = [_duty_row(here, state, names) for state in states]
    title = "Duties by headcount"
    head = ("Duty", "Asked for with", "Since", "There", "Section", here.w["status"])
    return Table(title, head, tuple(rows), title, note=note, wide=(3,))


def _duty_row(here: Here, state: DutyState, names: Markup) -> TableRow:
    duty = state.duty
    people = f"{duty.least} to {duty.most} people" if duty.most else f"{duty.least} or more people"
    look = _OPEN if not state.applies else _NOT_MET if state.wanting else _MET
    there: object = names if duty.key != "program" else _linked(here, "documents/index.md", here.w["documents"])
    section = here.manual.snapshot.law.cite(duty)
    return TableRow(
        (
            sentence(duty.says),
            people,
            iso(state.since),
            (state.wanting or there) if state.applies else "",
            section,
            chip(look),
        )
    )


def _linked(here: Here, path: str, text: str) -> Markup:
    url = here.to(path)
    return link(url, text) if url else Markup("{}").format(text)


def _headcount(here: Here) -> Table:
    snapshot = here.manual.snapshot
    line = employed_over(snapshot.program, snapshot.window.first, min(snapshot.window.last, snapshot.as_of))
    rows = tuple(TableRow((month.month, month.fewest, month.most)) for month in by_month(line))
    title = "People employed, by month of the window"
    return Table(title, ("Month", "Fewest", "Most"), rows, title, numbers=(1, 2))


def _plans(here: Here) -> Table:
    snapshot = here.manual.snapshot
    rows = [row for state in measure_plans(snapshot.program, snapshot.law) for row in _plan_rows(here, state)]
    title = "Contents that the law wants"
    head = ("Document", "Must contain", "Heading", "Section", here.w["status"])
    return Table(title, head, tuple(rows), title, none="No approved document has contents set by law.", wide=(1,))


def _plan_rows(here: Here, state: PlanState) -> Iterator[TableRow]:
    document = here.ref(state.document.value.id, state.document.value.id)
    section = here.manual.snapshot.law.cite(state.required)
    for content, heading in state.headings:
        look = _MET if heading else _NOT_MET
        yield TableRow((document, sentence(content.says), heading or "", section, chip(look)))
    if state.review_due:
        is_late = state.review_due < here.manual.snapshot.as_of
        words = f"Reviewed on {state.reviewed_on}, again by {state.review_due}"
        yield TableRow((document, "Review", words, section, chip(_NOT_MET if is_late else _MET)))


def _read(here: Here) -> Table:
    rows = tuple(_instrument_row(each) for each in here.manual.snapshot.law.instruments)
    title = "What was read, and for which day"
    head = ("Law", "Read for", "As amended", "Source", "Confidence")
    note = "Amendments after that day have not been looked at."
    return Table(title, head, rows, title, note=note, wide=(0, 3))


def _instrument_row(instrument: Instrument) -> TableRow:
    return TableRow(
        (instrument.title, iso(instrument.as_of), instrument.consolidation, instrument.source, instrument.confidence)
    )
