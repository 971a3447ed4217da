"""The retention schedule: every type of record, how often it is made, who signs it, how long it is kept and on whose word."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from builder.model.record import Keep, Record
from builder.record_types import TYPES
from builder.render.site.manual import Here, Manual
from builder.render.site.markup import link
from builder.render.site.page import Page, plain
from builder.render.site.registers.table import Table, TableRow
from builder.render.site.words import sentence, words

RETENTION = "records/retention.md"


def retention_page(manual: Manual) -> Page:
    """The schedule as a page, a table for each element; it tells of types, never of records, so every edition has it whole."""
    here = manual.here(RETENTION)
    tables = []
    for partner, element in manual.snapshot.standard.elements_for(manual.snapshot.coverage.partner):
        kinds = sorted((kind for kind in TYPES.values() if element.key == kind.ELEMENT), key=lambda kind: kind.PLURAL)
        heading = Markup(plain(f"{partner.number} {partner.name}"))  # noqa: S704 - escaped there
        rows = tuple(row for kind in kinds for row in _rows(here, kind))
        head = (here.w["record"], here.w["often"], here.w["signed_by"], here.w["kept"], here.w["on_whose_word"])
        tables.append(Table(heading, head, rows, heading, search=True, wide=(1, 3)))
    trail = [(here.w["records"], here.to("records/index.md")), (here.w["retention"], None)]
    markdown = manual.render(
        "tables.html.j2",
        here.path,
        trail=trail,
        intro=here.w["retention_intro"],
        tables=[each for each in tables if each.rows],
    )
    return Page(here.path, here.w["retention"], markdown, hide=("toc",))


def kept_words(kind: type[Record]) -> list[str]:
    """How long records of a type are kept: a phrase for the type, then one for each kind that differs, with the law where it says so."""
    return [
        sentence(f"{words(name)}: {with_source(keep)}" if name else with_source(keep))
        for name, keep in kind.retention()
    ]


def signers(kind: type[Record]) -> str:
    """Who signs records of a type, in words."""
    return sentence(", ".join(words(each.removeprefix("role:")) for each in kind.SIGNERS))


def with_source(keep: Keep) -> str:
    """How long, with the section of the law where it is the law that says so."""
    return f"{keep.words} ({keep.source})" if keep.is_law else keep.words


def _rows(here: Here, kind: type[Record]) -> Iterator[TableRow]:
    url = here.type(kind.TYPE)
    title = link(url, kind.PLURAL) if url else escape(kind.PLURAL)
    for name, keep in kind.retention():
        what = Markup("{}: {}").format(title, words(name)) if name else title
        source = keep.source if keep.is_law else here.w["our_default"]
        yield TableRow((what, sentence(kind.OFTEN), signers(kind), sentence(keep.words), source))
