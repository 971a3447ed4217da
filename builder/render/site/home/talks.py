"""Toolbox talks: which topics are near, from what changed, the season and the company's own pages; and what crews talked about lately."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from builder.model.day import add_months
from builder.render.site.documents.documents import Row
from builder.render.site.home.content_files import ContentPage
from builder.render.site.home.home_changes import Change, last_changes
from builder.render.site.manual import Here, Manual, known
from builder.render.site.markup import iso, link
from builder.render.site.page import Page, plain
from builder.render.site.registers.table import Table, TableRow

PATH = "talks/index.md"
TALK = "toolbox-meeting"

AHEAD = 30
"""Days for which a topic of the season counts as near: about four weekly meetings."""

LATELY = 28
"""Days back for which a topic counts as talked about lately."""

SHOWN = 6
"""Topics on the home page."""

CHANGES = 3
"""Of them documents that changed, so that a busy month leaves room for the season."""


@dataclass(frozen=True)
class Held:
    """A talk that was given: the day, the site's id and the topic, all of them posted."""

    day: date
    site: str
    topic: str
    id: str


def near_months(as_of: date) -> frozenset[int]:
    """The months that the next thirty days touch."""
    return frozenset((as_of + timedelta(days=days)).month for days in range(1, AHEAD + 1))


def season_talks(pages: Iterable[ContentPage], as_of: date) -> tuple[ContentPage, ...]:
    """The company's talks that fit the coming weeks; those for any time of the year are left out."""
    near = near_months(as_of)
    return tuple(page for page in pages if page.is_talk and near & set(page.months))


def held_talks(manual: Manual) -> tuple[Held, ...]:
    """The talks on record up to the as-of day, newest first; one without a topic is left out."""
    records = (stored.value for stored in manual.records.get(TALK, ()))
    found = [
        Held(record.date, known(record, "site", "") or "", known(record, "topic", ""), record.id)
        for record in records
        if known(record, "topic", "") and record.date <= manual.snapshot.as_of
    ]
    return tuple(sorted(found, key=lambda each: (-each.day.toordinal(), each.id)))


def year_ago(held: Iterable[Held], as_of: date) -> tuple[Held, ...]:
    """What was talked about in the same weeks a year before: the season, as the crews themselves met it."""
    first = add_months(as_of, -12)
    last = first + timedelta(days=AHEAD)
    seen: set[str] = set()
    found = []
    for each in held:
        if first < each.day <= last and each.topic not in seen:
            seen.add(each.topic)
            found.append(each)
    return tuple(reversed(found))


def home_talks(here: Here, pages: tuple[ContentPage, ...]) -> str:
    """The topics that are near, in short, and the way to all of them; nothing where there is nothing to say."""
    manual = here.manual
    rows = [
        *_changed_rows(here, last_changes(here)[:CHANGES]),
        *_season_rows(here, season_talks(pages, manual.snapshot.as_of)),
    ]
    held = held_talks(manual)
    rows += [Row("", each.topic, here.w["talk_year_ago"]) for each in year_ago(held, manual.snapshot.as_of)]
    if not rows:
        return ""
    more = here.to(PATH)
    return manual.render("home_talks.html.j2", here.path, entries=rows[:SHOWN], more=more)


def _changed_rows(here: Here, changes: Iterable[Change]) -> Iterator[Row]:
    for each in changes:
        yield Row(each.difference or each.url, each.title, here.w["talk_changed"])


def _season_rows(here: Here, pages: Iterable[ContentPage]) -> Iterator[Row]:
    for page in pages:
        yield Row(here.to(page.path) or "", page.title, here.w["talk_season"])


def talk_pages(manual: Manual, pages: tuple[ContentPage, ...]) -> Iterator[Page]:
    """The page of all talks, where the company has any or has held any."""
    if not has_talks(manual.records, pages):
        return
    here = manual.here(PATH)
    as_of = manual.snapshot.as_of
    held = held_talks(manual)
    fitting = season_talks(pages, as_of)
    others = tuple(page for page in pages if page.is_talk and page not in fitting)
    groups = [
        (here.w["talk_changed"], list(_changed_rows(here, last_changes(here)))),
        (here.w["talk_season"], [_talk_row(here, page) for page in fitting]),
        (
            here.w["talk_year_ago"],
            [Row(here.url(manual.book.ids.get(each.id)) or "", each.topic, "") for each in year_ago(held, as_of)],
        ),
        (here.w["talk_others"], [_talk_row(here, page) for page in others]),
    ]
    parts = [str(Markup('<div class="m-block"><p>{}</p></div>').format(here.w["talks_intro"]))]
    for heading, entries in groups:
        if entries:
            parts.append(f"## {plain(heading)}")
            parts.append(manual.render("rows.html.j2", here.path, entries=entries, none=""))
    lately = [each for each in held if each.day > as_of - timedelta(days=LATELY)]
    parts.append(manual.render("tables.html.j2", here.path, trail=(), intro="", tables=[_held_table(here, lately)]))
    yield Page(PATH, here.w["talks"], "\n\n".join(parts), 1.5, hide=("toc",), tags=("toolbox talk", "tailgate"))


def has_talks(records: Any, pages: Iterable[ContentPage]) -> bool:
    """Whether there is anything to put on the page of talks."""
    return bool(records.get(TALK)) or any(page.is_talk for page in pages)


def _talk_row(here: Here, page: ContentPage) -> Row:
    names = [here.manual.snapshot.name(id) for id in page.documents if id in here.manual.book.ids]
    return Row(here.to(page.path) or "", page.title, " · ".join(names))


def _held_table(here: Here, held: Iterable[Held]) -> Table:
    rows = tuple(TableRow((iso(each.day), here.ref(each.site), _topic(here, each))) for each in held)
    head = (here.w["date"], here.w["site"], here.w["topic"])
    return Table(here.w["talk_lately"], head, rows, here.w["talk_lately"], none=here.w["no_records"], wide=(2,))


def _topic(here: Here, each: Held) -> object:
    url = here.url(here.manual.book.ids.get(each.id))
    return link(url, each.topic) if url else each.topic
