"""The expected records of an obligation or a question as JSON, described by `schemas/expected-1.json`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from builder.measure.promises.promised import Promised, name_promise
from builder.model.coverage import Answer, Expected
from builder.model.snapshot import Snapshot
from builder.render.report.json_object import write_object
from builder.render.report.json_text import write_indicator

EXPECTED_SCHEMA = "https://muster.example/schema/expected-1.json"


def write_expected(promised: Sequence[Promised], answer: Answer | None, snapshot: Snapshot) -> str:
    """The obligations with every expected record and what became of it, as one JSON object."""
    value = {
        "schema": EXPECTED_SCHEMA,
        "as_of": snapshot.as_of.isoformat(),
        "window": {"from": snapshot.window.first.isoformat(), "to": snapshot.window.last.isoformat()},
        "question": _answer(answer) if answer else None,
        "obligations": [_promised(each) for each in promised],
    }
    return write_object(value)


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "id": answer.question.id,
        "topic": answer.question.topic,
        "status": answer.status.value,
        "detail": answer.detail.value,
        "reason": answer.reason,
        "found": answer.found,
        "expected": answer.expected,
        "missing": list(answer.missing),
        "indicators": [write_indicator(each) for each in answer.indicators],
    }


def _promised(promised: Promised) -> dict[str, Any]:
    promise, obligation = promised.promise, promised.promise.obligation
    place = promise.stored.place("obligations", promise.index)
    return {
        "name": name_promise(promise),
        "document": promise.policy.id,
        "path": place.path,
        "line": place.line,
        "record": obligation.record,
        "kind": obligation.kind,
        "every": str(obligation.every) if obligation.every else None,
        "within": str(obligation.within) if obligation.within else None,
        "per": obligation.per,
        "by": obligation.by,
        "answers": list(obligation.answers),
        "found": promised.found,
        "required": promised.required,
        "expected": [_expected(each) for each in promised.expected],
    }


def _expected(each: Expected) -> dict[str, Any]:
    return {
        "id": each.id,
        "outcome": each.outcome.value,
        "unit": each.unit or None,
        "site": each.site or None,
        "period": each.period,
        "first": each.first.isoformat(),
        "last": each.last.isoformat(),
        "due": each.due.isoformat(),
        "record": each.record,
        "reason": each.reason or None,
        "person": each.person or None,
        "corrective_action": each.corrective_action,
        "shown_by": each.shown_by or None,
    }
