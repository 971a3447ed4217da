"""How far documents and records answer the questions of the standard: evidence of questions asked, never points."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date

from builder.measure.answers.ground import Ground
from builder.measure.answers.need import promised_for, seek
from builder.measure.answers.tally import Tally, judge
from builder.model.coverage import Answer, Coverage, Detail, ElementCoverage, Expected, SiteCount, Status
from builder.model.history import History
from builder.model.program import Program
from builder.model.register import NotApplicable
from builder.model.snapshot import Window
from builder.model.standard import Question, Standard


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
    ground = Ground(program, window, as_of, expected, history, standard)
    partner = program.company.value.partner if program.company else ""
    return Coverage(
        partner,
        tuple(
            ElementCoverage(numbered, element, tuple(answer(question, ground) for question in element.questions))
            for numbered, element in standard.elements_for(partner)
        ),
    )


def answer(question: Question, ground: Ground) -> Answer:
    """What the repository holds for one question.

    A question whose parent's document is missing is missing itself, whatever records there are: an auditor doesn't ask whether people
    follow what isn't written. A question is not applicable where the company claims it with a reason, and the partner's overlay allows
    that; a claim without that right changes nothing.
    """
    if "D" not in question.methods or not question.needs:
        reason = "asked by interview or observation; documents can't answer it"
        status, detail = Status.NOT_APPLICABLE, Detail.NOT_DOCUMENTARY
        return Answer(question, status, detail, 0, None, 0, (), (), reason)
    claim = claimed_not_applicable(question.id, ground.program)
    if claim is not None:
        reason = f"{claim.reason.rstrip('.')} ({claim.person}, {claim.date})"
        return Answer(question, Status.NOT_APPLICABLE, Detail.CLAIMED, 0, None, 0, (), (), reason)
    tally = Tally()
    for need in question.needs:
        seek(need, question, ground, tally)
    status, detail, reason = judge(tally)
    found = Answer(
        question,
        status,
        detail,
        *tally.n_of_m,
        tuple(dict.fromkeys(tally.evidence)),
        tuple(dict.fromkeys(tally.missing)),
        reason,
        _by_site(question, ground),
        tuple(tally.indicators),
    )
    return _cascaded(found, ground)


def claimed_not_applicable(question: str, program: Program) -> NotApplicable | None:
    """The company's claim that a question does not apply, where the partner's overlay gives it the right; else None."""
    if program.company is None or program.overlay is None or not program.overlay.value.may_be_na(question):
        return None
    return next((each for each in program.company.value.not_applicable if each.question == question), None)


def _cascaded(found: Answer, ground: Ground) -> Answer:
    parent = ground.missing_parent(found.question)
    if parent is None:
        return found
    reason = f"the document it builds on, {parent}, is missing"
    missing = (f"an approved document for {parent}, which this question builds on", *found.missing)
    return replace(found, status=Status.MISSING, detail=Detail.CASCADED, reason=reason, missing=missing)


def _by_site(question: Question, ground: Ground) -> tuple[SiteCount, ...]:
    """N of m of the expected records behind a question at each site; sorted by id."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for need in question.needs:
        for each in promised_for(need, question.id, ground) if need.record else ():
            if each.site:
                counts[each.site][0] += each.is_found
                counts[each.site][1] += 1
    return tuple(SiteCount(site, found, expected) for site, (found, expected) in sorted(counts.items()))
