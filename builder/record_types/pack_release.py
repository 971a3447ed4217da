"""Made whenever something is handed to an auditor: which pack, to whom, on which day, and how; the auditor's days are counted from it."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.field import field
from builder.model.record import AUDIT_CYCLE, Record


class PackRelease(Record):
    """Made whenever something is handed to an auditor; `date` is the day on which it left, even if it went by e-mail.

    A scope pack holds no evidence, so it starts nothing. Everything else does: the first of them is day 1 of gathering.
    """

    TYPE: ClassVar = "pack-release"
    TITLE: ClassVar = "Release of a pack"
    PLURAL: ClassVar = "Releases of packs"
    PREFIX: ClassVar = "rel"
    ELEMENT: ClassVar = "administration"
    UNIT: ClassVar = "event"
    OFTEN: ClassVar = "each time a pack or a document is handed to an auditor"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = "Made whenever something is handed to an auditor: which pack, to whom, on which day, and how; the auditor's days are counted from it."
    EXAMPLE: ClassVar = {
        "audit": "aud-0001",
        "kind": "evidence",
        "pack": "2026-01-31-4f2c8a1be0-auditor",
        "sha256": "6a09e667f3bcc908b2fb1366ea957d3e3adec17512775099da2f590b0667322a",
        "auditor": "aur-0001",
        "handed_by": "P-002",
        "how": "link",
        "with_it": ["audit-pack-questions.xlsx", "audit-pack-evidence.zip"],
    }

    audit: str | None = field("Audit", "For which it is.", refers="record", needed=True, show_in=("table", "detail"))
    kind: Literal["scope", "evidence", "supplement", "documents"] | None = field(
        "What was handed over",
        "A scope pack (no evidence), the evidence pack, a supplement to it, or documents without a pack.",
        needed=True,
        show_in=("table", "detail"),
    )
    pack: str | None = field(
        "Name of the pack", "As it stands at the foot of every page.", show_in=("table", "detail"), min_length=3
    )
    sha256: str | None = field(
        "SHA-256 of the file", "Of the signed file as it was handed over.", pattern=r"^[0-9a-f]{64}$"
    )
    auditor: str | None = field("Auditor on file", "To whom.", refers="record", show_in=("table", "detail"))
    handed_to: str | None = field("Handed to", "By name, where there is no record of the auditor.")
    handed_by: str | None = field("Handed over by", refers="person", needed=True)
    how: Literal["e-mail", "link", "drive", "in-person"] | None = field("How", needed=True, show_in=("table", "detail"))
    with_it: tuple[str, ...] = field("What went with it", "Names of the other files and documents.", default=())

    @property
    def starts_days(self) -> bool:
        """Whether it holds evidence, so that the auditor's days begin with the first of its kind."""
        return self.kind in ("evidence", "supplement", "documents")
