"""The deadlines of the cycle: of the certificate, of each audit, of action plans, auditors and peer audits; each with its rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from builder.measure.cycle.maintenance import Maintenance
from builder.measure.cycle.releases import first_evidence
from builder.model.cycle import Deadline
from builder.model.cycle_rules import CycleRules, Fact
from builder.model.place import Place
from builder.model.program import Program
from builder.model.record import Record
from builder.model.stored import Stored
from builder.record_types.action_plan import ActionPlan
from builder.record_types.audit import Audit
from builder.record_types.auditor import Auditor
from builder.record_types.peer_audit import PeerAudit
from builder.record_types.self_assessment import SelfAssessment


def list_deadlines(
    program: Program, rules: CycleRules, years: tuple[Maintenance, ...], as_of: date
) -> tuple[Deadline, ...]:
    """Every deadline, sorted by day, then id. A day in a record that lies after `as_of` counts as not yet there."""
    found = [*_of_certificate(program, rules, years, as_of)]
    for model in (Audit, SelfAssessment, ActionPlan, Auditor, PeerAudit):
        for stored in program.records_by_type.get(model.TYPE, ()):
            found.extend(_of_record(stored, rules, as_of))
    found.extend(_of_releases(program, rules, as_of))
    return tuple(sorted(found, key=lambda each: (each.day, each.id)))


def _of_record(stored: Stored[Record], rules: CycleRules, as_of: date) -> Iterator[Deadline]:
    record = stored.value
    if isinstance(record, Audit):
        yield from _of_audit(stored, record, rules, as_of)
    elif isinstance(record, SelfAssessment):
        yield from _of_assessment(stored, record, rules, as_of)
    elif isinstance(record, ActionPlan):
        yield from _of_plan(stored, record, as_of)
    elif isinstance(record, Auditor):
        yield from _of_auditor(stored, record, rules)
    elif isinstance(record, PeerAudit):
        yield from _of_peer(stored, record, rules, as_of)


def _of_releases(program: Program, rules: CycleRules, as_of: date) -> Iterator[Deadline]:
    """The days of an audit whose own record doesn't say when they began, counted from the first evidence that was handed over."""
    for stored in program.records_by_type.get(Audit.TYPE, ()):
        audit = stored.value
        first = first_evidence(program, audit.id, as_of)
        is_counted = isinstance(audit, Audit) and audit.is_of_cycle and audit.outcome != "withdrawn"
        if isinstance(audit, Audit) and is_counted and first and not _done(audit.first_document_on, as_of):
            limit, ended = rules.gathering["COR"], _done(audit.gathering_ended_on, as_of)
            what = f"last day of gathering for {audit.id}, counted from {first.value.id}"
            about = (audit.id, first.value.id)
            yield _deadline(
                f"{audit.id}/gathering",
                limit.counting(first.value.date),
                what,
                limit,
                ended,
                first.place("date"),
                about,
                is_big=True,
            )


def _done(day: date | None, as_of: date) -> date | None:
    return day if day is not None and day <= as_of else None


def _of_certificate(
    program: Program, rules: CycleRules, years: tuple[Maintenance, ...], as_of: date
) -> Iterator[Deadline]:
    assert program.company is not None
    stored, certificate = program.company, program.company.value.certificate
    for year in (each for each in years if each.is_judged):
        rule = rules.maintenance_due(program.company.value.partner)
        # The certification itself is year 1, so the first anniversary is that of year 2, as partners count.
        what = f"year-{year.number + 1} maintenance: audit or action plan"
        about = tuple(each.id for each in year.attempts)
        place = stored.place("certificate", "issued")
        done = _done(year.done_on, as_of)
        yield _deadline(
            f"certificate/maintenance-{year.number + 1}", year.due, what, rule, done, place, about, is_big=True
        )
    if certificate.letter:
        day = certificate.letter.expires or rules.letter.after(certificate.letter.issued)
        done = _done(certificate.issued, as_of)
        place = stored.place("certificate", "letter")
        yield _deadline(
            "certificate/letter",
            day,
            "certificate before the temporary letter ends",
            rules.letter,
            done,
            place,
            is_big=True,
        )
    if certificate.expires:
        day = max(certificate.expires, certificate.extended_to or certificate.expires)
        what = f"{certificate.audit} audit before the {certificate.scheme} certificate runs out"
        place = stored.place("certificate", "extended_to" if certificate.extended_to else "expires")
        # The certificate that follows is written over this one, so while this one stands it is open.
        yield _deadline("certificate/end", day, what, rules.recertification, None, place, is_big=True)


