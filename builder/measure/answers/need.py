"""Looks for what one need of a question asks: a document, records, an entry in a register, positive indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.measure.answers.ground import Ground
from builder.measure.answers.tally import Tally
from builder.measure.document import is_past_review, missing_clauses
from builder.measure.promises.hole import name_hole
from builder.measure.selection import select_records
from builder.model.coverage import Expected, Outcome
from builder.model.policy import Policy
from builder.model.record import Record, in_sentence
from builder.model.standard import Need, Question
from builder.model.stored import Stored
from builder.record_types import TYPES


def seek(need: Need, question: Question, ground: Ground, tally: Tally) -> None:
    """Adds to the tally what the need finds."""
    if need.indicator is not None:
        _count_indicator(need.indicator, ground, tally)
        return
    tally.needs += 1
    if need.document is not None:
        _seek_document(need, need.document, question, ground, tally)
    elif need.record is not None:
        _seek_record(need, need.record, question, ground, tally)
    else:
        _seek_register(need, ground, tally)


def _count_indicator(name: str, ground: Ground, tally: Tally) -> None:
    """Counts a population one by one. An empty one asks for nothing: whether there should be any is another need's question."""
    counted = ground.indicator(name)
    if not counted.expected:
        return
    tally.needs += 1
    tally.met += not counted.failing
    tally.indicators.append(counted)
    tally.missing.extend(f"{each.id}: {each.why}" for each in counted.failing)


def _seek_document(need: Need, kinds: Sequence[str], question: Question, ground: Ground, tally: Tally) -> None:
    named = [each for each in ground.documents_by_question[question.id] if not kinds or each.value.kind in kinds]
    if not named and question.parent:
        # A question about the contents of a document is answered by the document that answers its parent.
        above = ground.documents_by_question[question.parent]
        named = [each for each in above if not kinds or each.value.kind in kinds]
        tally.is_inherited = tally.is_inherited or bool(named)
    approved = [each for each in named if each.value.status == "approved"]
    current = [each for each in approved if not is_past_review(each.value, ground.as_of)]
    for stored in current or approved:
        policy = stored.value
        tally.evidence.append(ground.item("policy", policy.id, stored.path, policy.approved_on or policy.effective))
    if not current:
        tally.missing.append(_missing_document(kinds, named, approved))
        tally.is_stale = tally.is_stale or bool(approved)
        tally.is_superseded = tally.is_superseded or any(each.value.status == "withdrawn" for each in named)
        return
    tally.documents += 1
    lacking = [clause for clause in need.clauses if all(missing_clauses(d.value, (clause,)) for d in current)]
    for clause in lacking:
        tally.missing.append(f"{current[0].value.id}: a heading for {clause.replace('-', ' ')}")
    tally.met += not lacking


def _missing_document(kinds: Sequence[str], named: Sequence[Stored[Policy]], approved: Sequence[Stored[Policy]]) -> str:
    if approved:
        return f"{approved[0].value.id}: past its review"
    if named:
        return f"{named[0].value.id}: {named[0].value.status}, not approved"
    return f"an approved document ({' or '.join(kinds)})" if kinds else "an approved document"


def _seek_record(need: Need, record_type: str, question: Question, ground: Ground, tally: Tally) -> None:
    tally.record_needs += 1
    promised = promised_for(need, question.id, ground)
    if promised:
        _count_expected(promised, ground, tally)
        return
    selected = select_records(ground.program, record_type, need.kind, ground.window)
    records = [each for each in selected if _is_meant(each.value, need.where)]
    tally.evidence.extend(ground.item(record_type, each.value.id, each.path, each.value.date) for each in records)
    tally.records += len(records)
    if _is_promised(need, question, ground):
        # Nothing fell due, or it was required nowhere: the promise stands and isn't broken, but nothing shows yet that it is kept.
        tally.count(len(records), len(records), expected=len(records))
        tally.nothing_due = tally.nothing_due or not records
    elif records:
        tally.loose += len(records)
    else:
        title = in_sentence(TYPES[record_type].TITLE) if record_type in TYPES else record_type
        kind = f"{need.kind} " if need.kind else ""
        narrowed = "".join(f" ({name}: {' or '.join(values)})" for name, values in need.where.items())
        tally.missing.append(f"any record: {kind}{title}{narrowed}")
        return
    tally.met += 1


def promised_for(need: Need, question: str, ground: Ground) -> list[Expected]:
    """The required expected records that a need of a question counts."""
    return [
        each
        for each in ground.expected_by_answer.get((question, need.record or ""), ())
        if need.kind is None or each.kind in (None, need.kind)
    ]


def _is_meant(record: Record, where: Mapping[str, Sequence[str]]) -> bool:
    return all(getattr(record, name, None) in values for name, values in where.items())


def _is_promised(need: Need, question: Question, ground: Ground) -> bool:
    return any(
        (id, record) == (question.id, need.record) and (need.kind is None or kind in (None, need.kind))
        for id, record, kind in ground.promised
    )


def _count_expected(promised: Sequence[Expected], ground: Ground, tally: Tally) -> None:
    met = 0
    for each in promised:
        if each.is_found and each.record is not None:
            stored = ground.program.record_by_id[each.record]
            tally.evidence.append(ground.item(each.record_type, each.record, stored.path, stored.value.date))
            met += 1
        else:
            tally.missing.append(name_hole(each))
    on_time = sum(each.outcome is Outcome.MET for each in promised)
    tally.count(met, on_time, expected=len(promised))
    tally.records += met
    tally.met += met == len(promised)


def _seek_register(need: Need, ground: Ground, tally: Tally) -> None:
    name = need.register_of or ""
    if getattr(ground.program, name, None):
        tally.evidence.append(ground.item("register", name, f"records/{name}/", None))
        tally.met += 1
    else:
        tally.missing.append(f"any entry in the register of {name}")
