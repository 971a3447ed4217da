"""The standard: which questions an audit asks, what answers each, and for the office what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from builder.model.coverage import Answer, ElementCoverage, EvidenceItem, Indicator, Status
from builder.record_types import TYPES
from builder.render.site.board.to_do import with_links, with_names
from builder.render.site.documents.documents import Row
from builder.render.site.documents.promises import what_and_rhythm
from builder.render.site.language import Words
from builder.render.site.manual import Here, Manual, known
from builder.render.site.markup import NOTHING, chip, lines, link
from builder.render.site.page import Page
from builder.render.site.registers.table import Table, TableRow
from builder.render.site.words import METHODS, STATUS, sentence

RECORDS_SHOWN = 8
"""Records that a question lists by itself; its register and the lists of the promises behind it have all of them."""


def standard_pages(manual: Manual) -> Iterator[Page]:
    """The overview, the coverage for the office, and a page for each element."""
    yield _overview(manual)
    if manual.is_office:
        yield _coverage(manual)
    for element in manual.snapshot.coverage.elements:
        yield _element_page(manual, element)


def element_title(element: ElementCoverage) -> str:
    """The partner's number and name."""
    return f"{element.partner.number} {element.partner.name}"


def _overview(manual: Manual) -> Page:
    here = manual.here("elements/index.md")
    entries = [
        Row(
            here.to(f"elements/{element.element.key}.md") or "",
            element_title(element),
            f"{len(element.answers)} questions",
        )
        for element in manual.snapshot.coverage.elements
    ]
    partner = manual.snapshot.standard.partners.get(manual.snapshot.coverage.partner)
    order = f" Numbers and names are those of {partner.name}." if partner else ""
    intro = f'<div class="m-block"><p>{Markup.escape(manual.snapshot.standard.title)}. {Markup.escape(here.w["elements_intro"] + order)}</p></div>'
    body = manual.render("rows.html.j2", here.path, entries=entries, none="")
    return Page(here.path, here.w["elements"], f"{intro}\n\n{body}", 0.7, hide=("toc",))


def _coverage(manual: Manual) -> Page:
    here = manual.here("coverage.md")
    rows = []
    totals = dict.fromkeys(Status, 0)
    for element in manual.snapshot.coverage.elements:
        url = here.to(f"elements/{element.element.key}.md")
        name = link(url or "", element_title(element))
        counts = {status: element.count(status) for status in Status}
        totals = {status: totals[status] + count for status, count in counts.items()}
        rows.append(TableRow((name, len(element.answers), *(count or "" for count in counts.values()))))
    rows.append(TableRow((Markup("<strong>All</strong>"), sum(totals.values()), *totals.values())))
    head = ("Element", "Questions", *(f"{STATUS[status][1]} {STATUS[status][2]}" for status in Status))
    tables = [Table(here.w["coverage"], head, tuple(rows), numbers=(1, 2, 3, 4, 5), wide=(0,))]
    tables += _what_is_missing(manual, here)
    window = manual.snapshot.window
    intro = Markup("{} Window: {} to {}.").format(
        here.w["coverage_intro"], window.first.isoformat(), window.last.isoformat()
    )
    markdown = manual.render("tables.html.j2", here.path, trail=(), intro=intro, tables=tables)
    return Page(here.path, here.w["coverage"], markdown, 0.7)


def _what_is_missing(manual: Manual, here: Here) -> Iterator[Table]:
    for status in (Status.MISSING, Status.PARTIAL):
        rows = tuple(
            TableRow(
                (
                    link(here.question(answer.question.id) or "", answer.question.id),
                    answer.question.topic,
                    _n_of_m(here.w, answer),
                    sentence(answer.reason),
                ),
                f"{status}-{element.element.key}" if not number else "",
            )
            for element in manual.snapshot.coverage.elements
            for number, answer in enumerate(each for each in element.answers if each.status is status)
        )
        word = STATUS[status][2]
        head = (here.w["question"], here.w["topic"], here.w["n_of_m"], here.w["reason"])
        yield Table(word, head, rows, word, none="None.", wide=(1, 3))


