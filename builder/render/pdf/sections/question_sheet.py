"""The question sheet: for every question and site the facts in point form, n of m with both lists, and one example that names nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder.measure.answers.question_points import QuestionPoints, points_by_question
from builder.model.coverage import EvidenceItem, Status
from builder.model.question_facts import QuestionFacts, SiteFacts
from builder.record_types import TYPES
from builder.render.pdf.sections.element import METHOD_WORDS, REGISTER_ANCHORS, count_words
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.values import Piece
from builder.render.pdf.sections.view import View
from builder.render.question_sheet.rows import has_sheet, list_facts, site_words

TITLE = "Question sheet"

SHORT_LIST = 12
"""Records that are printed again when another question of the element rests on the same ones."""


def make_question_sheet(view: View) -> tuple[Section, ...]:
    """An opening page, then a section for each element, so that one new record renders one of them anew; none in a public pack."""
    if not has_sheet(view):
        return ()
    facts = list_facts(view)
    points = points_by_question(view.snapshot) if view.naming.profile == "internal" else {}
    elements: dict[str, list[QuestionFacts]] = defaultdict(list)
    for each in facts:
        elements[each.key].append(each)
    return (_opening(view, elements), *(_element(view, key, listed, points) for key, listed in elements.items()))


def _opening(view: View, elements: Mapping[str, Sequence[QuestionFacts]]) -> Section:
    overlay = view.snapshot.program.overlay
    told = sorted({row.site for listed in elements.values() for each in listed for row in each.rows if row.site})
    html = write_html(
        "question_sheet_opening",
        title=TITLE,
        running=(TITLE, "How to read it"),
        elements=[
            {
                "key": key,
                "title": f"{listed[0].element.number} {listed[0].element.name}",
                "questions": len(listed),
                "rows": sum(len(each.rows) for each in listed),
                "asked": sum(each.is_documentary for each in listed),
            }
            for key, listed in elements.items()
        ],
        sites=[view.naming.site(site) for site in told],
        is_chosen=bool(view.choice.sites),
        instrument=overlay.value.instrument if overlay else "",
    )
    return Section("question-sheet", TITLE, "", html, "question-sheet")


def _element(
    view: View, key: str, facts: Sequence[QuestionFacts], points: Mapping[str, Sequence[QuestionPoints]]
) -> Section:
    number, name = facts[0].element.number, facts[0].element.name
    title = f"Questions of element {number}, {name}"
    html = write_html(
        "question_sheet",
        title=title,
        running=(TITLE, f"{number} {name}"),
        footer=f"{TITLE}, element {number}",
        key=key,
        heading=f"{number} {name}",
        questions=_blocks(view, facts, points),
    )
    # Not "element-…": the index and the bookmarks hang it under the question sheet's opening page, the last that stands for itself.
    return Section(f"question-sheet-{key}", f"{number} {name}", key, html, f"sheet-{key}")


def _blocks(
    view: View, facts: Sequence[QuestionFacts], points: Mapping[str, Sequence[QuestionPoints]]
) -> list[dict[str, Any]]:
    """The questions; a long list that several of them rest on is printed with the first."""
    printed: dict[tuple[str, ...], str] = {}
    return [_block(view, each, points.get(each.question.id, ()), printed) for each in facts]


def _block(
    view: View, facts: QuestionFacts, points: Sequence[QuestionPoints], printed: dict[tuple[str, ...], str]
) -> dict[str, Any]:
    shared = _shared_lines(facts)
    return {
        "id": facts.question.id,
        "numbers": ", ".join(facts.numbers),
        "topic": facts.question.topic,
        "methods": ", ".join(METHOD_WORDS[method] for method in facts.question.methods),
        "status": facts.status,
        "count": count_words(facts.answer),
        # Of a question that has an answer, the facts speak; a sentence about them would be a verdict.
        "reason": facts.reason if facts.status is Status.NOT_APPLICABLE else "",
        "points": [_points(each) for each in points],
        "shared": shared,
        "rows": [_row(view, facts, row, shared) for row in facts.rows] if facts.is_documentary else [],
        "behind": list(_behind(view, facts, printed)),
        "example": facts.example,
        "interview": "I" in facts.question.methods,
        "observation": "O" in facts.question.methods,
    }


def _shared_lines(facts: QuestionFacts) -> tuple[str, ...]:
    """Lines that every row has: printed once above the sites."""
    if len(facts.rows) < 2:
        return ()
    return tuple(line for line in facts.rows[0].lines if all(line in row.lines for row in facts.rows))


def _row(view: View, facts: QuestionFacts, row: SiteFacts, shared: Sequence[str]) -> dict[str, Any]:
    main = row.main
    return {
        "site": site_words(view, facts, row),
        "count": main.words if main else "–",
        "on_time": str(main.on_time) if main and main.is_promised and main.expected else "–",
        "lines": [line for line in row.lines if line not in shared],
        "missing": [_miss(view, each) for each in row.missing],
    }


def _miss(view: View, words: str) -> Piece:
    """A miss; it leads to the record it is about, where it is one."""
    head = words.partition(":")[0].partition(",")[0].partition(" of ")[0]
    return Piece(words, view.selection.link_to(head) if head in view.snapshot.program.record_by_id else None)


def _points(points: QuestionPoints) -> str:
    low, high = (f"{float(each):g}" for each in (points.documentation.low, points.documentation.high))
    possible = points.possible
    return f"{points.number}: documentation {low} to {high} of {possible.D}, interview {possible.I}, observation {possible.O}"


@dataclass(frozen=True)
class _List:
    """A list behind n: its title, and its items by month; or the question behind which the same list stands already."""

    title: str
    link: str | None = None
    months: Sequence[tuple[str, Sequence[Piece]]] = ()
    as_behind: str = ""


def _behind(view: View, facts: QuestionFacts, printed: dict[tuple[str, ...], str]) -> Iterator[_List]:
    """Documents and registers once, then the records of each row by type and month, and what was counted one by one."""
    shared = [item for item in facts.rows[0].evidence if item.kind in ("policy", "register")]
    if shared:
        yield _List("Documents and registers", months=[("", [_shared(view, item) for item in shared])])
    for row in facts.rows:
        where = f", {site_words(view, facts, row)}" if len(facts.rows) > 1 else ""
        for name in dict.fromkeys(item.kind for item in row.evidence if item.kind in TYPES):
            items = [item for item in row.evidence if item.kind == name]
            title, link = f"{TYPES[name].PLURAL}{where}: {len(items)}", view.selection.link(f"register-{name}")
            first = printed.setdefault(tuple(item.id for item in items), facts.question.id)
            if first != facts.question.id and len(items) > SHORT_LIST:
                yield _List(title, link, as_behind=first)
            else:
                yield _List(title, link, _months(view, name, items))
        for count in row.counts:
            if count.good and not _are_named(count.good, row) and not _is_a_number(count.good):
                title = f"As they should be{where}: {count.found} {count.what}"
                yield _List(title, months=[("", [Piece(good) for good in count.good])])


def _is_a_number(good: Sequence[str]) -> bool:
    """Whether the list names nobody and only says again how many there are: "7 people"."""
    return len(good) == 1 and good[0].endswith((" person", " people"))


def _are_named(good: Sequence[str], row: SiteFacts) -> bool:
    """Whether the members of a population are records that stand in the list already."""
    return {each.partition(",")[0] for each in good} <= {item.id for item in row.evidence}


def _shared(view: View, item: EvidenceItem) -> Piece:
    if item.kind == "register":
        return Piece(f"register of {item.id}", f"xref:{REGISTER_ANCHORS.get(item.id, 'scope')}")
    return Piece(item.id, view.selection.link(f"doc-{item.id}"))


def _months(view: View, name: str, items: Sequence[EvidenceItem]) -> list[tuple[str, list[Piece]]]:
    """Ids by month, each with its day; links for those that are printed in full, because behind them there is more to see."""
    sampled = {stored.value.id for stored in view.selection.samples.get(name, ())}
    months: dict[str, list[Piece]] = defaultdict(list)
    for item in items:
        day = f" ({item.date.day})" if item.date else ""
        link = view.selection.link_to(item.id) if item.id in sampled else None
        months[item.date.isoformat()[:7] if item.date else ""].append(Piece(f"{item.id}{day}", link))
    return list(months.items())
