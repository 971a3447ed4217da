"""Restricted matters (medical, first aid detail, violence and harassment, discipline, claims) enter only as stubs, because git never forgets."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.field import field
from builder.model.record import Record


class Stub(Record):
    """Stands for a restricted record that is kept outside the repository: that it exists, its class and month, nothing else."""

    TYPE: ClassVar = "stub"
    TITLE: ClassVar = "Restricted record (stub)"
    PLURAL: ClassVar = "Restricted records (stubs)"
    PREFIX: ClassVar = "stb"
    ELEMENT: ClassVar = "administration"
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
