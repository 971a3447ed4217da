"""The indexes at the end of the pack: of documents, records, people and dates, with the page of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from builder.measure.people.on_record import people_on
from builder.model.level import Level
from builder.model.record import Record
from builder.model.stored import Stored
from builder.record_types import TYPES
from builder.render.pdf.sections.runs import write_runs
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View

Pages = Mapping[str, int | str]
"""Page of the pack for each anchor."""

BETWEEN = "·"
"""Between the name of a volume and the page in it: "E05·3"."""

LETTERS = 143
"""Letters of the indexes' small type across the page; their template fixes its size."""

LINES_ON_PAGE = 72
"""Lines of an index on a page, to guess its length before it is rendered."""


def make_indexes(view: View, pages: Pages) -> Section:
    """The indexes. Below office level only documents have one: who stands on which record is office knowledge.

    Lists are text with spaces, like the annex's files: as a table, 2,500 records took longer to lay out than all documents together.

    Args:
        view: The material.
        pages: Page for each anchor; what stands nowhere is printed without one.
    """
    records = [stored for each in view.selection.registers.values() for stored in each]
    is_office = view.snapshot.level.shows(Level.OFFICE)
    html = write_html(
        "indexes",
        title="Indexes",
        running=("Indexes", ""),
        documents=list(_documents(view, pages)),
        registers=[_register(view, name, pages) for name in view.selection.registers] if is_office else [],
        people=list(_people(view, records, pages)) if is_office else [],
        months=list(_dates(view, pages)) if is_office else [],
        is_office=is_office,
    )
    entries = [("Documents", "index-documents")]
    if is_office:
        entries += [("Records", "index-records"), ("People", "index-people"), ("Dates", "index-dates")]
    return Section("indexes", "Indexes", "", html, "indexes", tuple(entries))


def guess_pages(view: View) -> int:
    """How many pages the indexes may have: right or nearly so, and what is guessed wrong is rendered once more."""
    lines = 12 + len(view.selection.documents)
    if view.snapshot.level.shows(Level.OFFICE):
        lines += sum(2 + len(records) // 5 for records in view.selection.registers.values())
        lines += 3 * len(view.snapshot.program.people)
        lines += 14 + sum(len(records) for records in view.selection.samples.values()) // 7
    return 1 + lines // LINES_ON_PAGE


def _documents(view: View, pages: Pages) -> Iterator[dict[str, Any]]:
    for stored in view.selection.documents:
        policy = stored.value
        anchor = f"doc-{policy.id}"
        yield {
            "id": policy.id,
            "title": policy.title,
            "version": policy.version,
            "approved": policy.approved_on.isoformat() if policy.approved_on else "–",
            "link": view.selection.link(anchor),
            "page": pages.get(anchor, ""),
        }


def _register(view: View, name: str, pages: Pages) -> dict[str, Any]:
    """Every record of a type by id, with its page: in full where it is printed in full, else its row of the register."""
    entries = [_entry(stored.value, pages) for stored in sorted(view.selection.registers[name], key=_by_id)]
    return {
        "title": f"{TYPES[name].PLURAL}: {len(entries)}",
        "link": view.selection.link(f"register-{name}"),
        "lines": set_in_columns(entries),
    }


def _by_id(stored: Stored[Record]) -> str:
    return stored.value.id


def _entry(record: Record, pages: Pages) -> str:
    return f"{record.id} {record.date.isoformat()} {_page(record, pages)}".rstrip()


def _page(record: Record, pages: Pages) -> str:
    page = pages.get(f"record-{record.id}")
    return str(page) if page else ""


def _people(view: View, records: Sequence[Stored[Record]], pages: Pages) -> Iterator[dict[str, Any]]:
    """Everybody who stands on a record of the pack, by id, with the pages on which those records stand."""
    found: dict[str, set[int | str]] = defaultdict(set)
    named: dict[str, str] = {}
    counts: dict[str, int] = defaultdict(int)
    for stored in records:
        kind = type(stored.value).TYPE
        for id in people_on(stored.value):
            counts[id] += 1
            page = pages.get(f"record-{stored.value.id}")
            if page:
                found[id].add(page)
            # The name stands here only if it stands on one of those pages too.
            if view.naming.shows_names(kind):
                named[id] = view.naming.person(id, kind)
    for id in sorted(counts, key=lambda each: (len(each), each)):
        yield {
            "name": named.get(id, id),
            "count": counts[id],
            "pages": write_pages(found[id]),
        }


def _dates(view: View, pages: Pages) -> Iterator[dict[str, str]]:
    """The records printed in full, month by month; what is older than the period and in force in it stands together."""
    months: dict[str, list[Record]] = defaultdict(list)
    for records in view.selection.samples.values():
        for stored in records:
            is_older = stored.value.date < view.snapshot.window.first
            months["" if is_older else stored.value.date.isoformat()[:7]].append(stored.value)
    for month in sorted(months):
        listed = sorted(months[month], key=lambda record: (record.date, record.id))
        entries = [_dated(record, pages, is_brief=bool(month)) for record in listed]
        yield {"title": f"{month or 'Before the period'}: {len(listed)}", "lines": set_in_columns(entries)}


def _dated(record: Record, pages: Pages, *, is_brief: bool) -> str:
    day = f"{record.date.day:>2} " if is_brief else record.date.isoformat()
    return f"{day} {record.id} {_page(record, pages)}".rstrip()


def set_in_columns(entries: Sequence[str], letters: int = LETTERS) -> str:
    """Entries side by side, as many as fit, read row by row."""
    if not entries:
        return ""
    width = max(len(entry) for entry in entries) + 3
    across = max(1, (letters + 3) // width)
    rows = (entries[at : at + across] for at in range(0, len(entries), across))
    return "\n".join("".join(f"{entry:<{width}}" for entry in row).rstrip() for row in rows)


def write_pages(pages: Iterable[int | str]) -> str:
    """Pages in rising order with runs as one, those of other volumes after them: "3–5, 9; E05·2, 7"."""
    volumes: dict[str, list[int]] = defaultdict(list)
    for page in pages:
        volume, _, number = str(page).rpartition(BETWEEN)
        volumes[volume].append(int(number))
    return "; ".join(
        f"{volume}{BETWEEN if volume else ''}{write_runs(sorted(volumes[volume]))}" for volume in sorted(volumes)
    )
