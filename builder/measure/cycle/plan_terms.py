"""Whether an action plan may stand for the next maintenance audit, by the terms of the partner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from builder.measure.cycle.maintenance import has_passed, list_maintenance
from builder.measure.law.headcount import employed_over
from builder.model.cycle_rules import CycleRules, PlanTerms
from builder.model.program import Program
from builder.model.standard import PassRule
from builder.record_types.audit import Audit


@dataclass(frozen=True)
class Term:
    """One condition: whether it is met as far as the records tell, and the words for it."""

    is_met: bool
    words: str


@dataclass(frozen=True)
class PlanOption:
    """The way of the action plan, for the next maintenance.

    Attributes:
        maintenance_due: The day by which that maintenance is due.
        apply_by: The last day to apply; None once it has passed for that year.
        terms: All conditions; the partner decides.
        rule: Where they come from.
    """

    maintenance_due: date
    apply_by: date | None
    terms: tuple[Term, ...]
    rule: PlanTerms

    @property
    def is_open(self) -> bool:
        """Whether everything speaks for applying."""
        return self.apply_by is not None and all(each.is_met for each in self.terms)


def measure_plan_option(
    program: Program, rules: CycleRules, pass_rules: Mapping[str, PassRule], as_of: date
) -> PlanOption | None:
    """The option for the next maintenance that hasn't begun; None without one, or where the partner's terms aren't known."""
    company = program.company.value if program.company else None
    rule = rules.action_plan.get(company.partner) if company else None
    years = list_maintenance(program, rules, pass_rules, as_of)
    coming = next((each for each in years if each.first <= as_of <= each.due and not each.attempts), None)
    if rule is None or coming is None:
        return None
    last_day = date(coming.due.year, rule.apply_month, rule.apply_day)
    apply_by = last_day if as_of <= last_day else None
    return PlanOption(coming.due, apply_by, tuple(_terms(program, rule, pass_rules, as_of)), rule)


def _terms(program: Program, rule: PlanTerms, pass_rules: Mapping[str, PassRule], as_of: date) -> Iterator[Term]:
    passed = [each for each in _external(program, as_of) if has_passed(each, pass_rules)]
    score = passed[-1].score if passed else None
    if score is None:
        yield Term(False, f"at least {rule.least_score} % at the last certification; its score is not on record")
    else:
        yield Term(
            score >= rule.least_score,
            f"at least {rule.least_score} % at the last certification: {score} % in {passed[-1].id}",
        )
    if rule.full_cycle:
        is_met = any(each.kind == "recertification" for each in passed)
        words = passed[-1].id if is_met else "no passed recertification is on record"
        yield Term(is_met, f"one full three-year cycle: {words}")
    if rule.least_people:
        people = sum(stretch.count for stretch in employed_over(program, as_of, as_of))
        yield Term(people >= rule.least_people, f"at least {rule.least_people} people: {people}")


def _external(program: Program, as_of: date) -> Iterator[Audit]:
    """Certification and recertification audits whose result was known by the day, oldest first."""
    for stored in program.records_by_type.get("audit", ()):
        audit = stored.value
        is_known = isinstance(audit, Audit) and audit.ended_on is not None and audit.ended_on <= as_of
        if isinstance(audit, Audit) and is_known and audit.kind in ("certification", "recertification"):
            yield audit
