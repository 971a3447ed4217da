"""Kept by the contact while somebody works alone: each check-in, until the last call."""

from __future__ import annotations

from typing import ClassVar

from builder.model.field import field
from builder.model.policy import Frozen
from builder.model.record import TIME_OF_DAY, Record


class CheckIn(Frozen):
    """One call."""

    at: str = field("At", 'Quoted: "10:00".', widget="time", pattern=TIME_OF_DAY, default=...)
    by: str | None = field("By", "Phone, radio, text or visit; what was said if not just “fine”.")


class WorkingAloneLog(Record):
    """Kept by the contact while somebody works alone: each check-in, until the last call."""

    TYPE: ClassVar = "working-alone-log"
    TITLE: ClassVar = "Working-alone log"
    PLURAL: ClassVar = "Working-alone logs"
    PREFIX: ClassVar = "wal"
    ELEMENT: ClassVar = "hazard-control"
    UNIT: ClassVar = "person"
    SUBJECT: ClassVar = "person"
    SIGNERS: ClassVar = ("contact",)
    OFTEN: ClassVar = "for each stretch of work that somebody does alone"
    HELP: ClassVar = "Kept by the contact while somebody works alone: each check-in, until the last call."
    EXAMPLE: ClassVar = {
        "person": "P-011",
        "place": "Penthouse boiler room, 4810 Gaetz Avenue",
        "task": "Service call, low water cut-out",
        "contact": "P-004",
        "method": "Phone, tried at the boiler before starting",
        "interval_minutes": 60,
        "started_at": "13:00",
        "check_ins": [{"at": "14:00", "by": "phone"}, {"at": "14:55", "by": "phone"}],
        "ended_at": "15:20",
    }

    person: str | None = field("Person", refers="person", needed=True, show_in=("table", "detail"))
    place: str | None = field("Place", needed=True, show_in=("table", "detail"))
    task: str | None = field("Task", needed=True)
    contact: str | None = field("Contact", "Who waits for the calls.", refers="person", needed=True)
    method: str | None = field("Check-in by", "And that the signal was tried at the place.", needed=True)
    interval_minutes: int | None = field("Minutes between check-ins", ge=1, needed=True, show_in=("table", "detail"))
    started_at: str | None = field("Started at", 'Quoted: "13:00".', needed=True, widget="time", pattern=TIME_OF_DAY)
    check_ins: tuple[CheckIn, ...] = field("Check-ins", default=())
    ended_at: str | None = field(
        "Last call at", 'Quoted: "15:20".', widget="time", pattern=TIME_OF_DAY, show_in=("table", "detail")
    )
