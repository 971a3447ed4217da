"""The order of an audit's days."""

from __future__ import annotations

import pytest

from builder.measure.cycle.audit_days import wrong_order
from builder.record_types import TYPES


def wrong(type: str, **fields: object) -> list[tuple[object, ...]]:
    prefix = TYPES[type].PREFIX
    record = TYPES[type].model_validate({"id": f"{prefix}-0001", "date": "2026-05-01", **fields})
    return [place for place, _, _ in wrong_order(record)]


@pytest.mark.parametrize(
    ("type", "fields", "place"),
    [
        ("audit", {"registered_on": "2026-05-02", "first_document_on": "2026-05-01"}, ("first_document_on",)),
        ("audit", {"first_document_on": "2026-05-02", "submitted_on": "2026-05-01"}, ("submitted_on",)),
        ("audit", {"planned_from": "2026-05-02", "planned_to": "2026-05-01"}, ("planned_to",)),
        ("auditor", {"certified_on": "2026-05-02", "expires": "2026-05-01"}, ("expires",)),
        ("peer-audit", {"owed_by": "2026-04-30"}, ("owed_by",)),
        ("self-assessment", {"gathering_ended_on": "2026-05-02", "submitted_on": "2026-05-01"}, ("submitted_on",)),
    ],
)
def test_day_that_comes_too_early(type: str, fields: dict[str, str], place: tuple[str, ...]) -> None:
    assert wrong(type, **fields) == [place]


def test_requests_of_the_quality_review() -> None:
    early = {"requested_on": "2026-05-01", "answered_on": "2026-04-30"}

    assert wrong("audit", submitted_on="2026-05-02", quality_requests=(early,)) == [
        ("quality_requests", 0, "requested_on"),
        ("quality_requests", 0, "answered_on"),
    ]


def test_days_in_order_and_days_that_are_the_same() -> None:
    assert wrong("audit", registered_on="2026-05-01", first_document_on="2026-05-01", accepted_on="2026-05-01") == []
