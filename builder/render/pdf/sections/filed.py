"""Done and filed, two facts: how many were done in time, how their records reached the repository, and what git can't prove."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from statistics import median_low
from typing import Any

from builder.measure.filing.filing import Filing, FilingClass, measure_filing
from builder.model.coverage import Expected, Outcome
from builder.model.level import Level
from builder.record_types import TYPES
from builder.record_types.stub import Stub
from builder.render.filing_lists import list_filings
from builder.render.filing_words import CLASS_WORDS
from builder.render.listing import Cell, Listing, Ref
from builder.render.pdf.chart import Bar, Portion, describe_bars, tabulate_bars
from builder.render.pdf.columns import draw_columns
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View
from builder.render.unproven import list_limits, list_supports

CHART = "filing-delays.svg"
CHART_TITLE = "Records by days from the event to their entry"
DELAYS = (
    ("0", -10_000, 0),
    ("1–3", 1, 3),
    ("4–7", 4, 7),
    ("8–14", 8, 14),
    ("15–30", 15, 30),
    ("31–60", 31, 60),
    ("over 60", 61, 100_000),
)
"""Days after the event, as the chart groups them: a day, a week, a month, and longer."""


def make_filed(view: View) -> Section:
    """By type what was done and what was filed, then by name what an auditor asks about, then the limits of git."""
    snapshot = view.snapshot
    # Imports and the day of adoption are office matters: without them the classes would be wrong.
    is_examined = view.has_history and snapshot.level.shows(Level.OFFICE)
    # A stub is listed nowhere by its day, and so not here either.
    examined = measure_filing(snapshot) if is_examined else ()
    filings = tuple(filing for filing in examined if not isinstance(filing.stored.value, Stub))
    by_type: dict[str, list[Filing]] = defaultdict(list)
    for filing in filings:
        by_type[type(filing.stored.value).TYPE].append(filing)
    expected: dict[str, list[Expected]] = defaultdict(list)
    for each in snapshot.expected:
        expected[each.record_type].append(each)
    names = [name for name in TYPES if name in view.selection.registers or expected[name]]
    lists = list_filings(snapshot, filings) if is_examined else ()
    shown = [each for each in lists if each.rows]
    bars = _bars(filings)
    html = write_html(
        "filed",
        title="Done and filed",
        running=("Done and filed", ""),
        has_history=view.has_history,
        is_examined=is_examined,
        history_note=snapshot.history_note,
        rows=[_row(view, name, expected[name]) for name in names],
        classes=[kind for kind in CLASS_WORDS if any(filing.kind is kind for filing in filings)],
        class_words=CLASS_WORDS,
        chart=CHART if bars else "",
        chart_words=describe_bars(bars, CHART_TITLE),
        delays=tabulate_bars(bars, "Days after"),
        filed=[_filed(view, name, by_type[name]) for name in names if by_type[name]],
        late=[_late(view, each) for each in snapshot.expected if each.outcome is Outcome.LATE],
        lists=[_listing(view, each) for each in shown],
        nothing=[each.title for each in lists if not each.rows],
        limits=list_limits(snapshot, filings),
        supports=list_supports(snapshot) if is_examined else (),
    )
    entries = [("Done late, by name", "done-late"), *((each.title, each.key) for each in shown)]
    entries += [("What git can’t prove", "unproven")] if view.has_history else []
    assets = {CHART: draw_columns(bars, title=CHART_TITLE, width=400).encode()} if bars else {}
    return Section("filed", "Done and filed", "", html, "done-and-filed", tuple(entries), assets)


def _bars(filings: Sequence[Filing]) -> tuple[Bar, ...]:
    """How many records were filed after how many days, of those whose days say anything; nothing where there are none."""
    days = [filing.days for filing in filings if filing.kind in (FilingClass.WITHIN, FilingClass.LATER)]
    if not days:
        return ()
    return tuple(
        Bar(label, (Portion(sum(first <= each <= last for each in days), "records", "full"),))
        for label, first, last in DELAYS
    )


def _row(view: View, name: str, expected: Sequence[Expected]) -> dict[str, Any]:
    required = [each for each in expected if each.is_required]
    return {
        "title": TYPES[name].PLURAL,
        "link": view.selection.link(f"register-{name}"),
        "records": len(view.selection.registers.get(name, ())),
        "required": len(required) if expected else "?",
        "met": _count(required, Outcome.MET) if expected else "–",
        "late": _count(required, Outcome.LATE) if expected else "–",
        "explained": _count(required, Outcome.EXPLAINED) if expected else "–",
        "holes": _count(required, Outcome.HOLE) if expected else "–",
    }


def _count(expected: Sequence[Expected], outcome: Outcome) -> int:
    return sum(each.outcome is outcome for each in expected)


def _filed(view: View, name: str, filings: Sequence[Filing]) -> dict[str, Any]:
    days = sorted(filing.days for filing in filings if filing.kind in (FilingClass.WITHIN, FilingClass.LATER))
    return {
        "title": TYPES[name].PLURAL,
        "link": view.selection.link(f"register-{name}"),
        "counts": {kind: sum(filing.kind is kind for filing in filings) for kind in CLASS_WORDS},
        "middle": median_low(days) if days else "–",
        "longest": days[-1] if days else "–",
        "usual": TYPES[name].FILED_WITHIN,
    }


def _late(view: View, expected: Expected) -> dict[str, Any]:
    stored = view.snapshot.program.record_by_id.get(expected.record or "")
    done = stored.value.date if stored else None
    kind = TYPES.get(expected.record_type)
    return {
        "record": expected.record or "–",
        "link": view.selection.link_to(expected.record) if expected.record else None,
        "what": f"{kind.TITLE if kind else expected.record_type}{f' ({expected.kind})' if expected.kind else ''}".replace(
            "-", " "
        ),
        "unit": expected.unit,
        "period": expected.period,
        "due": expected.due.isoformat(),
        "done": done.isoformat() if done else "–",
        "days": (done - expected.due).days if done else "–",
    }


def _listing(view: View, listing: Listing) -> dict[str, Any]:
    return {
        "key": listing.key,
        "title": listing.title,
        "note": listing.note,
        "head": listing.head,
        "numbers": listing.numbers,
        "rows": [[_pieces(view, cell) for cell in row] for row in listing.rows],
    }


def _pieces(view: View, cell: Cell) -> list[dict[str, str | None]]:
    """A cell as the pieces that the template prints, each with where it leads."""
    return [_piece(view, each) for each in (cell if isinstance(cell, tuple) else (cell,))]


def _piece(view: View, part: str | Ref) -> dict[str, str | None]:
    if isinstance(part, str):
        return {"text": part, "link": None}
    if part.id in view.snapshot.program.people:
        return {"text": view.naming.signer(part.id), "link": None}
    return {"text": part.id, "link": view.selection.link_to(part.id)}