def _element_page(manual: Manual, element: ElementCoverage) -> Page:
    here = manual.here(f"elements/{element.element.key}.md")
    tally = [
        chip(STATUS[status], f"{element.count(status)} × {STATUS[status][2]}")
        for status in Status
        if element.count(status)
    ]
    answers = [_answer(manual, here, answer) for answer in element.answers]
    markdown = manual.render("element.html.j2", here.path, tally=tally, answers=answers)
    return Page(here.path, element_title(element), markdown, 0.7, hide=("toc",))


def _answer(manual: Manual, here: Here, answer: Answer) -> dict[str, object]:
    question = answer.question
    documents = [here.ref(item.id) for item in answer.evidence if item.kind == "policy"]
    found: dict[str, object] = {
        "id": question.id,
        "topic": question.topic,
        "status": chip(STATUS[answer.status]),
        "facts": (),
        "promises": (),
        "documents": documents,
        "records": (),
        "missing": (),
    }
    if manual.is_office:
        counted = [_indicator(here.w, each) for each in answer.indicators]
        found["facts"] = (
            (here.w["n_of_m"], _n_of_m(here.w, answer)),
            (here.w["reason"], with_links(here, sentence(answer.reason))),
            ("By site", _by_site(here, answer)),
            ("Counted", lines(text for text in counted if text != answer.reason)),
            (here.w["methods"], ", ".join(METHODS[each] for each in question.methods)),
        )
        found["promises"] = list(_promises(manual, here, question.id))
        found["records"] = _evidence(here, answer.evidence)
        found["missing"] = [with_links(here, sentence(with_names(here, each))) for each in answer.missing]
    return found


def _by_site(here: Here, answer: Answer) -> Markup:
    """How many were found of how many at each site that has expected records, on a line each; nothing where there is one site."""
    if len(answer.by_site) < 2:
        return NOTHING
    return lines(
        Markup("{}: {} {} {}").format(here.ref(each.site), each.found, here.w["of"], each.expected)
        for each in answer.by_site
    )


def _indicator(w: Words, counted: Indicator) -> str:
    return f"{counted.found} {w['of']} {counted.expected} {counted.counts}"


def _n_of_m(w: Words, answer: Answer) -> str:
    if answer.status is Status.NOT_APPLICABLE:
        return ""
    if answer.expected is None:
        return f"{answer.found} {w['found'].lower()}; {w['number_unknown']}"
    return f"{answer.found} {w['of']} {answer.expected}, {answer.on_time} {w['on_time']}"


def _promises(manual: Manual, here: Here, question: str) -> Iterator[Markup]:
    for stored in manual.snapshot.program.policies:
        for number, obligation in enumerate(known(stored.value, "obligations", ())):
            if question in obligation.answers and stored.value.status == "approved":
                what, rhythm = what_and_rhythm(obligation)
                path = f"expected/{stored.path.removeprefix('policies/')}"
                text = f"{stored.value.id}: {what}, {rhythm}"
                url = here.to(path, f"o{number + 1}")
                yield link(url, text) if url else Markup("{}").format(text)


def _evidence(here: Here, evidence: tuple[EvidenceItem, ...]) -> list[Markup]:
    """Records behind an answer: the newest of each type by id, with a way to all of them."""
    by_type: dict[str, list[EvidenceItem]] = {}
    for item in evidence:
        if item.kind != "policy":
            by_type.setdefault(item.kind, []).append(item)
    lines: list[Markup] = []
    for name, items in by_type.items():
        if name == "register":
            lines.extend(Markup("{}").format(f"Register of {item.id}") for item in items)
            continue
        newest = sorted(items, key=lambda item: (str(item.date), item.id), reverse=True)[:RECORDS_SHOWN]
        title = TYPES[name].PLURAL if name in TYPES else sentence(name)
        url = here.type(name)
        label = link(url, f"{title}: {len(items)}") if url else f"{title}: {len(items)}"
        rest = f" … {len(items) - RECORDS_SHOWN} more" if len(items) > RECORDS_SHOWN else ""
        ids = Markup(", ").join(here.ref(item.id, item.id) for item in newest)
        lines.append(Markup("{} – {}{}").format(label, ids, rest))
    return lines
