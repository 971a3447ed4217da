"""The table of rules, and how one is found."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

import builder.read
from builder.checks import rule
from builder.checks.rule import explain, find_rule, list_rules
from builder.model.error import BuilderError


def test_codes_and_names_are_frozen(golden: Callable[[str, str], None]) -> None:
    table = "".join(f"{each.code} {each.name} {each.since}\n" for each in list_rules())

    # A code may be retired, never used again for something else: pack and explanations name it for years.
    golden("rules.txt", table)


def test_table_is_sorted_by_code_and_each_code_and_name_stands_once() -> None:
    codes = [each.code for each in list_rules()]

    assert codes == sorted(set(codes))
    assert len({each.name for each in list_rules()}) == len(codes)
    assert list_rules() == rule.RULES


def test_every_name_of_a_fault_in_the_reader_has_a_rule() -> None:
    folder = Path(builder.read.__file__).parent
    calls = [
        node
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Fault"
    ]
    names = {node.args[1].value for node in calls if isinstance(node.args[1], ast.Constant)}

    assert len(calls) > 20
    assert {"not-yaml", "unknown-field", "id-used-twice"} <= names
    assert names <= {each.name for each in list_rules()}


@pytest.mark.parametrize(
    "wanted", ["DUE002", "due002", "certificate-expired-on-day-worked", "Certificate_Expired_On_Day_Worked"]
)
def test_rule_is_found_by_code_and_by_name_in_any_case(wanted: str) -> None:
    assert find_rule(wanted).code == "DUE002"


def test_page_begins_with_code_name_and_severity() -> None:
    page = explain("DUE002")

    assert page.startswith("# DUE002 certificate-expired-on-day-worked\n\n*gap, since 0.1*\n\n")
    assert "## What to do" in page


def test_unknown_rule_names_the_nearest_ones() -> None:
    with pytest.raises(BuilderError) as error:
        explain("certificate-expird")

    assert error.value.message == "There is no rule called 'certificate-expird'."
    assert "DUE010 certificate-expired" in error.value.cure
