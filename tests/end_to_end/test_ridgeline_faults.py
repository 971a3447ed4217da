"""The sample company holds the faults that were planted in it, each is found, and nothing else is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builder.checks.rule import find_rule
from builder.checks.run import check
from builder.measure.snapshot import take_snapshot
from builder.model.finding import Severity
from builder.model.snapshot import Snapshot
from builder.read.law_file import read_law
from builder.read.program import read_program
from builder.read.source import FolderSource
from builder.read.standard_file import read_standard
from builder.read.yaml_text import read_yaml
from tests.examples.expect_faults import compare

ROOT = Path(__file__).parent.parent.parent
AS_OF = date(2026, 10, 31)


@pytest.fixture(scope="module")
def planted() -> list[dict[str, Any]]:
    path = "tests/examples/ridgeline-faults.yaml"
    document = read_yaml((ROOT / path).read_text(encoding="utf-8"), path)
    assert document.faults == ()
    assert isinstance(document.value, list)
    return document.value


@pytest.fixture(scope="module")
def sample() -> Snapshot:
    program = read_program(FolderSource(ROOT))
    standard, law = read_standard("alberta-cor", "2023"), read_law("alberta-ohs")
    return take_snapshot(program, standard, as_of=AS_OF, history_note="it is the sample", law=law)


def as_json(snapshot: Snapshot) -> list[dict[str, Any]]:
    return [
        {"code": each.code, "path": each.place.path, "about": each.about, "severity": each.severity.value}
        for each in check(snapshot)
    ]


def test_exactly_the_planted_faults_are_found(sample: Snapshot, planted: list[dict[str, Any]]) -> None:
    # The late filing of one record shows in the history only, and is a note.

    assert compare(as_json(sample), planted) == []
    assert len(planted) >= 15


def test_only_notes_stand_beside_them(sample: Snapshot, planted: list[dict[str, Any]]) -> None:
    codes = {fault["code"] for fault in planted}
    others = {(each.code, each.severity) for each in check(sample) if each.code not in codes}

    assert others == {
        ("HIS001", Severity.NOTE),
        ("DUE009", Severity.NOTE),
        ("EVD019", Severity.NOTE),
        ("CYC009", Severity.NOTE),
    }


def test_each_planted_fault_names_the_rule_that_finds_it(planted: list[dict[str, Any]]) -> None:
    assert {fault["code"]: fault["expect"] for fault in planted} == {
        fault["code"]: find_rule(fault["code"]).name for fault in planted
    }


def test_comparison_says_what_is_missing_and_what_is_too_much(planted: list[dict[str, Any]]) -> None:
    found = [{"code": "LNK003", "path": "records/a.yaml", "about": ["yrad"], "severity": "error"}]

    lines = compare(found, planted[:1])

    assert lines[0] == "not planted: LNK003 records/a.yaml yrad"
    assert lines[1].startswith("not found:   EVD003 ")
