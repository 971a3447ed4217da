"""Made for each auditor of the program: certification, and why they are independent of it."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.day import Day
from builder.model.field import field
from builder.model.policy import Frozen
from builder.model.record import AUDIT_CYCLE, Record


class Independence(Frozen):
    """What the auditor has stated in writing about standing apart from the company."""

    stated_on: Day = field("Stated on", default=...)
    employed_here: bool = field("Employed here", "Now, or as lately as the partner asks about.", default=...)
    built_system: bool = field("Built the program", "Wrote or ran what would be audited.", default=...)
    note: str | None = field("Explanation")


class Auditor(Record):
    """Made for each auditor of the program; `date` is the day on which the certificate was looked at."""

    TYPE: ClassVar = "auditor"
    TITLE: ClassVar = "Auditor"
    PLURAL: ClassVar = "Auditors"
    PREFIX: ClassVar = "aur"
    ELEMENT: ClassVar = "administration"
    UNIT: ClassVar = "event"
    OFTEN: ClassVar = "when an auditor is engaged, and each time the certification is renewed"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = "Made for each auditor of the program: certification, and why they are independent of it."
    EXAMPLE: ClassVar = {
        "auditor_name": "R. Dyck",
        "company": "Dyck Safety Consulting",
        "standing": "consultant",
        "certification": "ACSA COR auditor",
        "number": "AP-20417",
        "expires": "2028-05-31",
        "independence": {"stated_on": "2026-03-04", "employed_here": False, "built_system": False},
    }

    person: str | None = field("Our own person", refers="person", show_in=("table", "detail"))
    auditor_name: str | None = field("Auditor", "By name, where it is nobody of ours.", show_in=("table", "detail"))
    company: str | None = field("Company", show_in=("table", "detail"))
    standing: Literal["own", "peer", "consultant", "candidate"] | None = field(
        "Standing", needed=True, show_in=("table", "detail")
    )
    certification: str | None = field("Certification", "By which partner, for what.", needed=True)
    number: str | None = field("Number", "Quoted.", needed=True)
    certified_on: Day | None = field("Certified on")
    expires: Day | None = field("Expires", needed=True, show_in=("table", "detail"))
    independence: Independence | None = field("Independence")

    @property
    def called(self) -> str:
        """The name, or the id of our own person."""
        return self.auditor_name or self.person or self.id

    def is_certified_on(self, day: Day) -> bool | None:
        """Whether the certification was in force that day; None where the record doesn't say until when."""
        if self.expires is None:
            return None
        return (self.certified_on is None or self.certified_on <= day) and day <= self.expires
