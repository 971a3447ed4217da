"""Findings as a GitLab code quality report."""

from __future__ import annotations

import json
from typing import Any

import pytest

from builder.model.finding import Finding, Severity
from builder.model.place import Place
from builder.render.report.gitlab import write_findings
from tests.measure.small import snapshot_of

SNAPSHOT = snapshot_of({})


def entries(*findings: Finding) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(write_findings(findings, SNAPSHOT))
    return found


def finding(line: int = 3, severity: Severity = Severity.ERROR, message: str = "No such site.") -> Finding:
    return Finding(Place("records/a.yaml", line, 7), "LNK003", "unknown-site", severity, message, "Correct it.")


def test_an_entry_has_what_gitlab_asks_for() -> None:
    [entry] = entries(finding())
    assert len(entry.pop("fingerprint")) == 64
    assert entry == {
        "description": "No such site. Fix: Correct it.",
        "check_name": "LNK003 unknown-site",
        "severity": "blocker",
        "location": {"path": "records/a.yaml", "lines": {"begin": 3}},
    }


def test_nothing_found_is_an_empty_list() -> None:
    assert entries() == []


@pytest.mark.parametrize(("severity", "word"), [(Severity.GAP, "major"), (Severity.NOTE, "info")])
def test_gaps_and_notes_weigh_less(severity: Severity, word: str) -> None:
    assert entries(finding(severity=severity))[0]["severity"] == word


def test_a_finding_stays_the_same_when_its_line_moves() -> None:
    assert entries(finding(3))[0]["fingerprint"] == entries(finding(30))[0]["fingerprint"]
    assert entries(finding())[0]["fingerprint"] != entries(finding(message="Another."))[0]["fingerprint"]


def test_two_alike_are_two() -> None:
    first, second = entries(finding(3), finding(9))
    assert first["fingerprint"] != second["fingerprint"]
