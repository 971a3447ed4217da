"""Made when another company's auditor audits us for nothing, so that we owe them the same: what is owed, booked and done."""

from __future__ import annotations

from typing import ClassVar

from builder.model.day import Day
from builder.model.field import field
from builder.model.record import AUDIT_CYCLE, Record


class PeerAudit(Record):
    """Made when a peer audit is arranged: the days that our own auditor owes to another company in return."""

    TYPE: ClassVar = "peer-audit"
    TITLE: ClassVar = "Peer audit owed"
    PLURAL: ClassVar = "Peer audits owed"
    PREFIX: ClassVar = "pa"
    ELEMENT: ClassVar = "administration"
    UNIT: ClassVar = "event"
    OFTEN: ClassVar = "once for each peer audit received"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = "Made when another company's auditor audits us for nothing, so that we owe them the same: what is owed, booked and done."
    EXAMPLE: ClassVar = {
        "audit": "aud-0001",
        "company": "Kestrel Electric Ltd.",
        "owed_by": "2026-08-31",
        "auditor": "aur-0001",
        "booked_on": "2026-05-11",
    }

    audit: str | None = field("Audit received", refers="record", show_in=("table", "detail"))
    company: str | None = field("Company to audit", "As assigned by the partner.", show_in=("table", "detail"))
    owed_by: Day | None = field("Owed by", needed=True, show_in=("table", "detail"))
    auditor: str | None = field("Our auditor", refers="record")
    booked_on: Day | None = field("Booked for", "The first day at the other company.", show_in=("table", "detail"))
    done_on: Day | None = field("Done on", show_in=("table", "detail"))
