"""Reports as JSON: a contract with other programs, described by the schemas beside this file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from builder.measure.answers.readiness import partner_numbers
from builder.measure.cycle.life_cycle import measure_life_cycle
from builder.measure.due import DueItem
from builder.measure.promises.heat import measure_by_month
from builder.model.coverage import Answer, Indicator
from builder.model.cycle import STATE_WORDS, Cycle
from builder.model.finding import Finding, Severity
from builder.model.snapshot import Snapshot
from builder.render.report.json_object import write_object
from builder.render.report.readiness_json import readiness_object

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
    return write_object(
        {
            "schema": CHECK_SCHEMA,
            "as_of": snapshot.as_of.isoformat(),
            "findings": [finding_object(finding) for finding in findings],
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


def finding_object(finding: Finding) -> dict[str, Any]:
    """A finding as every report writes it."""
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
        "mendable": finding.mendable,
    }


def write_coverage(snapshot: Snapshot, *, with_readiness: bool = True) -> str:
    """The coverage as one JSON object, with the finer states that pages leave out; an auditor's copy comes without the readiness."""
    readiness = {"readiness": readiness_object(snapshot)} if with_readiness else {}
    return write_object(
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
                    "questions": [_answer(answer, snapshot) for answer in element.answers],
                }
                for element in snapshot.coverage.elements
            ],
            **readiness,
        }
    )


def _answer(answer: Answer, snapshot: Snapshot) -> dict[str, Any]:
    heat = measure_by_month(snapshot, question=answer.question.id)
    return {
        "id": answer.question.id,
        "numbers": list(partner_numbers(snapshot, answer.question.id)),
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
        "by_site": [{"site": each.site, "found": each.found, "expected": each.expected} for each in answer.by_site],
        "by_month": [
            {
                "site": site or None,
                "month": f"{month[0]}-{month[1]:02}",
                "found": cell.found,
                "expected": len(cell.expected),
                "missing": [each.id for each in cell.missing],
            }
            for (site, month), cell in sorted(heat.cells.items())
        ],
        "indicators": [write_indicator(each) for each in answer.indicators],
    }


def write_indicator(counted: Indicator) -> dict[str, Any]:
    """A positive indicator with both lists, as it stands in the reports."""
    return {
        "name": counted.name,
        "counts": counted.counts,
        "found": counted.found,
        "expected": counted.expected,
        "satisfied": list(counted.satisfied),
        "failing": [{"id": each.id, "why": each.why} for each in counted.failing],
    }


def write_due(items: Sequence[DueItem], snapshot: Snapshot) -> str:
    """What is overdue and what comes up as one JSON object."""
    return write_object(
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
                    "why": item.why,
                }
                for item in items
            ],
            "cycle": _cycle(measure_life_cycle(snapshot)),
        }
    )


def _cycle(cycle: Cycle | None) -> dict[str, Any] | None:
    if cycle is None:
        return None
    return {
        "scheme": cycle.scheme,
        "state": cycle.state.value,
        "words": STATE_WORDS[cycle.state],
        "since": cycle.since.isoformat() if cycle.since else None,
        "year": cycle.year,
        "ends": cycle.ends.isoformat() if cycle.ends else None,
        "deadlines": [
            {
                "id": each.id,
                "day": each.day.isoformat(),
                "days": (each.day - cycle.as_of).days,
                "what": each.what,
                "why": each.why,
                "source": each.source,
                "state": each.state(cycle.as_of).value,
                "done_on": each.done_on.isoformat() if each.done_on else None,
                "about": list(each.about),
            }
            for each in cycle.deadlines
        ],
    }
