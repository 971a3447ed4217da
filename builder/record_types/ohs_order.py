"""Made when an OHS officer has issued an order, and completed when it is complied with."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.day import Day
from builder.model.field import field
from builder.model.level import Level
from builder.model.record import AUDIT_CYCLE, Record


class OhsOrder(Record):
    """Made when an OHS officer has issued an order, and completed when it is complied with.

    Orders and notices hang where workers can read them (OHS Act, read 2023-12).
    """

    TYPE: ClassVar = "ohs-order"
    TITLE: ClassVar = "OHS order"
    PLURAL: ClassVar = "OHS orders"
    PREFIX: ClassVar = "ord"
    ELEMENT: ClassVar = "administration"
    UNIT: ClassVar = "site"
    SIGNERS: ClassVar = ("owner",)
    OFTEN: ClassVar = "each time an officer issues an order"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = "Made when an OHS officer has issued an order, and completed when it is complied with."
    EXAMPLE: ClassVar = {
        "number": "ORD-000217",
        "kind": "compliance",
        "issued_by": "OHS officer, on a visit",
        "requires": "Guard on the grinder in bay 2.",
        "owner": "P-004",
        "due": "2026-03-18",
        "posted_at": "Safety board by the time clock",
        "closed_on": "2026-03-10",
        "evidence_note": "Photo and report sent to the officer.",
    }

    number: str | None = field("Number", "Quoted.", level=Level.POSTED, needed=True, show_in=("table", "detail"))
    kind: Literal["compliance", "stop-work", "stop-use", "demand"] | None = field(
        "Kind", level=Level.POSTED, needed=True, show_in=("table", "detail")
    )
    issued_by: str | None = field("Issued by", "As what and on what occasion, without the name.", needed=True)
    requires: str | None = field(
        "What it asks for", level=Level.POSTED, needed=True, widget="long-text", show_in=("table", "detail")
    )
    owner: str | None = field("Owner", refers="person", needed=True)
    due: Day | None = field("Comply by", level=Level.POSTED, needed=True, show_in=("table", "detail"))
    posted_at: str | None = field("Posted at", level=Level.POSTED, needed=True)
    closed_on: Day | None = field("Complied with on", level=Level.POSTED, show_in=("table", "detail"))
    evidence_note: str | None = field("How that was shown", widget="long-text")
