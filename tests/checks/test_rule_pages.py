"""Every rule's page is complete, and its examples do what the page says."""

from __future__ import annotations

import re

import pytest

from builder.checks.rule import Rule, list_rules
from tests.checks.example import PARTS, findings_of, read_example, sections


def by_code(rule: Rule) -> str:
    return rule.code


@pytest.mark.parametrize("rule", list_rules(), ids=by_code)
def test_page_has_every_part(rule: Rule) -> None:
    parts = sections(rule.page)

    assert tuple(parts)[1:] == PARTS
    assert all(text.strip() for text in parts.values())
    assert re.fullmatch(r"[A-Z].*\.", parts[""].strip(), re.DOTALL)


@pytest.mark.parametrize("rule", list_rules(), ids=by_code)
def test_failing_example_gives_exactly_this_finding(rule: Rule) -> None:
    text = sections(rule.page)["Example: fails"]
    found = {finding.code for finding in findings_of(read_example(text))}

    # Another code is allowed only where the page says that the example gives it too.
    assert found - set(re.findall(r"\b[A-Z]{3}\d{3}\b", text)) == {rule.code}


@pytest.mark.parametrize("rule", list_rules(), ids=by_code)
def test_passing_example_gives_nothing(rule: Rule) -> None:
    text = sections(rule.page)["Example: passes"]

    assert [finding for finding in findings_of(read_example(text)) if finding.code == rule.code] == []


def test_small_company_without_any_example_has_no_findings() -> None:
    assert findings_of(read_example("")) == ()
