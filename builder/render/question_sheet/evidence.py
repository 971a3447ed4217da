"""The lists behind the question sheet: every document, record and miss, a row each."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.coverage import EvidenceItem
from builder.model.question_facts import QuestionFacts, SiteFacts
from builder.record_types import TYPES
from builder.render.pdf.sections.view import View
from builder.render.question_sheet.rows import Cell, Column

EVIDENCE_COLUMNS = (
    Column("Question", 9),
    Column("Site id", 16),
    Column("What", 30),
    Column("Id", 16),
    Column("Date", 12),
    Column("Entered", 12),
    Column("Days until entered", 12),
    Column("Counts as", 22),
    Column("Title or words", 60),
    Column("In the pack", 22),
)


def list_evidence(view: View, facts: tuple[QuestionFacts, ...]) -> Iterator[tuple[Cell, ...]]:
    """One row for each item behind n and for each miss, in the order of the sheet."""
    sampled = {stored.value.id for records in view.selection.samples.values() for stored in records}
    for question in facts:
        for row in question.rows:
            for item in row.evidence:
                yield _item(view, question, row, item, sampled)
            yield from _populations(question, row)
            for miss in row.missing:
                yield (
                    question.question.id,
                    row.site,
                    "",
                    "",
                    None,
                    None,
                    None,
                    "not in n, or not as it should be",
                    miss,
                    "",
                )


def _item(
    view: View, question: QuestionFacts, row: SiteFacts, item: EvidenceItem, sampled: set[str]
) -> tuple[Cell, ...]:
    days = (item.entered - item.date).days if item.entered and item.date and item.kind in TYPES else None
    return (
        question.question.id,
        row.site,
        _kind(item),
        item.id,
        item.date.isoformat() if item.date else None,
        item.entered.isoformat() if item.entered else None,
        days,
        "found",
        _title(view, item),
        _place(item, sampled),
    )


def _kind(item: EvidenceItem) -> str:
    if item.kind == "policy":
        return "Document"
    return TYPES[item.kind].TITLE if item.kind in TYPES else "Register"


def _title(view: View, item: EvidenceItem) -> str:
    found = view.snapshot.program.policy_by_id.get(item.id) if item.kind == "policy" else None
    return f"{found.value.title}, version {found.value.version}" if found else ""


def _place(item: EvidenceItem, sampled: set[str]) -> str:
    if item.kind == "policy":
        return "printed in full"
    if item.kind not in TYPES:
        return "scope sheet"
    return "register, and printed in full" if item.id in sampled else "register"


def _populations(question: QuestionFacts, row: SiteFacts) -> Iterator[tuple[Cell, ...]]:
    """What was counted one by one and is as it should be; people stand in it as a count."""
    for count in row.counts:
        for good in count.good:
            yield (
                question.question.id,
                row.site,
                "Counted",
                "",
                None,
                None,
                None,
                "as it should be",
                f"{good}: {count.what}",
                "",
            )
