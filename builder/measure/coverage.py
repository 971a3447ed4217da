"""How far documents and records answer the questions of the standard: evidence of questions asked, never points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from builder.measure.document import is_past_review, missing_clauses
from builder.measure.selection import select_records
from builder.model.coverage import (
    Answer,
    Coverage,
    Detail,
    ElementCoverage,
    EvidenceItem,
    Expected,
    Outcome,
    Status,
)
from builder.model.history import History
from builder.model.policy import Policy
from builder.model.program import Program
from builder.model.record import Record
from builder.model.snapshot import Window
from builder.model.standard import Need, Question, Standard
from builder.model.stored import Stored
from builder.record_types import TYPES


@dataclass(frozen=True)
class Ground:
    """Everything an answer rests on, indexed once for all questions."""

    program: Program
    window: Window
    as_of: date
    expected: tuple[Expected, ...]
    history: History | None

    @cached_property
    def expected_by_answer(self) -> Mapping[tuple[str, str], Sequence[Expected]]:
        """Required expected records by question and record type."""
        found: dict[tuple[str, str], list[Expected]] = defaultdict(list)
        for each in self.expected:
            if each.is_required:
                for question in each.answers:
                    found[question, each.record_type].append(each)
        return found

    @cached_property
    def promised(self) -> frozenset[tuple[str, str, str | None]]:
        """(question, record type, kind) of every obligation in force, due or not."""
        return frozenset(
            (question, obligation.record, obligation.kind)
            for stored in self.program.policies
            if stored.value.status == "approved"
            for obligation in stored.value.obligations
            for question in obligation.answers
        )

    @cached_property
    def documents_by_question(self) -> Mapping[str, Sequence[Stored[Policy]]]:
        """Documents of any status that name a question, translations left out."""
        found: dict[str, list[Stored[Policy]]] = defaultdict(list)
        for stored in self.program.policies:
            if stored.value.translates is None:
                for question in stored.value.answers:
                    found[question].append(stored)
        return found

    def item(self, kind: str, id: str, path: str, day: date | None) -> EvidenceItem:
        """A piece of evidence with the day it entered git, where that is known."""
        return EvidenceItem(kind, id, path, day, self.history.entered(path) if self.history else None)


@dataclass
class _Tally:
    """What the needs of one question gave so far.

    Attributes:
        found, expected, on_time: Records where the number required is known.
        loose: Records where it isn't.
        needs, met: How many needs there are, and how many have all they ask for.
        documents, records: How many needs a current document answers, and how many records were found.
    """

    found: int = 0
    expected: int | None = None
    on_time: int = 0
    loose: int = 0
    needs: int = 0
    met: int = 0
    record_needs: int = 0
    documents: int = 0
    records: int = 0
    evidence: list[EvidenceItem] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    is_stale: bool = False
    is_superseded: bool = False
    is_inherited: bool = False

    def count(self, found: int, on_time: int, *, expected: int) -> None:
        """Adds n of m."""
        self.found += found
        self.on_time += on_time
        self.expected = (self.expected or 0) + expected

    @property
    def n_of_m(self) -> tuple[int, int | None, int]:
        """found, expected, on time: of the records; of the needs themselves where no record is asked for."""
        if not self.record_needs:
            return self.met, self.needs, self.met
        if self.expected is None:
            return self.loose, None, self.loose
        return self.found, self.expected, self.on_time


def measure_coverage(
    program: Program,
    standard: Standard,
    expected: tuple[Expected, ...],
    *,
    window: Window,
    as_of: date,
    history: History | None = None,
) -> Coverage:
    """The answers to all questions, in the order of the company's certifying partner."""
    ground = Ground(program, window, as_of, expected, history)
    partner = program.company.value.partner if program.company else ""
    return Coverage(
        partner,
        tuple(
            ElementCoverage(numbered, element, tuple(answer(question, ground) for question in element.questions))
            for numbered, element in standard.elements_for(partner)
        ),
    )