def _deadline(
    id: str,
    day: date,
    what: str,
    rule: Fact,
    done: date | None,
    place: Place,
    about: tuple[str, ...] = (),
    *,
    is_big: bool = False,
) -> Deadline:
    return Deadline(id, day, what, rule.why, rule.cited, done, place, about, is_big)


def _of_audit(stored: Stored[Record], audit: Audit, rules: CycleRules, as_of: date) -> Iterator[Deadline]:
    if not audit.is_of_cycle or audit.outcome == "withdrawn":
        return
    about = (audit.id,)
    first, ended = _done(audit.first_document_on, as_of), _done(audit.gathering_ended_on, as_of)
    if first:
        limit = rules.gathering["COR"]
        place = stored.place("first_document_on")
        what = f"last day of gathering for {audit.id}"
        yield _deadline(f"{audit.id}/gathering", limit.counting(first), what, limit, ended, place, about, is_big=True)
    if ended:
        done = _done(audit.submitted_on, as_of)
        place = stored.place("gathering_ended_on")
        what = f"report of {audit.id} submitted to the partner"
        yield _deadline(
            f"{audit.id}/submission",
            rules.submission.after(ended),
            what,
            rules.submission,
            done,
            place,
            about,
            is_big=True,
        )
    for index, request in enumerate(audit.quality_requests):
        if request.requested_on <= as_of:
            done = _done(request.answered_on, as_of)
            place = stored.place("quality_requests", index, "requested_on")
            day = rules.quality_answer.after(request.requested_on)
            what = f"answer the quality review's request on {audit.id}"
            yield _deadline(
                f"{audit.id}/quality-{index + 1}", day, what, rules.quality_answer, done, place, about, is_big=True
            )


def _of_assessment(stored: Stored[Record], own: SelfAssessment, rules: CycleRules, as_of: date) -> Iterator[Deadline]:
    first, ended = _done(own.first_document_on, as_of), _done(own.gathering_ended_on, as_of)
    if first:
        limit = rules.gathering["SECOR"]
        what = f"last day of gathering for {own.id}"
        yield _deadline(
            f"{own.id}/gathering",
            limit.counting(first),
            what,
            limit,
            ended,
            stored.place("first_document_on"),
            (own.id,),
            is_big=True,
        )
    if ended:
        what = f"send {own.id} to the partner"
        done = _done(own.submitted_on, as_of)
        yield _deadline(
            f"{own.id}/submission",
            rules.submission.after(ended),
            what,
            rules.submission,
            done,
            stored.place("gathering_ended_on"),
            (own.id,),
            is_big=True,
        )


def _of_plan(stored: Stored[Record], plan: ActionPlan, as_of: date) -> Iterator[Deadline]:
    if plan.due:
        done = _done(plan.final_report_on, as_of)
        what = f"final report on the action plan {plan.id}"
        why = "An action plan is closed by a report that says what was done for each item."
        source = "The plan itself"
        is_big = plan.purpose == "instead-of-maintenance"
        yield Deadline(f"{plan.id}/report", plan.due, what, why, source, done, stored.place("due"), (plan.id,), is_big)


def _of_auditor(stored: Stored[Record], auditor: Auditor, rules: CycleRules) -> Iterator[Deadline]:
    # Only our own auditor's certification is ours to renew.
    if auditor.person and auditor.expires:
        what = f"renew the auditor certification of {auditor.person}"
        yield _deadline(
            f"{auditor.id}/expires",
            auditor.expires,
            what,
            rules.auditor_certification,
            None,
            stored.place("expires"),
            (auditor.id, auditor.person),
        )


def _of_peer(stored: Stored[Record], peer: PeerAudit, rules: CycleRules, as_of: date) -> Iterator[Deadline]:
    if peer.owed_by:
        done = _done(peer.done_on, as_of)
        what = f"peer audit owed in return{f', at {peer.company}' if peer.company else ''}"
        yield _deadline(
            f"{peer.id}/owed", peer.owed_by, what, rules.peer_return, done, stored.place("owed_by"), (peer.id,)
        )
