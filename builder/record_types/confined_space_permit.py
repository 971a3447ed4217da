"""Made before anybody enters a confined space; one space, one shift."""

from __future__ import annotations

from typing import ClassVar

from builder.model.field import field
from builder.model.level import Level
from builder.model.policy import Frozen
from builder.model.record import TIME_OF_DAY, Record


class AirTest(Frozen):
    """One reading of the gas meter."""

    at: str = field("At", 'Quoted: "07:40".', widget="time", pattern=TIME_OF_DAY, default=...)
    where: str | None = field("Where", "Top, middle, bottom, or at the worker.")
    oxygen: str | None = field("Oxygen, %", 'Quoted: "20.9".', pattern=r"^[0-9]{1,2}(\.[0-9])?$")
    lel: int | None = field("LEL, %", ge=0, le=100)
    h2s: int | None = field("H2S, ppm", ge=0)
    co: int | None = field("CO, ppm", ge=0)


class ConfinedSpacePermit(Record):
    """Made before anybody enters a confined space; one space, one shift."""

    TYPE: ClassVar = "confined-space-permit"
    TITLE: ClassVar = "Confined space entry permit"
    PLURAL: ClassVar = "Confined space entry permits"
    PREFIX: ClassVar = "csp"
    ELEMENT: ClassVar = "hazard-control"
    SIGNERS: ClassVar = ("issued_by", "tender", "entrants")
    OFTEN: ClassVar = "for each space and shift"
    HELP: ClassVar = "Made before anybody enters a confined space; one space, one shift."
    EXAMPLE: ClassVar = {
        "space": "Scrubber V-410, 1.8 m vessel, side manway",
        "work": "Grind and fit the inlet baffle",
        "valid_from": "08:30",
        "valid_to": "15:00",
        "hazards": ["Hydrocarbon left in the boot", "Grinding fume", "Tight way out"],
        "isolation": "Inlet and drain blinded, outlet spool taken out, locks 11 to 14 on the box",
        "ventilation": "Blower through the top nozzle, intake upwind of the generator",
        "tests": [
            {"at": "08:05", "where": "bottom, from outside", "oxygen": "20.8", "lel": 0, "h2s": 0, "co": 0},
            {"at": "08:25", "where": "middle, blower on", "oxygen": "20.9", "lel": 0, "h2s": 0, "co": 1},
        ],
        "entrants": ["P-011"],
        "tender": "P-012",
        "rescue_plan": "Tripod, winch and harness on the entrant; two at the winch; 911 as back-up",
        "communication": "Voice each 5 minutes, radio channel 4",
        "issued_by": "P-004",
        "closed_at": "14:40",
    }

    space: str | None = field("Space", level=Level.POSTED, needed=True, show_in=("table", "detail"))
    work: str | None = field("Work", needed=True, show_in=("table", "detail"))
    host_permit: str | None = field("Host's permit", "Number of the prime contractor's own permit.")
    valid_from: str | None = field("From", 'Quoted: "08:30".', needed=True, widget="time", pattern=TIME_OF_DAY)
    valid_to: str | None = field("To", 'Quoted: "15:00".', needed=True, widget="time", pattern=TIME_OF_DAY)
    hazards: tuple[str, ...] = field("Hazards", needed=True, default=())
    isolation: str | None = field("Isolation", "Blinds, bleeds and locks.", needed=True, widget="long-text")
    ventilation: str | None = field("Ventilation")
    tests: tuple[AirTest, ...] = field(
        "Air tests", "Before entry, and again after each break.", needed=True, default=()
    )
    entrants: tuple[str, ...] = field(
        "Who goes in", refers="person", needed=True, default=(), show_in=("table", "detail")
    )
    tender: str | None = field("Tending worker", "Stays at the opening.", refers="person", show_in=("table", "detail"))
    rescue_plan: str | None = field("Rescue", "How somebody is got out, with what.", needed=True, widget="long-text")
    rescue_by: str | None = field("Rescue stand-by", "The contractor who stands by.", refers="contractor")
    communication: str | None = field("Communication", needed=True)
    issued_by: str | None = field("Issued by", refers="person", needed=True)
    closed_at: str | None = field(
        "Closed at", 'Everybody out, quoted: "14:40".', widget="time", pattern=TIME_OF_DAY, show_in=("table", "detail")
    )
