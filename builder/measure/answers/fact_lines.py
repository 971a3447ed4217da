"""Facts in point form: one short line a fact, ready to be pasted into an auditor's note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from builder.measure.answers.question_parts import Pieces
from builder.measure.document import missing_clauses, review_due
from builder.measure.filing.filing import Filing, FilingClass
from builder.model.coverage import Answer, EvidenceItem
from builder.model.policy import Policy
from builder.model.program import Program
from builder.model.question_facts import FactCount
from builder.model.snapshot import Snapshot
from builder.model.wording import counted

SHOWN_DOCUMENTS = 5
"""Documents named in the text; the others stand in the list behind it."""


def document_lines(answer: Answer, evidence: Sequence[EvidenceItem], snapshot: Snapshot) -> Iterator[str]:
    """Which documents say what is done: title, version, day of approval; and whether required contents have a heading."""
    known = snapshot.program.policy_by_id
    documents = [known[item.id].value for item in evidence if item.kind == "policy" and item.id in known]
    for policy in documents[:SHOWN_DOCUMENTS]:
        yield f"Written: {_document(policy, snapshot)}."
    if len(documents) > SHOWN_DOCUMENTS:
        yield f"Written as well: {counted(len(documents) - SHOWN_DOCUMENTS, 'more document')}, named in the list."
    clauses = tuple(dict.fromkeys(clause for need in answer.question.needs for clause in need.clauses))
    if clauses and documents:
        lacking = [clause for clause in clauses if all(missing_clauses(each, (clause,)) for each in documents)]
        yield f"Required contents with a heading of their own: {len(clauses) - len(lacking)} of {len(clauses)}."


def _document(policy: Policy, snapshot: Snapshot) -> str:
    words = f"{policy.id} {policy.title}, version {policy.version}"
    approved = policy.approved_on or policy.effective
    if approved:
        words += f", {'approved' if policy.approved_on else 'in effect from'} {approved.isoformat()}"
    due = review_due(policy)
    if due is not None and due < snapshot.as_of:
        words += f", review was due {due.isoformat()}"
    elif policy.last_reviewed and policy.last_reviewed != approved:
        words += f", last reviewed {policy.last_reviewed.isoformat()}"
    return f"{words}, signed copy on file" if policy.signed_copy else words


def register_line(item: EvidenceItem, program: Program) -> str:
    """How many entries a register has."""
    entries = getattr(program, item.id, ())
    return f"Register of {item.id} kept: {len(entries)} {'entry' if len(entries) == 1 else 'entries'}."


def line_of(part: Pieces, count: FactCount, program: Program, is_site: bool) -> Iterator[str]:
    """What a part counts: n of m, the first and last day, on time and late. What is missing is listed beside it."""
    here = " at this site" if is_site else ""
    if part.indicator is not None:
        if count.expected:
            yield f"Counted{here}: {count.found} of {count.expected} {count.what}."
        return
    if count.expected == 0:
        yield f"Nothing was due{here}: {count.what}."
        return
    days = sorted(day for item in _ids(part) if (day := _day(item, program)))
    span = f", {days[0]} to {days[-1]}" if len(days) > 1 else f", {days[0]}" if days else ""
    words = f"{count.what[:1].upper()}{count.what[1:]}"
    if count.expected is None:
        yield f"{words}: {count.found} found{here}{span}; number required unknown."
        return
    late = count.found - count.on_time
    yield f"{words}: {count.found} of {count.expected} found{here}{span}; {count.on_time} on time, {late} late."
    yield f"Counted from: {count.source}."
    if part.idle:
        yield f"Not required, so not in m: {len(part.idle)} (shut, not in use, or before the promise began)."


def _ids(part: Pieces) -> Iterator[str]:
    yield from (each.record for each in part.promised if each.is_found and each.record)
    yield from (item.id for item in part.loose)


def _day(id: str, program: Program) -> str:
    stored = program.record_by_id.get(id)
    return stored.value.date.isoformat() if stored else ""


def when_filed(records: Sequence[EvidenceItem], filings: Mapping[str, Filing]) -> Iterator[str]:
    """How long after the event the records entered the repository; nothing where the history wasn't examined.

    Only of records that came in one by one: the days of an import or of a bulk entry say nothing about when the paper was filed.
    """
    known = [filings[item.id] for item in records if item.id in filings]
    within = [each for each in known if each.kind is FilingClass.WITHIN]
    later = [each for each in known if each.kind is FilingClass.LATER]
    others = len(known) - len(within) - len(later)
    if not (within or later):
        return
    tolerances = sorted({each.tolerance for each in known})
    days = " or ".join(str(each) for each in tolerances)
    words = f"Filed: {len(within)} within {days} days of the event"
    if later:
        words += f", {len(later)} later (at most {counted(max(each.days for each in later), 'day')} after it)"
    if others:
        words += f"; {others} came with an import or before git was in use, so their days say nothing"
    yield f"{words}."
