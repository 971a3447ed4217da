"""What has been filed: an overview by type, a register for each type and year, and in the office edition a page for each record."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup

from builder.model.record import Attachment, Record
from builder.model.stored import Stored
from builder.record_types import TYPES
from builder.render.forms.printed.wording import reading_hint
from builder.render.site.address_book import HIDDEN_IN_WORKER
from builder.render.site.audit.filed_facts import filed_facts
from builder.render.site.documents.documents import Row
from builder.render.site.documents.promises import what_and_rhythm
from builder.render.site.documents.revisions import governed_by, named_documents
from builder.render.site.manual import Here, Manual, known
from builder.render.site.markup import NOTHING, chip, iso, lines, link
from builder.render.site.page import Page, plain
from builder.render.site.prose import SHOWN_FILES
from builder.render.site.registers.contractors_page import contractors_page
from builder.render.site.registers.field_view import own_lines
from builder.render.site.registers.retention import RETENTION, kept_words, retention_page, signers, with_source
from builder.render.site.registers.table import Table, TableRow, make_table
from builder.render.site.words import LINK_WORDS, OUTCOME, SIGNATURE_METHODS, sentence, words

LATEST_SHOWN = 12
"""Rows of the newest records on the page of a type: about one period of what is done weekly."""

Records = tuple[Stored[Record], ...]


def register_pages(manual: Manual) -> Iterator[Page]:
    """The overview, a page per type, per type and year, and in the office edition per record."""
    yield forms_page(manual)
    yield retention_page(manual)
    if manual.is_office:
        yield contractors_page(manual)
    for name, records in manual.records.items():
        yield _type_page(manual, name, records)
        for year, group in groupby(records, key=lambda stored: stored.value.date.year):
            yield _year_page(manual, name, year, tuple(group))
        if manual.is_office:
            for stored in records:
                yield record_page(manual, name, stored)


def forms_page(manual: Manual) -> Page:
    """Every record type by element, with the way to its page: what to fill in."""
    here = manual.here("records/index.md")
    others = {
        here.w["equipment"]: here.to("records/equipment.md"),
        here.w["contractors"]: here.to("records/contractors.md"),
        here.w["retention"]: here.to(RETENTION),
    }
    links = [link(url, title) for title, url in others.items() if url]
    parts = [
        Markup('<div class="m-block"><p>{} {}</p></div>').format(here.w["records_intro"], Markup(" · ").join(links))
    ]
    for partner, element in manual.snapshot.standard.elements_for(manual.snapshot.coverage.partner):
        kinds = [kind for kind in TYPES.values() if element.key == kind.ELEMENT]
        entries = [_type_row(here, kind) for kind in kinds if manual.is_office or kind.TYPE not in HIDDEN_IN_WORKER]
        if entries:
            name = here.say("elements", element.key, partner.name)
            parts.append(Markup("## {}").format(Markup(plain(f"{partner.number} {name}"))))  # noqa: S704 - escaped there
            parts.append(Markup(manual.render("rows.html.j2", here.path, entries=entries, none="")))  # noqa: S704 - a template
    return Page(here.path, here.w["forms_records"], "\n\n".join(parts))


def _type_row(here: Here, kind: type[Record]) -> Row:
    records = here.manual.records.get(kind.TYPE, ())
    count = here.w["filed_none"]
    if records:
        count = here.count(len(records), "filed", day=here.day(records[-1].value.date))
    title, help = here.say("records", kind.TYPE), here.say("record_help", kind.TYPE)
    return Row(here.type(kind.TYPE) or "", title, f"{help} {count}")


def _type_page(manual: Manual, name: str, records: Records) -> Page:
    here = manual.here(f"records/{name}/index.md")
    kind = TYPES[name]
    years = [
        (year, len(tuple(group)), here.to(f"records/{name}/{year}.md"))
        for year, group in groupby(reversed(records), key=lambda stored: stored.value.date.year)
    ]
    latest = [stored.value for stored in reversed(records[-LATEST_SHOWN:])]
    markdown = manual.render(
        "record_type.html.j2",
        here.path,
        trail=[(here.w["records"], here.to("records/index.md")), (kind.PLURAL, None)],
        help=kind.HELP,
        facts=[
            (here.w["promised_by"], _promised_by(manual, here, name)),
            (here.w["often"], sentence(kind.OFTEN)),
            (here.w["signed_by"], signers(kind)),
            (here.w["kept"], lines(kept_words(kind))),
        ],
        form=[
            (info.title, reading_hint(info.description))
            for field, info in kind.model_fields.items()
            if field not in Record.model_fields or field in ("date", "site")
        ],
        form_heading="What goes on the form",
        years=years,
        table=make_table(here, here.w["latest"], latest, anchors=False),
    )
    return Page(here.path, kind.PLURAL, markdown)


def _promised_by(manual: Manual, here: Here, name: str) -> Markup:
    found = []
    for stored in manual.snapshot.program.policies:
        for obligation in known(stored.value, "obligations", ()):
            if obligation.record == name and stored.value.status == "approved":
                _, rhythm = what_and_rhythm(obligation)
                kind = f"{words(obligation.kind)}, " if obligation.kind else ""
                found.append(Markup("{} ({}{})").format(here.ref(stored.value.id), kind, rhythm))
        if name in known(stored.value, "forms", ()) and stored.value.status == "approved":
            found.append(Markup("{} ({})").format(here.ref(stored.value.id), here.w["when_it_happens"]))
    return lines(found)


def _year_page(manual: Manual, name: str, year: int, records: Records) -> Page:
    kind = TYPES[name]
    here = manual.here(f"records/{name}/{year}.md")
    newest = [stored.value for stored in reversed(records)]
    table = make_table(here, f"{kind.PLURAL} {year}", newest, anchors=not manual.is_office)
    trail = [
        (here.w["records"], here.to("records/index.md")),
        (kind.PLURAL, here.to(f"records/{name}/index.md")),
        (str(year), None),
    ]
    markdown = manual.render("tables.html.j2", here.path, trail=trail, intro="", tables=[table])
    # The search knows the type's page and each record; parsing tables of hundreds of rows to index none of them would be waste.
    return Page(here.path, f"{kind.PLURAL} {year}", markdown, is_searched=False, hide=("toc", "navigation"))


def record_page(manual: Manual, name: str, stored: Stored[Record]) -> Page:
    """Everything the edition may show of one record, and what it is connected to."""
    record = stored.value
    kind = type(record)
    address = manual.book.sources[stored.path]
    here = manual.here(address.path)
    lines = [*_common_facts(manual, here, stored), *own_lines(here, record)]
    if notes := known(record, "notes"):
        lines.append({"title": here.w["notes"], "value": notes, "is_wide": True})
    trail = [
        (here.w["records"], here.to("records/index.md")),
        (kind.PLURAL, here.to(f"records/{name}/index.md")),
        (str(record.date.year), here.to(f"records/{name}/{record.date.year}.md")),
        (record.id, None),
    ]
    markdown = manual.render(
        "record.html.j2",
        here.path,
        trail=trail,
        lines=lines,
        tables=_tables(here, record),
        attachments=[_attachment(here, stored, each) for each in known(record, "attachments", ())],
    )
    return Page(here.path, f"{kind.TITLE} {record.id}", markdown, 0.3, hide=("toc", "navigation"))


def _common_facts(manual: Manual, here: Here, stored: Stored[Record]) -> list[dict[str, object]]:
    record = stored.value
    facts: list[tuple[str, object]] = [
        (here.w["date"], iso(record.date)),
        (here.w["site"], here.ref(known(record, "site"))),
        ("Recorded by", here.ref(known(record, "recorded_by"))),
    ]
    facts.extend(filed_facts(manual, stored))
    counts = [
        Markup("{} {} {}").format(here.ref(each.document), each.period, chip(OUTCOME[each.outcome]))
        for each in manual.expected_by_record.get(record.id, ())
    ]
    facts.append(("Counts for", lines(counts)))
    facts.append((here.w["governed_by"], governed_by(here, record)))
    facts.append((here.w["names_documents"], named_documents(here, record)))
    links = [
        Markup("{}: {}").format(LINK_WORDS[link.relation], here.ref(link.to)) for link in known(record, "links", ())
    ]
    facts.append((here.w["links"], lines(links)))
    facts.append((here.w["kept"], sentence(with_source(record.keep))))
    facts.append((here.w["withheld"], manual.snapshot.withheld.words(stored.path)))
    facts.append((here.w["linked_from"], here.refs(manual.mentioned_by.get(record.id, ()))))
    return [{"title": title, "value": value, "is_wide": False} for title, value in facts if value]


def _tables(here: Here, record: Record) -> list[Table]:
    people = tuple(
        TableRow((here.ref(each.person), sentence(words(each.role)))) for each in known(record, "people", ())
    )
    signatures = tuple(
        TableRow(
            (
                here.ref(each.person),
                sentence(words(each.role or "")),
                iso(each.date),
                SIGNATURE_METHODS[each.method],
            )
        )
        for each in known(record, "signatures", ())
    )
    return [
        Table(here.w["people"], (here.w["person"], here.w["role"]), people, here.w["people"]),
        Table(
            here.w["signatures"],
            (here.w["person"], here.w["role"], here.w["date"], "How"),
            signatures,
            here.w["signatures"],
        ),
    ]


def _attachment(here: Here, stored: Stored[Record], attachment: Attachment) -> dict[str, object]:
    path = stored.beside(attachment.path)
    entry = here.manual.snapshot.program.files.get(path)
    is_shown = entry is not None and path.lower().endswith(SHOWN_FILES)
    warning = NOTHING
    if entry is None:
        warning = chip(("bad", "✖", here.w["attachment_missing"]))
    elif entry.sha256 and entry.sha256 != attachment.sha256:
        warning = chip(("bad", "✖", here.w["attachment_differs"]))
    return {
        "url": here.file(path) if is_shown else "",
        "is_picture": is_shown and not path.lower().endswith(".pdf"),
        "caption": attachment.caption,
        "name": attachment.path,
        "sha256": attachment.sha256,
        "warning": warning,
    }
