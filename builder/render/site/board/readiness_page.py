"""Readiness: intervals against their floors, the cheapest fixes, and how much of what is green turns. Office edition only."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from builder.measure.answers.readiness import measure_readiness
from builder.model.decay import Decay
from builder.model.readiness import Fix, Readiness, Standing
from builder.render.report.readiness import outlook_words, points_words, stays_words, worth_words
from builder.render.site.board.decay_page import PATH as DECAY
from builder.render.site.board.to_do import with_links, with_names
from builder.render.site.manual import Here, Manual
from builder.render.site.markup import lines as below_each_other
from builder.render.site.markup import link
from builder.render.site.page import Page
from builder.render.site.registers.table import Table, TableRow
from builder.render.site.words import sentence

PATH = "readiness.md"
SHOWN_PIECES = 8
_BAR = 160


def readiness_pages(manual: Manual) -> Iterator[Page]:
    """The page of readiness, where the edition has one."""
    if not manual.is_office:
        return
    here = manual.here(PATH)
    readiness = measure_readiness(manual.snapshot)
    tables = [_standings(here, readiness), _fixes(here, readiness), _decay(here, manual.decay)]
    markdown = manual.render("tables.html.j2", here.path, trail=(), intro=_intro(readiness), tables=tables)
    yield Page(here.path, "Readiness", markdown, hide=("toc",))


def _intro(readiness: Readiness) -> str:
    audit = f"Towards the {readiness.audit} audit. "
    if readiness.total.points is None:
        return f"{audit}{readiness.note} What interviews and observation will show is the auditor's to find."
    return (
        f"{audit}Points are those of {readiness.instrument}. The dark part of a bar is sure by documents and records, the light part is "
        "possible: documentation that may or may not count, and all of interviews and observation. The line is the floor."
    )


def _standings(here: Here, readiness: Readiness) -> Table:
    has_points = readiness.total.points is not None
    rows = tuple(TableRow(_standing(here, each, has_points)) for each in (*readiness.elements, readiness.total))
    if has_points:
        head = ("Element", "Questions with evidence", "0 to 100 %", "Of all points", "Documentation", "Where it stands")
        return Table("Elements", head, rows, "Elements", numbers=(1, 3, 4), wide=(0, 5))
    head = ("Element", "Questions with evidence", "0 to all", "In part", "Missing", "Not documents")
    note = "Questions that only interviews or observation can answer, and those that don't apply, are left out and counted in the last column."
    return Table("Elements", head, rows, "Elements", note, numbers=(1, 3, 4, 5), wide=(0,))


def _standing(here: Here, standing: Standing, has_points: bool) -> tuple[object, ...]:
    tally, points = standing.tally, standing.points
    url = here.to(f"elements/{standing.key}.md") if standing.key else None
    title = f"{standing.number} {standing.name}".strip()
    name = link(url, title) if url else Markup("<strong>{}</strong>").format(title)
    counted = f"{tally.evidence} of {tally.asked}"
    if not has_points:
        whole = max(tally.asked, 1)
        bar = draw_bar(100 * tally.evidence // whole, 100 * (tally.evidence + tally.partial) // whole, None, counted)
        rest = tally.interview_only + tally.not_applicable
        return name, counted, bar, tally.partial or "", tally.missing or "", rest or ""
    if points is None or not points.possible:
        return name, counted, "", "no points", "", ""
    low, high = points.per_cent
    shown = f"{low}–{high} %"
    documentation = f"{points_words(points)} of {points.possible - points.unknown}"
    return (
        name,
        counted,
        draw_bar(low, high, standing.floor, shown),
        shown,
        documentation,
        sentence(outlook_words(standing)),
    )


def draw_bar(low: int, high: int, floor: int | None, words: str) -> Markup:
    """A bar from 0 to 100: dark up to `low`, light up to `high`, a line at the floor; read out as words."""
    at = _BAR / 100
    line = ""
    if floor is not None:
        words = f"{words}, floor {floor} %"
        line = f'<path d="M{floor * at:.1f} 0V16" stroke="currentColor" stroke-width="2" stroke-dasharray="3 1.5"/>'
    return Markup(  # noqa: S704 - numbers, and words that are escaped
        f'<svg role="img" aria-label="{escape(words)}" width="{_BAR}" height="16" viewBox="0 0 {_BAR} 16" fill="currentColor">'
        f'<rect x="0.5" y="3.5" width="{_BAR - 1}" height="9" fill="none" stroke="currentColor" stroke-opacity="0.4"/>'
        f'<rect x="0" y="3" width="{low * at:.1f}" height="10" fill-opacity="0.85"/>'
        f'<rect x="{low * at:.1f}" y="3" width="{(high - low) * at:.1f}" height="10" fill-opacity="0.3"/>{line}</svg>'
    )


def _fixes(here: Here, readiness: Readiness) -> Table:
    has_points = readiness.total.points is not None
    rows = tuple(TableRow(_fix(here, number, fix, has_points)) for number, fix in enumerate(readiness.fixes, 1))
    of_partner = (("Partner's",), ("What it wins",)) if has_points else ((), ())
    head = ("No.", "Question", *of_partner[0], "What is missing and can be put right", *of_partner[1], "What stays")
    note = "A missed week or month can't be made up for; it counts until its period leaves the window. Never file a record of what was not done."
    none = "Nothing that is missing can be put right now; past holes count until their period leaves the window."
    return Table(
        "The cheapest fixes", head, rows, "The cheapest fixes", note, none, wide=(1, 3, 5) if has_points else (1, 2, 3)
    )


def _fix(here: Here, number: int, fix: Fix, has_points: bool) -> tuple[object, ...]:
    url = here.question(fix.question)
    question = Markup("{} {}").format(link(url, fix.question) if url else fix.question, fix.topic)
    pieces = [with_links(here, sentence(with_names(here, piece.text))) for piece in fix.pieces[:SHOWN_PIECES]]
    if len(fix.pieces) > SHOWN_PIECES:
        pieces.append(Markup("{}").format(f"and {len(fix.pieces) - SHOWN_PIECES} more"))
    wins = worth_words(fix).removeprefix(": ")
    stays = stays_words(fix) if fix.stays else ""
    if not has_points:
        return number, question, below_each_other(pieces), stays
    return number, question, ", ".join(fix.numbers), below_each_other(pieces), sentence(wins), stays


def _decay(here: Here, decay: Decay) -> Table:
    steps = [days for days, _ in decay.elements[0].green] if decay.elements else []
    rows = [
        TableRow((f"{each.number} {each.name}", each.questions, *(count for _, count in each.green)))
        for each in decay.elements
    ]
    in_all = sum(each.questions for each in decay.elements)
    rows.append(TableRow((Markup("<strong>All</strong>"), in_all, *(decay.green_after(days) for days in steps))))
    head = ("Questions with evidence", "Questions", *("Today" if not days else f"In {days} days" for days in steps))
    calendar = link(here.to(DECAY) or "", "The decay calendar")
    note = Markup("If nothing more is filed until {}. {} has each question with its day and its reason.").format(
        decay.until, calendar
    )
    numbers = tuple(range(1, len(head)))
    return Table("Decay by element", head, tuple(rows), "What turns, and when", note, numbers=numbers, wide=(0,))
