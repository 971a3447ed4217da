"""The way from nothing to a certificate: each step done, open or not yet, with the evidence behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from builder.measure.cycle.records_kept import measure_records_kept
from builder.measure.cycle.returning import list_said
from builder.measure.cycle.secor import newest_assessment
from builder.measure.people.scheme_courses import measure_scheme_courses
from builder.model.cycle_rules import Step
from builder.model.program import Program
from builder.model.register import Company
from builder.model.snapshot import Snapshot
from builder.read.cycle_file import read_cycle_rules
from builder.record_types.audit import Audit
from builder.record_types.self_assessment import SelfAssessment

Progress = Literal["done", "open", "not-yet"]


@dataclass(frozen=True)
class Proof:
    """What speaks for a step.

    Attributes:
        is_done: Whether the step is taken.
        words: The evidence, or what is missing; a sentence fragment with ids.
    """

    is_done: bool
    words: str


@dataclass(frozen=True)
class Milestone:
    """A step with its progress.

    Attributes:
        progress: done; open: can be worked on; not-yet: another step comes before it.
    """

    step: Step
    progress: Progress
    words: str


@dataclass(frozen=True)
class _Ground:
    snapshot: Snapshot
    company: Company
    audit: Audit | SelfAssessment | None

    @property
    def program(self) -> Program:
        return self.snapshot.program

    def happened(self, day: date | None) -> bool:
        return day is not None and day <= self.snapshot.as_of


IN_ORDER = ("registered", "booked", "gathered", "submitted", "reviewed", "certificate", "action-plan")
"""Steps that can't begin before the one before them; the others go side by side."""


def measure_roadmap(snapshot: Snapshot) -> tuple[Milestone, ...]:
    """All steps in order; none for a program without a company.

    The audit meant is the newest external one on record, a small employer's self-assessment in its place: its steps begin anew with each
    recertification.
    """
    if snapshot.program.company is None:
        return ()
    company = snapshot.program.company.value
    ground = _Ground(snapshot, company, _newest_audit(snapshot.program, company))
    found: list[Milestone] = []
    is_waiting = False
    for step in read_cycle_rules(snapshot.standard.id).steps:
        if step.schemes and company.certificate.scheme not in step.schemes:
            continue
        proof = PROOFS[step.key](ground)
        in_order = step.key in IN_ORDER
        progress: Progress = "done" if proof.is_done else "not-yet" if in_order and is_waiting else "open"
        is_waiting = is_waiting or (in_order and not proof.is_done)
        found.append(Milestone(step, progress, proof.words))
    return tuple(found)


def _newest_audit(program: Program, company: Company) -> Audit | SelfAssessment | None:
    if company.certificate.scheme == "SECOR":
        found = newest_assessment(program)
        return found[1] if found else None
    audits = [stored.value for stored in program.records_by_type.get("audit", ())]
    return next((each for each in reversed(audits) if isinstance(each, Audit) and each.is_external), None)


def _membership(ground: _Ground) -> Proof:
    number = ground.company.partner_membership
    partner = ground.company.partner.upper()
    return Proof(bool(number), f"{partner}, {number}" if number else f"no membership number with {partner} on file")


def _injury_reduction(ground: _Ground) -> Proof:
    day = ground.company.pir_registered_on
    if ground.happened(day):
        return Proof(True, f"since {day}")
    if ground.company.certificate.issued:
        return Proof(
            True,
            "the company holds a certificate, so it is taken as registered; write the day into records/company.yaml",
        )
    return Proof(False, "no day under `pir_registered_on` in records/company.yaml")


def _courses(ground: _Ground) -> Proof:
    standing = measure_scheme_courses(ground.program, ground.snapshot.as_of)
    if not standing:
        return Proof(False, "which courses the partner asks for is not known; see its course list")
    missing = [each.course.name for each in standing if not each.holders]
    held = "; ".join(f"{each.course.name}: {each.holders[0][0]}" for each in standing if each.holders)
    return Proof(not missing, f"nobody holds: {', '.join(missing)}" if missing else held)


def _program(ground: _Ground) -> Proof:
    areas = {each.value.area for each in ground.program.policies if each.value.status == "approved"}
    wanted = [each.partner.name for each in ground.snapshot.coverage.elements if each.element.key not in areas]
    documents = [each.value for each in ground.program.policies if each.value.translates is None]
    count = sum(each.status == "approved" for each in documents)
    words = f"no approved document for {', '.join(wanted)}" if wanted else f"{count} approved documents"
    return Proof(not wanted, words)


def _months(least: int) -> Callable[[_Ground], Proof]:
    def prove(ground: _Ground) -> Proof:
        kept = measure_records_kept(ground.snapshot)
        since = f", since {kept.first}" if kept.first else ""
        return Proof(kept.months >= least, f"{kept.months} months without a break{since}")

    return prove


def _day_of(name: str, words: str, missing: str) -> Callable[[_Ground], Proof]:
    """A step that is taken on a day of the audit."""

    def prove(ground: _Ground) -> Proof:
        day = getattr(ground.audit, name, None) if ground.audit else None
        id = ground.audit.id if ground.audit else ""
        if ground.happened(day):
            return Proof(True, f"{id}: {words} {day}")
        return Proof(False, f"{id}: {missing}" if id else missing)

    return prove


def _booked(ground: _Ground) -> Proof:
    audit = ground.audit
    if not isinstance(audit, Audit) or not (audit.auditor or audit.auditor_name):
        return Proof(False, "no auditor is named")
    when = f", on site {audit.planned_from} to {audit.planned_to or audit.planned_from}" if audit.planned_from else ""
    return Proof(True, f"{audit.id}: {audit.auditor or audit.auditor_name}{when}")


def _certificate(ground: _Ground) -> Proof:
    certificate = ground.company.certificate
    if certificate.issued is None or not ground.happened(certificate.issued):
        return Proof(False, "none yet")
    if ground.audit and ground.audit.date > certificate.issued:
        return Proof(False, f"the certificate of {certificate.issued} stands until the new one comes")
    return Proof(True, f"{certificate.number or 'without a number'}, issued {certificate.issued}")


def _action_plan(ground: _Ground) -> Proof:
    audit = ground.audit
    if audit is None:
        return Proof(False, "no external audit is on record")
    if isinstance(audit, SelfAssessment):
        asked = [(each.topic, each.action) for each in audit.answers if each.answer == "no"]
    elif not audit.is_reported:
        return Proof(False, f"the report of {audit.id} is not in yet")
    else:
        asked = [(each.id, each.action) for each in list_said(ground.program) if each.audit == audit.id]
    without = [id for id, action in asked if action is None]
    if without:
        return Proof(False, f"without an action: {', '.join(without)}")
    return Proof(
        True, f"{len(asked)} findings of {audit.id}, each with an action" if asked else f"{audit.id} asks for nothing"
    )


PROOFS: Mapping[str, Callable[[_Ground], Proof]] = MappingProxyType(
    {
        "membership": _membership,
        "injury-reduction": _injury_reduction,
        "courses": _courses,
        "program": _program,
        "three-months": _months(3),
        "twelve-months": _months(12),
        "registered": _day_of("registered_on", "registered on", "not registered"),
        "booked": _booked,
        "gathered": _day_of("gathering_ended_on", "gathering ended on", "gathering has not ended"),
        "submitted": _day_of("submitted_on", "submitted on", "not submitted"),
        "reviewed": _day_of("accepted_on", "accepted on", "not accepted"),
        "certificate": _certificate,
        "action-plan": _action_plan,
    }
)
"""How each step is proved, by its key in the data."""
