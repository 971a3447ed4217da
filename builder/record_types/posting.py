"""Made when somebody has checked that what must be posted on a site hangs there and is current."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.field import field
from builder.model.level import Level
from builder.model.record import AUDIT_CYCLE, Record


class Posting(Record):
    """Made when somebody has checked that what must be posted on a site hangs there and is current."""

    TYPE: ClassVar = "posting"
    TITLE: ClassVar = "Posting check"
    PLURAL: ClassVar = "Posting checks"
    PREFIX: ClassVar = "pst"
    ELEMENT: ClassVar = "leadership"
    UNIT: ClassVar = "site"
    SIGNERS: ClassVar = ("recorded_by",)
    OFTEN: ClassVar = "every 3 months at each site"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = "Made when somebody has checked that what must be posted on a site hangs there and is current."
    EXAMPLE: ClassVar = {
        "what": ["hs-policy", "committee-names", "erp", "first-aiders", "ohs-act"],
        "location": "Notice board, lunch room",
    }

    what: tuple[Literal["hs-policy", "committee-names", "erp", "first-aiders", "ohs-act", "orders"], ...] = field(
        "What hangs there", level=Level.POSTED, needed=True, default=(), show_in=("table", "detail")
    )
    location: str | None = field("Where", level=Level.POSTED, needed=True, show_in=("table", "detail"))
