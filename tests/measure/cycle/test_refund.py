"""The refund of premiums, estimated from the company's own figure only."""

from __future__ import annotations

from datetime import date

from builder.measure.cycle.refund import estimate_refund
from builder.model.register import Premium
from builder.read.cycle_file import read_cycle_rules
from tests.measure.cycle.cycle_company import COR, company, cycle_of

RULE = read_cycle_rules().refund
PREMIUM = Premium(industry_rate_premium=48_333, year=2026)
HELD = company(COR, more="adopted_on: 2026-10-01\n")


def test_share_of_a_maintained_year_rounded_down() -> None:
    found = estimate_refund(cycle_of(HELD, date(2026, 10, 31)), PREMIUM, RULE)

    assert found is not None
    assert (found.percent, found.least, found.most) == (5, 2416, 9666)


def test_share_of_the_first_year() -> None:
    found = estimate_refund(cycle_of(HELD, date(2024, 1, 31)), PREMIUM, RULE)

    assert found is not None
    assert (found.percent, found.least) == (10, 4833)


def test_nothing_is_guessed_without_a_premium_or_a_certificate() -> None:
    assert estimate_refund(cycle_of(HELD, date(2026, 10, 31)), None, RULE) is None
    assert estimate_refund(cycle_of(HELD, date(2026, 11, 25)), PREMIUM, RULE) is None
