"""Made monthly from the timesheet system: who worked on which day, where, and how many hours."""

from __future__ import annotations

from typing import ClassVar

from builder.model.day import Day
from builder.model.field import field
from builder.model.policy import Frozen
from builder.model.record import Record


class WorkRow(Frozen):
    """One person at one site: the days of the month with the same number of hours. Other hours, or another site, are another row."""

    person: str = field("Person", refers="person", default=...)
    site: str = field("Site", refers="site", default=...)
    hours: int = field("Hours a day", "Whole hours.", ge=1, le=24, default=...)
    days: tuple[int, ...] = field("Days of the month", "[1, 2, 5]", default=..., min_length=1)


class WorkDays(Record):
    """Made monthly from the timesheet system: who worked on which day, where, and how many hours.

    `date` is the last day it covers. It says on how many days a crew worked, who was at a site, and on which days a ticket was needed.
    """

    TYPE: ClassVar = "work-days"
    TITLE: ClassVar = "Work days"
    PLURAL: ClassVar = "Work days"
    PREFIX: ClassVar = "wkd"
    ELEMENT: ClassVar = "administration"
    UNIT: ClassVar = "company"
    OFTEN: ClassVar = "each month, when the timesheets are closed"
    HELP: ClassVar = "Made monthly from the timesheet system: who worked on which day, where, and how many hours."
    EXAMPLE: ClassVar = {
        "month": "2026-03",
        "source": "Timesheet system, export by person and site",
        "imported_on": "2026-04-02",
        "rows": [{"person": "P-011", "site": "northgate", "hours": 10, "days": [2, 3, 4]}],
    }

    month: str | None = field(
        "Month",
        'Quoted: "2026-03".',
        needed=True,
        pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$",
        show_in=("table", "detail"),
    )
    source: str | None = field("Exported from", "The system the hours come from.", needed=True)
    imported_on: Day | None = field("Exported on", needed=True, show_in=("table", "detail"))
    rows: tuple[WorkRow, ...] = field(
        "Rows", "Like {person: P-011, site: northgate, hours: 10, days: [1, 2, 5]}.", needed=True, default=()
    )
