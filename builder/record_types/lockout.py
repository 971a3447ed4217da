"""Made when equipment or piping is isolated and locked, so that nobody can start or open it while people work on it."""

from __future__ import annotations

from typing import ClassVar

from builder.model.day import Day
from builder.model.field import field
from builder.model.level import Level
from builder.model.policy import Frozen
from builder.model.record import TIME_OF_DAY, Record


class IsolationPoint(Frozen):
    """One source of energy, and what holds it."""

    what: str = field("What", "Valve, breaker or blind, with its number and position.", default=...)
    lock: str | None = field("Lock", "Number of the lock or the blind.")


class Lockout(Record):
    """Made when equipment or piping is isolated and locked, so that nobody can start or open it while people work on it."""

    TYPE: ClassVar = "lockout"
    TITLE: ClassVar = "Lockout"
    PLURAL: ClassVar = "Lockouts"
    PREFIX: ClassVar = "lko"
    ELEMENT: ClassVar = "hazard-control"
    SIGNERS: ClassVar = ("locked_by", "verified_by")
    OFTEN: ClassVar = "for each isolation"
    HELP: ClassVar = (
        "Made when equipment or piping is isolated and locked, so that nobody can start or open it "
        "while people work on it."
    )
    EXAMPLE: ClassVar = {
        "equipment": "Heating pump P-3, mechanical room 201",
        "asset": "A-001",
        "work": "Change the seal",
        "points": [
            {"what": "Suction valve HV-31 shut", "lock": "R-07"},
            {"what": "Discharge valve HV-32 shut", "lock": "R-08"},
            {"what": "Disconnect D-14 off", "lock": "R-09"},
        ],
        "agreed_with": "Building operator; stand-by pump P-4 runs",
        "placed_at": "08:10",
        "zero_energy": "Gauge zero, drain open and dry for 5 minutes, start button tried, meter dead",
        "locked_by": ["P-011", "P-012"],
        "verified_by": "P-004",
        "removed_on": "2026-03-04",
        "removed_at": "14:20",
    }

    equipment: str | None = field("Equipment or line", level=Level.POSTED, needed=True, show_in=("table", "detail"))
    asset: str | None = field("Asset", "Where it is one of ours.", refers="asset")
    work: str | None = field("Work", needed=True, show_in=("table", "detail"))
    points: tuple[IsolationPoint, ...] = field("Isolation points", needed=True, default=())
    agreed_with: str | None = field("Agreed with", "The owner's operator, and what runs meanwhile.")
    placed_at: str | None = field("Locks on at", 'Quoted: "08:10".', widget="time", pattern=TIME_OF_DAY)
    zero_energy: str | None = field("How zero was proved", needed=True, widget="long-text")
    locked_by: tuple[str, ...] = field(
        "Who hung a lock", "Each with an own lock.", refers="person", needed=True, default=()
    )
    verified_by: str | None = field("Zero proved by", refers="person", needed=True, show_in=("table", "detail"))
    removed_on: Day | None = field("Locks off on", show_in=("table", "detail"))
    removed_at: str | None = field("Locks off at", 'Quoted: "14:20".', widget="time", pattern=TIME_OF_DAY)
