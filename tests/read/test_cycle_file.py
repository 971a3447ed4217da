"""The shipped rules of time: whole, sourced, and there for every standard."""

from __future__ import annotations

from datetime import date

from builder.model.cycle_rules import Fact
from builder.read.cycle_file import read_cycle_rules


def facts() -> list[Fact]:
    rules = read_cycle_rules()
    found = [value for name in type(rules).model_fields if isinstance(value := getattr(rules, name), Fact)]
    return [
        *found,
        *rules.gathering.values(),
        rules.maintenance_day.default,
        *rules.maintenance_day.partners.values(),
        *rules.action_plan.values(),
        *rules.quality_review.values(),
    ]


def test_every_fact_says_why_from_where_and_when_it_was_read() -> None:
    assert len(facts()) >= 18
    for fact in facts():
        assert fact.why.endswith(".")
        assert fact.source
        assert date(2025, 1, 1) <= fact.read_on <= date(2026, 12, 31)
        assert ("unverified" in fact.cited) == (fact.confidence == "unverified")


def test_numbers_are_those_of_the_sources() -> None:
    rules = read_cycle_rules()

    assert {scheme: limit.days for scheme, limit in rules.gathering.items()} == {"COR": 45, "SECOR": 15}
    assert (rules.submission.days, rules.quality_answer.days, rules.letter.days) == (21, 15, 180)
    assert [each.months for each in rules.documentation] == [12, 3, 0]
    assert rules.action_plan["acsa"].least_score == 85
    assert (rules.refund.first_year, rules.refund.maintained, rules.refund.performance) == (10, 5, 20)


def test_partner_without_a_day_of_its_own_has_the_default_which_is_not_certain() -> None:
    rules = read_cycle_rules()

    assert rules.maintenance_due("amhsa").month == 12
    assert rules.maintenance_due("aasp") == rules.maintenance_day.default
    assert rules.maintenance_day.default.confidence == "unverified"


def test_standard_without_rules_of_its_own_is_held_against_albertas() -> None:
    assert read_cycle_rules("some-other-standard") == read_cycle_rules("alberta-cor")


def test_keys_of_steps_are_used_once() -> None:
    rules = read_cycle_rules()
    for keys in ([each.key for each in rules.steps], [each.key for each in rules.countdown]):
        assert len(set(keys)) == len(keys)
