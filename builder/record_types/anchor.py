"""Made when a time-stamping authority has stamped the program: its word that everything up to a commit existed by then."""

from __future__ import annotations

from typing import ClassVar

from builder.model.field import field
from builder.model.record import Keep, Record


class Anchor(Record):
    """Made when an authority's time stamp comes back; `muster anchor` writes it, nobody has to type it."""

    TYPE: ClassVar = "anchor"
    TITLE: ClassVar = "Anchor in time"
    PLURAL: ClassVar = "Anchors in time"
    PREFIX: ClassVar = "anc"
    ELEMENT: ClassVar = "administration"
    UNIT: ClassVar = "company"
    OFTEN: ClassVar = "each month, so that nothing can be dated back by more than a month"
    KEEP: ClassVar = Keep(None, "as long as the records whose age it proves")
    HELP: ClassVar = "Made when an authority's time stamp over the whole program comes back; `muster anchor attach` writes it, nobody has to type it."
    EXAMPLE: ClassVar = {
        "commit": "4f2c8a1be07d3965c1f0a8e2d4b6937f5a0c1d2e",
        "statement": "6a09e667f3bcc908b2fb1366ea957d3e3adec17512775099da2f590b0667322a",
        "authority": "Demonstration Time Authority",
        "stamped_at": "2026-03-04T16:20:05Z",
        "serial": "4711",
    }

    commit: str | None = field(
        "Commit", "What was stamped: this commit and all before it.", needed=True, pattern=r"^[0-9a-f]{40}$"
    )
    statement: str | None = field(
        "SHA-256 of the statement",
        "Of the attached text, which says what the commit held; this is what the authority stamped.",
        needed=True,
        pattern=r"^[0-9a-f]{64}$",
    )
    authority: str | None = field("Authority", "As its certificate names it.", needed=True, show_in=("table", "detail"))
    stamped_at: str | None = field(
        "Stamped at",
        "By the authority's clock, in UTC, in quotes.",
        needed=True,
        show_in=("table", "detail"),
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
    )
    serial: str | None = field(
        "Serial number", "Of the stamp, as the authority counts; in quotes.", pattern=r"^[0-9]{1,50}$"
    )
