"""Made before hot work outside the marked bays, and closed when the fire watch is over."""

from __future__ import annotations

from typing import ClassVar

from builder.model.field import field
from builder.model.level import Level
from builder.model.record import TIME_OF_DAY, Record


class HotWorkPermit(Record):
    """Made before hot work outside the marked bays, and closed when the fire watch is over."""

    TYPE: ClassVar = "hot-work-permit"
    TITLE: ClassVar = "Hot work permit"
    PLURAL: ClassVar = "Hot work permits"
    PREFIX: ClassVar = "hwp"
    ELEMENT: ClassVar = "hazard-control"
    SIGNERS: ClassVar = ("issued_by", "fire_watch")
    OFTEN: ClassVar = "for each place and shift of hot work"
    HELP: ClassVar = "Made before hot work outside the marked bays, and closed when the fire watch is over."
    EXAMPLE: ClassVar = {
        "location": "Corridor B, grid 6, above the ceiling",
        "work": "Weld two 6 in tees into the heating main",
        "other_way": "Grooved tee doesn't fit between the duct and the beam",
        "valid_from": "08:00",
        "valid_to": "12:00",
        "fire_watch": "P-011",
        "last_flame_at": "11:20",
        "watch_until": "12:25",
        "extinguishers": "Two 4-A:40-B:C, one at the lift and one with the watch; 20 L pump tank",
        "combustibles": "Batt insulation taken out 1 m each way, cable tray under blanket",
        "gas_test": "0 % LEL, oxygen 20.9 %, at 07:50 and 10:10",
        "issued_by": "P-004",
        "accepted_by": "Building operator, signed on the board",
        "closed_at": "12:30",
    }

    location: str | None = field("Location", level=Level.POSTED, needed=True, show_in=("table", "detail"))
    work: str | None = field("Work", needed=True, show_in=("table", "detail"))
    other_way: str | None = field("Why no other way", "Press, groove, thread or the shop come first.")
    valid_from: str | None = field("From", 'Quoted: "08:00".', needed=True, widget="time", pattern=TIME_OF_DAY)
    valid_to: str | None = field("To", 'Quoted: "12:00".', needed=True, widget="time", pattern=TIME_OF_DAY)
    fire_watch: str | None = field(
        "Fire watch", "Has no other job.", refers="person", needed=True, show_in=("table", "detail")
    )
    last_flame_at: str | None = field("Last flame at", 'Quoted: "11:20".', widget="time", pattern=TIME_OF_DAY)
    watch_until: str | None = field(
        "Watch until", 'Quoted: "12:25".', needed=True, widget="time", pattern=TIME_OF_DAY, show_in=("table", "detail")
    )
    late_look: str | None = field("Late look", "Who looked once more hours later, and when.")
    extinguishers: str | None = field("Extinguishers", "Which, and where they stand.", needed=True)
    combustibles: str | None = field("Moved or covered", "What could burn, and what was done with it.", needed=True)
    gas_test: str | None = field("Gas test", "Readings with their times.", needed=True)
    detectors: str | None = field("Detectors and sprinklers", "What was switched off, by whom, and when it was back.")
    issued_by: str | None = field("Issued by", refers="person", needed=True)
    accepted_by: str | None = field("Accepted by", "Who speaks for the building or the plant.")
    closed_at: str | None = field(
        "Closed at", 'Quoted: "12:30".', widget="time", pattern=TIME_OF_DAY, show_in=("table", "detail")
    )
