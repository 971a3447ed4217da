"""Made when an injury has been reported to the Workers' Compensation Board; the claim itself stays outside the repository."""

from __future__ import annotations

from typing import ClassVar

from builder.model.day import Day
from builder.model.field import field
from builder.model.record import AUDIT_CYCLE, TIME_OF_DAY, Record


class WcbReport(Record):
    """Made when an injury has been reported to the Workers' Compensation Board; the claim itself stays outside the repository.

    The employer has 72 hours after learning of it (Workers' Compensation Act, section 33, by a secondary source, read 2026-11-22), so days and
    times of both are asked for. There is no field for the claim number or the worker.
    """

    TYPE: ClassVar = "wcb-report"
    TITLE: ClassVar = "WCB report"
    PLURAL: ClassVar = "WCB reports"
    PREFIX: ClassVar = "wcb"
    ELEMENT: ClassVar = "investigation"
    UNIT: ClassVar = "incident"
    SUBJECT: ClassVar = "incident"
    SIGNERS: ClassVar = ("filed_by",)
    FILED_WITHIN: ClassVar = 14
    OFTEN: ClassVar = (
        "within 72 hours of learning of an injury with lost time, modified work or treatment beyond first aid"
    )
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = "Made when an injury has been reported to the Workers' Compensation Board; the claim itself stays outside the repository."
    EXAMPLE: ClassVar = {
        "incident": "inc-0003",
        "form": "Employer's report",
        "known_on": "2026-03-03",
        "known_at": "15:40",
        "filed_on": "2026-03-04",
        "filed_at": "10:05",
        "filed_by": "P-002",
        "copy_to_worker": True,
    }

    incident: str | None = field("Incident", refers="record", needed=True, show_in=("table", "detail"))
    form: str | None = field("Form", needed=True, show_in=("table", "detail"))
    known_on: Day | None = field("We knew on", needed=True, show_in=("table", "detail"))
    known_at: str | None = field("We knew at", 'Quoted: "15:40".', needed=True, widget="time", pattern=TIME_OF_DAY)
    filed_on: Day | None = field("Reported on", needed=True, show_in=("table", "detail"))
    filed_at: str | None = field("Reported at", 'Quoted: "10:05".', needed=True, widget="time", pattern=TIME_OF_DAY)
    filed_by: str | None = field("Reported by", refers="person", needed=True)
    copy_to_worker: bool | None = field("Copy given to the worker")