def answer(question: Question, ground: Ground) -> Answer:
    """What the repository holds for one question."""
    if "D" not in question.methods or not question.needs:
        reason = "asked by interview or observation; documents can't answer it"
        status, detail = Status.NOT_APPLICABLE, Detail.NOT_DOCUMENTARY
        return Answer(question, status, detail, 0, None, 0, (), (), reason)
    tally = _Tally()
    for need in question.needs:
        tally.needs += 1
        if need.document is not None:
            _seek_document(need, need.document, question, ground, tally)
        elif need.record is not None:
            _seek_record(need, need.record, question, ground, tally)
        else:
            _seek_register(need, ground, tally)
    status, detail, reason = _judge(tally)
    evidence = tuple(dict.fromkeys(tally.evidence))
    missing = tuple(dict.fromkeys(tally.missing))
    return Answer(question, status, detail, *tally.n_of_m, evidence, missing, reason)


def _seek_document(need: Need, kinds: Sequence[str], question: Question, ground: Ground, tally: _Tally) -> None:
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


def _seek_record(need: Need, record_type: str, question: Question, ground: Ground, tally: _Tally) -> None:
    tally.record_needs += 1
    promised = [
        each
        for each in ground.expected_by_answer.get((question.id, record_type), ())
        if need.kind is None or each.kind in (None, need.kind)
    ]
    if promised:
        _count_expected(promised, ground, tally)
        return
    selected = select_records(ground.program, record_type, need.kind, ground.window)
    records = [each for each in selected if _is_meant(each.value, need.where)]
    tally.evidence.extend(ground.item(record_type, each.value.id, each.path, each.value.date) for each in records)
    tally.records += len(records)
    if _is_promised(need, question, ground):
        # Nothing fell due, or it was required nowhere: the promise stands and isn't broken.
        tally.count(len(records), len(records), expected=len(records))
    elif records:
        tally.loose += len(records)
    else:
        title = TYPES[record_type].TITLE.lower() if record_type in TYPES else record_type
        kind = f"{need.kind} " if need.kind else ""
        narrowed = "".join(f" ({name}: {' or '.join(values)})" for name, values in need.where.items())
        tally.missing.append(f"any record: {kind}{title}{narrowed}")
        return
    tally.met += 1


def _is_meant(record: Record, where: Mapping[str, Sequence[str]]) -> bool:
    return all(getattr(record, name, None) in values for name, values in where.items())


def _is_promised(need: Need, question: Question, ground: Ground) -> bool:
    return any(
        (id, record) == (question.id, need.record) and (need.kind is None or kind in (None, need.kind))
        for id, record, kind in ground.promised
    )


def _count_expected(promised: Sequence[Expected], ground: Ground, tally: _Tally) -> None:
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


def name_hole(expected: Expected) -> str:
    """A missing record as a sentence fragment: "shop, September 2026: site inspection"."""
    title = TYPES[expected.record_type].TITLE.lower() if expected.record_type in TYPES else expected.record_type
    kind = f"{expected.kind} " if expected.kind else ""
    where = f"{expected.unit}, " if expected.unit else ""
    explained = " (explained)" if expected.outcome is Outcome.EXPLAINED else ""
    return f"{where}{expected.period}: {kind}{title}{explained}"


def _seek_register(need: Need, ground: Ground, tally: _Tally) -> None:
    name = need.register_of or ""
    if getattr(ground.program, name, None):
        tally.evidence.append(ground.item("register", name, f"records/{name}/", None))
        tally.met += 1
    else:
        tally.missing.append(f"any entry in the register of {name}")


def _judge(tally: _Tally) -> tuple[Status, Detail, str]:
    late = tally.found - tally.on_time
    if tally.met == tally.needs:
        if late:
            return Status.EVIDENCE, Detail.LATE, f"everything is there, {late} of {tally.found} late"
        if tally.is_inherited:
            return Status.EVIDENCE, Detail.INHERITED, "answered by the document behind the question it builds on"
        return Status.EVIDENCE, Detail.COMPLETE, "everything asked for is there"
    if tally.record_needs and tally.documents and not tally.records:
        return Status.PARTIAL, Detail.DESIGN_ONLY, "written, no records yet"
    if tally.is_stale:
        return Status.PARTIAL, Detail.STALE, "the document is past its review"
    if not tally.evidence:
        if tally.is_superseded:
            return Status.MISSING, Detail.SUPERSEDED, "the document that answered it is withdrawn"
        return Status.MISSING, Detail.ABSENT, "nothing in the repository answers it"
    return Status.PARTIAL, Detail.LATE if late else Detail.INCOMPLETE, "some of what is asked for is missing"
