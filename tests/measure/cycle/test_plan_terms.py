"""Whether an action plan may stand for the next maintenance audit."""

from __future__ import annotations

from datetime import date

import pytest

from builder.measure.cycle.plan_terms import PlanOption, measure_plan_option
from builder.read.cycle_file import read_cycle_rules
from tests.measure.cycle.cycle_company import Files, audit, company
from tests.measure.small import snapshot_of

HELD = "scheme: COR, number: '2', issued: 2025-11-24, expires: 2028-11-24, audit: maintenance"


def option(files: Files, as_of: date, partner: str = "acsa") -> PlanOption | None:
    snapshot = snapshot_of({**company(HELD, partner), **files}, as_of)
    return measure_plan_option(snapshot.program, read_cycle_rules(), {}, as_of)


def passed(score: int, kind: str = "recertification") -> Files:
    return audit("aud-0001", "2025-10-20", kind, score=str(score))


@pytest.mark.parametrize(("score", "is_open"), [(85, True), (84, False)])
def test_least_score_of_the_last_certification(score: int, is_open: bool) -> None:
    found = option(passed(score), date(2026, 3, 31))

    assert found is not None
    assert found.is_open is is_open


def test_a_full_cycle_is_seen_by_a_recertification() -> None:
    found = option(passed(95, "certification"), date(2026, 3, 1))

    assert found is not None
    assert [each.is_met for each in found.terms] == [True, False]


def test_day_to_apply_is_over_on_the_next() -> None:
    in_time, late = option(passed(95), date(2026, 3, 31)), option(passed(95), date(2026, 4, 1))

    assert in_time is not None
    assert late is not None
    assert (in_time.apply_by, late.apply_by) == (date(2026, 3, 31), None)
    assert not late.is_open


def test_partner_that_wants_many_people() -> None:
    found = option(passed(95), date(2026, 3, 1), "ccsa")

    assert found is not None
    assert found.terms[-1].words == "at least 150 people: 0"


def test_no_option_once_maintenance_has_begun_or_terms_are_not_known() -> None:
    begun = audit("aud-0002", "2026-02-10", "maintenance", first_document_on="2026-02-10")

    assert option({**passed(95), **begun}, date(2026, 3, 1)) is None
    assert option(passed(95), date(2026, 3, 1), "esc") is None
