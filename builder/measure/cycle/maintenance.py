"""The years of a certificate that need maintenance, and the audits and action plans that were made for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from builder.model.cycle_rules import CycleRules
from builder.model.day import add_months
from builder.model.program import Program
from builder.model.standard import PassRule
from builder.record_types.action_plan import ActionPlan
from builder.record_types.audit import Audit
from builder.record_types.self_assessment import SelfAssessment


@dataclass(frozen=True)
class Attempt:
    """An audit, action plan or self-assessment made for a year's maintenance.

    Attributes:
        id: Of the record.
        begun_on: The day it began.
        ended_on: The day its result counts; None while there is none.
        is_passed: Whether it was passed; False while there is no result.
    """

    id: str
    begun_on: date
    ended_on: date | None
    is_passed: bool


@dataclass(frozen=True)
class Maintenance:
    """A year of the certificate that needs maintenance.

    Attributes:
        number: Which year of the certificate ends with it: 1 for the first anniversary.
        first: The first day of its time.
        due: The last day on which it is in time.
        attempts: What was begun in its time, oldest first.
        is_judged: Whether its absence says something: a year that was over before the program moved into git, and of which nothing is on
            record, is not known, not missed.
    """

    number: int
    first: date
    due: date
    attempts: tuple[Attempt, ...]
    is_judged: bool = True

    @property
    def begun_on(self) -> date | None:
        """The day of the first attempt."""
        return self.attempts[0].begun_on if self.attempts else None

    @property
    def done_on(self) -> date | None:
        """The day of the first passed attempt."""
        return next((each.ended_on for each in self.attempts if each.is_passed), None)


def list_maintenance(
    program: Program, rules: CycleRules, pass_rules: Mapping[str, PassRule], as_of: date
) -> tuple[Maintenance, ...]:
    """The years of the present certificate that need maintenance, in order; none for a certificate of a year or less.

    An attempt belongs to the year in whose time it began; a result after the as-of day isn't known yet.
    """
    company = program.company.value if program.company else None
    if company is None or company.certificate.issued is None or company.certificate.expires is None:
        return ()
    issued, expires = company.certificate.issued, company.certificate.expires
    rule = rules.maintenance_due(company.partner)
    begun = (each for each in _attempts(program, pass_rules, as_of) if each.begun_on <= as_of)
    attempts = tuple(sorted(begun, key=lambda each: (each.begun_on, each.id)))
    found: list[Maintenance] = []
    first = issued
    for number in range(1, _years(issued, expires)):
        due = rule.of(add_months(issued, 12 * number))
        in_time = tuple(each for each in attempts if first <= each.begun_on <= due)
        is_judged = bool(in_time) or company.adopted_on is None or due >= company.adopted_on
        found.append(Maintenance(number, first, due, in_time, is_judged))
        first = due + timedelta(days=1)
    return tuple(found)


def _years(issued: date, expires: date) -> int:
    """Whole years of a certificate; a day short of an anniversary counts as the year, as partners write it both ways."""
    after = expires + timedelta(days=1)
    months = (after.year - issued.year) * 12 + after.month - issued.month - (after.day < issued.day)
    return months // 12


def _attempts(program: Program, pass_rules: Mapping[str, PassRule], as_of: date) -> Iterator[Attempt]:
    for stored in program.records_by_type.get("audit", ()):
        audit = stored.value
        if isinstance(audit, Audit) and audit.kind == "maintenance" and audit.begun_on:
            yield _attempt(audit.id, audit.begun_on, audit.ended_on, _is_passed(audit, pass_rules), as_of)
    for stored in program.records_by_type.get("action-plan", ()):
        plan = stored.value
        if isinstance(plan, ActionPlan) and plan.purpose == "instead-of-maintenance" and plan.agreed_on:
            yield _attempt(plan.id, plan.agreed_on, plan.accepted_on or plan.final_report_on, True, as_of)
    for stored in program.records_by_type.get("self-assessment", ()):
        own = stored.value
        if isinstance(own, SelfAssessment) and own.kind == "maintenance":
            ended = own.accepted_on or own.submitted_on
            yield _attempt(own.id, own.first_document_on or own.date, ended, own.outcome in (None, "passed"), as_of)


def _attempt(id: str, begun: date, ended: date | None, is_passed: bool, as_of: date) -> Attempt:
    if ended is None or ended > as_of:
        return Attempt(id, begun, None, False)
    return Attempt(id, begun, ended, is_passed)


def _is_passed(audit: Audit, pass_rules: Mapping[str, PassRule]) -> bool:
    return has_passed(audit, pass_rules) is True


def has_passed(audit: Audit, pass_rules: Mapping[str, PassRule]) -> bool | None:
    """Whether an audit was passed: as the partner said it, else by its scores against the standard's least; None without a result."""
    if audit.outcome is not None:
        return audit.outcome == "passed"
    if audit.score is None:
        return True if audit.accepted_on else None
    rule = pass_rules.get(audit.kind or "")
    if rule is None:
        return True
    weakest = min((each.score for each in audit.element_scores), default=100)
    return audit.score >= rule.overall and weakest >= (rule.element or 0)
