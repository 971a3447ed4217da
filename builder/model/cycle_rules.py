"""The rules of time of a certificate's life cycle, as data: each with its source, the day it was read and how sure we are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from builder.model.day import Day, add_months
from builder.model.policy import Frozen


class Fact(Frozen):
    """A fact with where it comes from."""

    why: str
    source: str
    read_on: Day
    confidence: Literal["confirmed", "secondary", "unverified"]

    @property
    def cited(self) -> str:
        """The source with the day it was read, and a word where it isn't certain."""
        doubt = "" if self.confidence == "confirmed" else f", {self.confidence}"
        return f"{self.source} (read {self.read_on}{doubt})"


class Limit(Fact):
    """A length of time that counts from a day."""

    days: int = 0
    months: int = 0

    def after(self, day: date) -> date:
        """The last day within the limit, when the count begins on the day after `day`."""
        return add_months(day, self.months) + timedelta(days=self.days)

    def before(self, day: date) -> date:
        """The day as long before `day`."""
        return add_months(day, -self.months) - timedelta(days=self.days)

    def counting(self, first: date) -> date:
        """The last day within the limit, when `first` itself is day 1."""
        return self.after(first) - timedelta(days=1)


class YearDay(Fact):
    """The day of a year by which maintenance is due."""

    rule: Literal["anniversary", "month-end", "day-of-year"]
    month: int | None = None
    day: int | None = None

    def of(self, anniversary: date) -> date:
        """The day that belongs to an anniversary of the certificate."""
        if self.rule == "month-end":
            return add_months(anniversary.replace(day=1), 1) - timedelta(days=1)
        if self.rule == "day-of-year" and self.month and self.day:
            return date(anniversary.year, self.month, self.day)
        return anniversary


class MaintenanceDays(Frozen):
    """The day by which maintenance is due: a partner's own, or the default."""

    default: YearDay
    partners: dict[str, YearDay]


class PlanTerms(Fact):
    """On what terms a partner takes an action plan in place of a maintenance audit."""

    least_score: int
    least_people: int = 0
    full_cycle: bool = False
    apply_month: int
    apply_day: int
    report_month: int | None = None
    report_day: int | None = None


class Review(Fact):
    """How long a partner's quality review usually takes."""

    weeks: int


class Documentation(Frozen):
    """What so many months of records are enough for."""

    months: int
    gives: str
    source: str
    read_on: Day
    confidence: Literal["confirmed", "secondary", "unverified"]


class Refund(Fact):
    """Shares of the premium at the industry rate, in per cent."""

    first_year: int
    maintained: int
    performance: int


class Step(Frozen):
    """A step from nothing to a certificate; `schemes` are those that have it, all when left out."""

    key: str
    schemes: tuple[Literal["COR", "SECOR"], ...] = ()
    title: str
    what: str


class CountdownStep(Frozen):
    """Something to do so long before the audit begins, or so many days after its last day on the sites."""

    key: str
    what: str
    months: int = 0
    days: int = 0
    after: int | None = None

    def on(self, first: date, last: date) -> date:
        """The day it falls on, for an audit whose first document is handed over on `first` and whose last day on site is `last`."""
        if self.after is not None:
            return last + timedelta(days=self.after)
        return add_months(first, -self.months) - timedelta(days=self.days)


class CycleRules(Frozen):
    """The rules of time of a scheme, as data."""

    id: str
    title: str
    gathering: dict[str, Limit]
    submission: Limit
    quality_answer: Limit
    letter: Limit
    booking: Limit
    peer_return: Limit
    independence: Limit
    auditor_certification: Limit
    recertification: Fact
    maintenance_opens: Limit
    recertification_opens: Limit
    maintenance_day: MaintenanceDays
    action_plan: dict[str, PlanTerms]
    quality_review: dict[str, Review]
    documentation: tuple[Documentation, ...]
    refund: Refund
    steps: tuple[Step, ...]
    countdown: tuple[CountdownStep, ...]

    def maintenance_due(self, partner: str) -> YearDay:
        """By which day of the year a partner wants maintenance done."""
        return self.maintenance_day.partners.get(partner, self.maintenance_day.default)
