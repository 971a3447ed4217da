"""Made when somebody is chosen for the joint health and safety committee, or as health and safety representative."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.day import Day
from builder.model.field import field
from builder.model.level import Level
from builder.model.record import AUDIT_CYCLE, Record


class CommitteeMembership(Record):
    """Made when somebody is chosen for the joint health and safety committee, or as health and safety representative.

    What it asks follows the terms of reference and the contact record of OHS Code, sections 196 to 201 (read 2025-03-31).
    """

    TYPE: ClassVar = "hsc-membership"
    TITLE: ClassVar = "Committee membership"
    PLURAL: ClassVar = "Committee memberships"
    PREFIX: ClassVar = "hsm"
    ELEMENT: ClassVar = "committees"
    UNIT: ClassVar = "person"
    SUBJECT: ClassVar = "person"
    SIGNERS: ClassVar = ("person",)
    OFTEN: ClassVar = "for each term of each member"
    KEEP: ClassVar = AUDIT_CYCLE
    IN_FORCE_UNTIL: ClassVar = "term_ends"
    HELP: ClassVar = "Made when somebody is chosen for the joint health and safety committee, or as health and safety representative."
    EXAMPLE: ClassVar = {
        "person": "P-012",
        "seat": "cochair",
        "side": "worker",
        "selected_by": "Secret ballot of the workers, 21 for, 3 blank",
        "term_ends": "2028-03-03",
        "trained_on": "2026-02-20",
        "posted_at": ["shop", "office"],
    }

    person: str | None = field("Member", refers="person", needed=True, show_in=("table", "detail"))
    seat: Literal["cochair", "member", "representative"] | None = field(
        "Seat", level=Level.POSTED, needed=True, show_in=("table", "detail")
    )
    side: Literal["worker", "employer"] | None = field(
        "Side", level=Level.POSTED, needed=True, show_in=("table", "detail")
    )
    selected_by: str | None = field(
        "Chosen by", "The workers' ballot, the union, or the employer.", needed=True, show_in=("table", "detail")
    )
    term_ends: Day | None = field("Term ends", level=Level.POSTED, needed=True, show_in=("table", "detail"))
    trained_on: Day | None = field("Trained on", "Day of the committee course.", needed=True)
    posted_at: tuple[str, ...] = field(
        "Name and phone posted at", level=Level.POSTED, refers="site", needed=True, default=()
    )
