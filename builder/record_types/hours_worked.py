"""Made monthly for each site from the timesheets; the denominator of every rate."""

from __future__ import annotations

from typing import ClassVar

from builder.model.field import field
from builder.model.record import AUDIT_CYCLE, Record


class HoursWorked(Record):
    """Made monthly for each site from the timesheets; the denominator of every rate."""

    TYPE: ClassVar = "hours-worked"
    TITLE: ClassVar = "Hours worked"
    PLURAL: ClassVar = "Hours worked"
    PREFIX: ClassVar = "hrs"
    ELEMENT: ClassVar = "administration"
    UNIT: ClassVar = "site"
    OFTEN: ClassVar = "each month for each site"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = "Made monthly for each site from the timesheets; the denominator of every rate."
    EXAMPLE: ClassVar = {"month": "2026-03", "hours": 1720}

    month: str | None = field(
        "Month", "2026-03.", needed=True, pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$", show_in=("table", "detail")
    )
    hours: int | None = field("Hours", ge=0, needed=True, show_in=("table", "detail"))
