"""Reports as JSON: a contract with other programs, described by the schemas beside this file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from builder.measure.due import DueItem
from builder.model.coverage import Answer
from builder.model.finding import Finding, Severity
from builder.model.snapshot import Snapshot

CHECK_SCHEMA = "https://muster.example/schema/check-1.json"
COVERAGE_SCHEMA = "https://muster.example/schema/coverage-1.json"
DUE_SCHEMA = "https://muster.example/schema/due-1.json"


def read_schema(name: str) -> dict[str, Any]:
    """The published JSON Schema of a report: "check", "coverage" or "due"."""
    text = (files("builder.render.report") / "schemas" / f"{name}-1.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def write_findings(findings: Sequence[Finding], snapshot: Snapshot) -> str:
    """The findings and their counts as one JSON object."""
    counted = Counter(finding.severity for finding in findings)
    return _dump(
        {
            "schema": CHECK_SCHEMA,
            "as_of": snapshot.as_of.isoformat(),
            "findings": [_finding(finding) for finding in findings],
            "summary": {
                "errors": counted[Severity.ERROR],
                "gaps": counted[Severity.GAP],
                "notes": counted[Severity.NOTE],
                "records": len(snapshot.program.records),
                "policies": len(snapshot.program.policies),
                "left_out": snapshot.left_out,
            },
        }
    )


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "path": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "message": finding.message,
        "fix": finding.fix,
        "about": list(finding.about),
    }


def write_coverage(snapshot: Snapshot) -> str:
    """The coverage as one JSON object, with the finer states that pages leave out."""
    return _dump(
        {
            "schema": COVERAGE_SCHEMA,
            "standard": snapshot.standard.id,
            "edition": snapshot.standard.edition,
            "partner": snapshot.coverage.partner,
            "as_of": snapshot.as_of.isoformat(),
            "window": {"from": snapshot.window.first.isoformat(), "to": snapshot.window.last.isoformat()},
            "elements": [
                {
                    "key": element.element.key,
                    "number": element.partner.number,
                    "name": element.partner.name,
                    "questions": [_answer(answer) for answer in element.answers],
                }
                for element in snapshot.coverage.elements
            ],
        }
    )


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "id": answer.question.id,
        "topic": answer.question.topic,
        "methods": list(answer.question.methods),
        "status": answer.status.value,
        "detail": answer.detail.value,
        "reason": answer.reason,
        "expected": answer.expected,
        "found": answer.found,
        "on_time": answer.on_time,
        "evidence": [
            {
                "kind": item.kind,
                "id": item.id,
                "path": item.path,
                "date": item.date.isoformat() if item.date else None,
                "entered": item.entered.isoformat() if item.entered else None,
            }
            for item in answer.evidence
        ],
        "missing": list(answer.missing),
    }


def write_due(items: Sequence[DueItem], snapshot: Snapshot) -> str:
    """What is overdue and what comes up as one JSON object."""
    return _dump(
        {
            "schema": DUE_SCHEMA,
            "as_of": snapshot.as_of.isoformat(),
            "items": [
                {
                    "day": item.day.isoformat(),
                    "days": item.days,
                    "kind": item.kind,
                    "what": item.what,
                    "path": item.place.path,
                    "line": item.place.line,
                    "about": list(item.about),
                }
                for item in items
            ],
        }
    )


def _dump(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
