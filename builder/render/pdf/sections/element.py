"""An element of the standard: its documents and registers, and every question with what lies behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from builder.model.coverage import Answer, ElementCoverage, EvidenceItem, Status
from builder.model.policy import KIND_TITLES, Policy
from builder.model.stored import Stored
from builder.record_types import TYPES
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.values import Piece
from builder.render.pdf.sections.view import View
from builder.render.question_sheet.rows import has_sheet

METHOD_WORDS = {"D": "documentation", "I": "interview", "O": "observation"}
SHOWN_RECORDS = 12
"""Records named beside a question; the whole population stands in the register."""

REGISTER_ANCHORS = {
    "people": "scope-headcount",
    "sites": "scope-sites",
    "positions": "scope-positions",
    "assets": "scope-assets",
    "contractors": "scope-contractors",
}
"""Where the scope sheet prints a register that is kept in files of its own."""

REGISTER_WORDS = {
    "people": "people, with their employment",
    "sites": "sites, with their calendars",
    "positions": "positions, with their tasks and required training",
    "assets": "assets, with their maintenance schedules",
    "contractors": "contractors, with clearances and insurance",
}


@dataclass(frozen=True)
class Group:
    """Records of one type behind a question."""

    title: str
    link: str | None
    count: str
    shown: tuple[Piece, ...]
    more: int


@dataclass(frozen=True)
class QuestionLines:
    """A question with everything behind it, as words."""

    id: str
    topic: str
    methods: str
    status: Status
    count: str
    reason: str
    documents: tuple[Piece, ...]
    groups: tuple[Group, ...]
    others: tuple[Piece, ...]
    missing: tuple[str, ...]
    sites: str
    counted: tuple[str, ...]


def make_element(view: View, element: ElementCoverage) -> Section:
    """The first section of an element; its documents and registers follow as sections of their own."""
    key = element.element.key
    html = write_html(
        "element",
        title=f"Element {element.partner.number} {element.partner.name}",
        running=(view.element_title(key), "Questions and evidence"),
        footer=f"Element {element.partner.number}",
        key=key,
        number=element.partner.number,
        of=len(view.snapshot.coverage.elements),
        name=element.partner.name,
        summary=_summary(element),
        has_sheet=has_sheet(view),
        documents=_documents(view, key),
        registers=_registers(view, key),
        questions=[question_lines(view, answer) for answer in element.answers],
    )
    return Section(
        f"element-{key}",
        f"{element.partner.number} {element.partner.name}",
        key,
        html,
        f"element-{key}",
    )


def question_lines(view: View, answer: Answer) -> QuestionLines:
    """A question with its evidence grouped by document, by record type and by register."""
    documents = tuple(_document(view, item) for item in answer.evidence if item.kind == "policy")
    known = view.snapshot.program.record_by_id
    groups: dict[str, list[EvidenceItem]] = defaultdict(list)
    others = []
    for item in answer.evidence:
        if item.id in known:
            groups[type(known[item.id].value).TYPE].append(item)
        elif item.kind == "register":
            others.append(Piece(REGISTER_WORDS.get(item.id, item.id), f"xref:{REGISTER_ANCHORS.get(item.id, 'scope')}"))
    return QuestionLines(
        id=answer.question.id,
        topic=answer.question.topic,
        methods=", ".join(METHOD_WORDS[method] for method in answer.question.methods),
        status=answer.status,
        count=count_words(answer),
        reason=answer.reason,
        documents=documents,
        groups=tuple(_group(view, name, items) for name, items in sorted(groups.items())),
        others=tuple(dict.fromkeys(others)),
        missing=answer.missing,
        sites=_sites(view, answer),
        counted=tuple(f"{each.found} of {each.expected} {each.counts}" for each in answer.indicators),
    )


def count_words(answer: Answer) -> str:
    """Found and required in words; where m has no source, that is said."""
    if not answer.question.needs:
        return "nothing to be found in documents"
    if answer.expected is None:
        return f"{answer.found} found; number required unknown"
    on_time = f", {answer.on_time} on time" if answer.on_time != answer.found else ""
    return f"{answer.found} of {answer.expected} found{on_time}"


def _sites(view: View, answer: Answer) -> str:
    """How many were found of how many at each site; nothing where there is one site."""
    if len(answer.by_site) < 2:
        return ""
    return "; ".join(f"{view.naming.site(each.site)} {each.found} of {each.expected}" for each in answer.by_site)


def last_day(answer: Answer) -> date | None:
    """The newest day of what lies behind an answer."""
    return max((item.date for item in answer.evidence if item.date), default=None)


def _summary(element: ElementCoverage) -> str:
    counts = [
        f"{element.count(status)} {words}"
        for status, words in (
            (Status.EVIDENCE, "with evidence"),
            (Status.PARTIAL, "partial"),
            (Status.MISSING, "missing"),
            (Status.NOT_APPLICABLE, "not applicable"),
        )
        if element.count(status)
    ]
    asked = len(element.answers)
    return f"{asked} question{'s' if asked != 1 else ''} of the standard: {', '.join(counts) or 'none answered'}."


def _documents(view: View, key: str) -> list[dict[str, object]]:
    mine = [stored for stored in (*view.selection.documents, *view.selection.listed) if stored.value.area == key]
    return [_document_row(view, stored) for stored in sorted(mine, key=lambda each: each.value.id)]


def _document_row(view: View, stored: Stored[Policy]) -> dict[str, object]:
    policy = stored.value
    return {
        "id": policy.id,
        "link": view.selection.link(f"doc-{policy.id}"),
        "title": policy.title,
        "kind": KIND_TITLES[policy.kind],
        "version": policy.version,
        "approved_on": policy.approved_on.isoformat() if policy.approved_on else "–",
        "last_reviewed": policy.last_reviewed.isoformat() if policy.last_reviewed else "–",
        "status": "draft, not printed" if policy.status == "draft" else policy.status,
    }


def _registers(view: View, key: str) -> list[dict[str, object]]:
    return [_register_row(view, name) for name in view.types_of(key)]


def _register_row(view: View, name: str) -> dict[str, object]:
    records = view.selection.registers[name]
    return {
        "title": TYPES[name].PLURAL,
        "link": f"xref:register-{name}",
        "count": len(records),
        "first": records[0].value.date.isoformat(),
        "last": records[-1].value.date.isoformat(),
        "printed": len(view.selection.samples.get(name, ())),
    }


def _document(view: View, item: EvidenceItem) -> Piece:
    found = view.snapshot.program.policy_by_id.get(item.id)
    words = f"{item.id} {found.value.title}" if found else item.id
    if item.date:
        words += f" ({item.date.isoformat()})"
    return Piece(words, view.selection.link(f"doc-{item.id}"))


def _group(view: View, name: str, items: Sequence[EvidenceItem]) -> Group:
    sampled = {stored.value.id for stored in view.selection.samples.get(name, ())}
    # Those printed in full come first: behind them there is more to see than a row.
    ordered = sorted(items, key=lambda item: (item.id not in sampled, item.date or date.min, item.id))
    shown = sorted(ordered[:SHOWN_RECORDS], key=lambda item: (item.date or date.min, item.id))
    return Group(
        title=TYPES[name].PLURAL if len(items) != 1 else TYPES[name].TITLE,
        link=view.selection.link(f"register-{name}"),
        count=str(len(items)),
        shown=tuple(
            Piece(f"{item.id} ({item.date.isoformat()})" if item.date else item.id, view.selection.link_to(item.id))
            for item in shown
        ),
        more=len(items) - len(shown),
    )
