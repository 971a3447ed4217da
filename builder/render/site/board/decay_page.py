"""The decay calendar: on which week each element loses evidence if nothing more is filed. Office edition only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from builder.model.decay import Decay, ElementDecay, Turn
from builder.render.site.board.to_do import with_links, with_names
from builder.render.site.manual import Here, Manual
from builder.render.site.markup import chip, iso, link
from builder.render.site.markup import lines as below_each_other
from builder.render.site.page import Page, plain
from builder.render.site.registers.table import Table, TableRow
from builder.render.site.words import STATUS, sentence, words

PATH = "decay.md"
RUNS_OUT = "runs-out"
"""The anchor of the first thing that runs out."""

SHOWN_REASONS = 8
_SHADES = 5


@dataclass(frozen=True)
class Cell:
    """An element in a week.

    Attributes:
        green: Questions that still have evidence when the week is over.
        turned: How many lost it in the week.
        shade: 0 where none has evidence any more, up to 4 where all have.
        url: Where those that turned stand; empty where none did.
        said: The cell in words.
    """

    green: int
    turned: int
    shade: int
    url: str
    said: str


@dataclass(frozen=True)
class Line:
    """An element of the calendar: its title and page, questions with evidence today and in all, and its weeks."""

    title: str
    url: str
    today: int
    questions: int
    cells: tuple[Cell, ...]


def decay_pages(manual: Manual) -> Iterator[Page]:
    """The page of the calendar, where the edition has one."""
    if not manual.is_office:
        return
    here = manual.here(PATH)
    decay = manual.decay
    parts = [_intro(here, decay), "## Week by week", decay_calendar(here), *_elements(here, decay)]
    tables = [_runs_out(here, decay)]
    parts.append(manual.render("tables.html.j2", here.path, trail=(), intro="", tables=tables))
    yield Page(PATH, "Decay calendar", "\n\n".join(str(part) for part in parts), hide=("toc",))


def decay_calendar(here: Here) -> str:
    """The heat map, elements by weeks, each change leading to its rows."""
    decay = here.manual.decay
    firsts = _weeks(decay)
    lines = [_line(here, decay, each, firsts) for each in decay.elements]
    heads = [_short(here, first) for first in firsts]
    return here.manual.render(
        "decay.html.j2", here.path, lines=lines, heads=heads, firsts=firsts, until=here.day(decay.until)
    )


def _weeks(decay: Decay) -> tuple[date, ...]:
    """The first days of the weeks ahead; the last one may be cut short by the end."""
    days = (decay.until - decay.as_of).days
    return tuple(decay.as_of + timedelta(days=1 + at) for at in range(0, days, 7))


def week_of(decay: Decay, day: date) -> int:
    """Which week of the calendar a day lies in, from 1."""
    return ((day - decay.as_of).days - 1) // 7 + 1


def _short(here: Here, day: date) -> str:
    return f"{day.day} {here.manual.language.months[day.month - 1][:3]}"


def _line(here: Here, decay: Decay, element: ElementDecay, firsts: Sequence[date]) -> Line:
    green = today = dict(element.green)[0]
    cells = []
    title = f"{element.number} {element.name}"
    for week, first in enumerate(firsts, 1):
        turned = sum(each.element == element.key and week_of(decay, each.day) == week for each in decay.turns)
        green -= turned
        said = f"{title}, week of {here.day(first)}: {turned} of {green + turned} lose their evidence, {green} keep it"
        shade = (_SHADES - 1) * green // element.questions if element.questions else _SHADES - 1
        url = here.to(PATH, _anchor(element.key, week)) or "" if turned else ""
        cells.append(Cell(green, turned, shade, url, said))
    return Line(title, here.to(f"elements/{element.key}.md") or "", today, element.questions, tuple(cells))


def _anchor(key: str, week: int) -> str:
    return f"{key}-w{week}"


def _intro(here: Here, decay: Decay) -> Markup:
    turning = len(decay.turns)
    return Markup(
        '<div class="m-block"><p>{} questions have evidence today. If nothing more is filed until {}, {} of them lose it: '
        "a promised record then is missing, a review is late, or a certificate has run out. What is done in time keeps its questions green.</p></div>"
    ).format(decay.green_after(0), here.day(decay.until), turning or "none")


def _elements(here: Here, decay: Decay) -> Iterator[str]:
    for element in decay.elements:
        turns = [each for each in decay.turns if each.element == element.key]
        if turns:
            title = f"{element.number} {element.name} ({len(turns)})"
            head = ("Turns on", "Question", "Topic", "Then", "Why")
            table = Table(title, head, tuple(_turns(here, decay, turns)), plain(title), wide=(2, 4))
            yield here.manual.render("tables.html.j2", here.path, trail=(), intro="", tables=[table])


def _turns(here: Here, decay: Decay, turns: Sequence[Turn]) -> Iterator[TableRow]:
    seen: set[str] = set()
    for turn in turns:
        anchor = _anchor(turn.element, week_of(decay, turn.day))
        yield TableRow(
            (
                iso(turn.day),
                link(here.question(turn.question) or "", turn.question),
                turn.topic,
                chip(STATUS[turn.status]),
                below_each_other(with_links(here, sentence(with_names(here, why))) for why in turn.why[:SHOWN_REASONS]),
            ),
            "" if anchor in seen else anchor,
        )
        seen.add(anchor)


def _runs_out(here: Here, decay: Decay) -> Table:
    rows = tuple(
        TableRow(
            (iso(each.day), sentence(words(each.kind)), with_links(here, sentence(each.what))),
            "" if number else RUNS_OUT,
        )
        for number, each in enumerate(decay.expiries)
    )
    head = ("First day without", "Kind", "What to do before")
    none = "Nothing that is in force today runs out in this time."
    return Table("What runs out", head, rows, "In force today, and running out", none=none, wide=(2,))
