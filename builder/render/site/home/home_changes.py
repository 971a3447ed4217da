"""What changed in the documents, on the home page: the last month in plain words, what came before it in short."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from builder.model.day import add_months
from builder.render.site.address_book import Address
from builder.render.site.documents.changes import ChangedDocument, changed_documents
from builder.render.site.manual import Here

CHANGED_WITHIN = 183
"""Days for which a document counts as lately changed: half a year, so that most crews see each change once."""

CHANGED_SHOWN = 8
"""Documents listed as changed in the last month, and as changed before it; more is no news."""

SENTENCES_SHOWN = 2
"""Sentences under a document; the page of differences has them all."""


@dataclass(frozen=True)
class Change:
    """A changed document as an entry of a list.

    Attributes:
        key: Id and version, by which the phone remembers what it has shown.
        title, url: Of the document.
        difference: Link to what changed; empty where nothing can be shown.
        meta: Id, versions and day in words.
        sentences: What changed, in plain words.
        day: From which it counts.
    """

    key: str
    title: str
    url: str
    difference: str
    meta: str
    sentences: tuple[str, ...]
    day: date


def month_before(as_of: date) -> date:
    """The day from which a change is news: the same day a month earlier."""
    return add_months(as_of, -1)


def last_changes(here: Here) -> tuple[Change, ...]:
    """The documents that changed within a month, newest first; what only comes into force later is among them."""
    return _changes(here, month_before(here.manual.snapshot.as_of))


def home_changes(here: Here) -> str:
    """The block of the home page: the last month with what changed, and the half year before it by title."""
    as_of = here.manual.snapshot.as_of
    since = month_before(as_of)
    found = _changes(here, as_of - timedelta(days=CHANGED_WITHIN))
    recent = [each for each in found if each.day >= since]
    before = [each for each in found if each.day < since]
    return here.manual.render(
        "home_changes.html.j2",
        here.path,
        since=here.manual.language.write_day(since),
        as_of=as_of.isoformat(),
        today=here.manual.language.write_day(as_of),
        recent=recent[:CHANGED_SHOWN],
        before=before[:CHANGED_SHOWN],
        shown=SENTENCES_SHOWN,
    )


def _changes(here: Here, since: date) -> tuple[Change, ...]:
    return tuple(_change(here, each) for each in changed_documents(here.manual, since))


def _change(here: Here, changed: ChangedDocument) -> Change:
    policy = changed.stored.value
    own = here.url(here.manual.book.sources[changed.stored.path]) or ""
    place = here.url(Address(changed.path, changed.anchor)) or ""
    versions = f"{here.w['version'].lower()} {changed.version}"
    meta = [*_meta(here, policy.id, versions, changed.day)]
    if here.is_elsewhere(here.manual.book.sources[changed.stored.path]):
        meta.append(here.w["in_english"])
    return Change(
        f"{policy.id} {changed.version}",
        policy.title,
        own,
        place if place != own else "",
        " · ".join(meta),
        changed.sentences,
        changed.day,
    )


def _meta(here: Here, id: str, versions: str, day: date) -> Iterable[str]:
    return id, versions, f"{here.w['effective'].lower()} {here.manual.language.write_day(day)}"
