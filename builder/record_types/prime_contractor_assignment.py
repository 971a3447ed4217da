"""Made when it is written down who is prime contractor of a site with several employers."""

from __future__ import annotations

from typing import ClassVar

from builder.model.day import Day
from builder.model.field import field
from builder.model.level import Level
from builder.model.record import Keep, Record


class PrimeContractorAssignment(Record):
    """Made when it is written down who is prime contractor of a site with several employers."""

    TYPE: ClassVar = "prime-contractor-assignment"
    TITLE: ClassVar = "Assignment of the prime contractor"
    PLURAL: ClassVar = "Assignments of prime contractors"
    PREFIX: ClassVar = "pca"
    ELEMENT: ClassVar = "other-parties"
    UNIT: ClassVar = "site"
    SIGNERS: ClassVar = ("our_delegate",)
    OFTEN: ClassVar = "before work starts on a site with several employers, and when it changes"
    KEEP: ClassVar = Keep(None, "as long as the contract runs, and the audit cycle after")
    IN_FORCE_UNTIL: ClassVar = "to"
    HELP: ClassVar = "Made when it is written down who is prime contractor of a site with several employers."
    EXAMPLE: ClassVar = {
        "prime_contractor": "Alder Ridge Builders Ltd.",
        "assigned_by": "City of Red Deer, owner",
        "from": "2026-03-09",
        "duties": "Co-ordination meetings, site emergency plan, access list.",
        "our_delegate": "P-005",
    }

    prime_contractor: str | None = field(
        "Prime contractor", level=Level.POSTED, needed=True, show_in=("table", "detail")
    )
    assigned_by: str | None = field(
        "Assigned by", "In writing: who and as what.", needed=True, show_in=("table", "detail")
    )
    from_: Day | None = field("From", level=Level.POSTED, needed=True, alias="from", show_in=("table", "detail"))
    to: Day | None = field("To", level=Level.POSTED, show_in=("table", "detail"))
    duties: str | None = field("Duties, theirs and ours", needed=True, widget="long-text")
    our_delegate: str | None = field(
        "Our delegate",
        "Who goes to the co-ordination meetings, or co-ordinates where we are prime.",
        refers="person",
        needed=True,
    )
