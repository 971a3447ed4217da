"""Restricted matters (medical, first aid detail, violence and harassment, discipline, claims) enter only as stubs, because git never forgets."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.field import field
from builder.model.record import AUDIT_CYCLE, Keep, Record


class Stub(Record):
    """Stands for a restricted record that is kept outside the repository: that it exists, its class and month, nothing else."""

    TYPE: ClassVar = "stub"
    TITLE: ClassVar = "Restricted record (stub)"
    PLURAL: ClassVar = "Restricted records (stubs)"
    PREFIX: ClassVar = "stb"
    ELEMENT: ClassVar = "administration"
    OFTEN: ClassVar = "each time a record is kept outside the repository"
    KEEP: ClassVar = AUDIT_CYCLE
    KEEP_BY_KIND: ClassVar = {
        "first-aid": Keep(3, "locked away", "OHS Code, sections 183(2) and 184, read 2025-03-31"),
        "audiometry": Keep(
            2, "the totals; the tester keeps single results", "OHS Code, sections 216 to 224, read 2025-03-31"
        ),
        "violence-harassment": Keep(
            2,
            "and until the audit cycle after it has ended",
            "OHS Act, section 33(7), by OHS Code, section 391.1, read 2025-03-31",
        ),
        "discipline": Keep(4, "locked away, as the company's own rule says"),
        "claim": Keep(4, "locked away, and as long as the claim is open"),
        "modified-work": Keep(4, "locked away, and as long as the plan runs"),
        "medical": Keep(None, "locked away, as long as the person works here"),
    }
    HELP: ClassVar = "Stands for a restricted record that is kept outside the repository: that it exists, its class and month, nothing else."
    EXAMPLE: ClassVar = {
        "class": "first-aid",
        "month": "2026-03",
        "kept_at": "First aid binder, locked drawer, H&S office",
        "keyed_hash": "0" * 64,
    }

    class_: (
        Literal["first-aid", "audiometry", "violence-harassment", "discipline", "claim", "modified-work", "medical"]
        | None
    ) = field("Class", needed=True, alias="class", show_in=("table", "detail"))
    month: str | None = field(
        "Month", "2026-03.", needed=True, pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$", show_in=("table", "detail")
    )
    kept_at: str | None = field("Kept at", "Where the record itself lies, under whose lock.", needed=True)
    keyed_hash: str | None = field(
        "Keyed hash",
        "HMAC-SHA-256 of the record, made with a key that is kept with it.",
        needed=True,
        pattern=r"^[0-9a-f]{64}$",
    )
