"""What Partnerships in Injury Reduction may pay back: an estimate from the shares in the data and the company's own premium."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model.cycle import Cycle
from builder.model.cycle_rules import Refund
from builder.model.register import Premium


@dataclass(frozen=True)
class RefundEstimate:
    """An estimate in whole dollars, rounded down; never a promise.

    Attributes:
        year: Of the premium.
        premium: At the industry rate.
        percent: The share for holding the certificate.
        least: What that comes to.
        most: What the best result by claim costs would come to.
    """

    year: int
    premium: int
    percent: int
    least: int
    most: int
    rule: Refund


def estimate_refund(cycle: Cycle, premium: Premium | None, rule: Refund) -> RefundEstimate | None:
    """The estimate for a company that holds a certificate and has written down its premium; None otherwise: nothing is guessed.

    The first year of a certificate counts as the first only where it was not held before, which the program doesn't know; so the share
    of a maintained year is taken from the second year of a certificate on.
    """
    if premium is None or not cycle.is_held or cycle.year is None:
        return None
    percent = rule.first_year if cycle.year == 1 else rule.maintained
    amount = premium.industry_rate_premium
    return RefundEstimate(
        premium.year, amount, percent, amount * percent // 100, amount * rule.performance // 100, rule
    )
