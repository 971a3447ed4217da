"""Made when a controlled document is reviewed, whether or not it changes."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.field import field
from builder.model.record import AUDIT_CYCLE, Record


class PolicyReview(Record):
    """Made when a controlled document is reviewed, whether or not it changes."""

    TYPE: ClassVar = "policy-review"
    TITLE: ClassVar = "Policy review"
    PLURAL: ClassVar = "Policy reviews"
    PREFIX: ClassVar = "prv"
    ELEMENT: ClassVar = "leadership"
    UNIT: ClassVar = "company"
    SIGNERS: ClassVar = ("role:senior-manager",)
    OFTEN: ClassVar = "every 12 months for each document"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = "Made when a controlled document is reviewed, whether or not it changes."
    EXAMPLE: ClassVar = {
        "document": "POL-01",
        "version": 6,
        "outcome": "revised",
        "people": [{"person": "P-001", "role": "senior-manager"}],
    }

    document: str | None = field("Document", refers="policy", needed=True, show_in=("table", "detail"))
    version: int | None = field("Version reviewed", ge=1, needed=True, show_in=("table", "detail"))
    outcome: Literal["unchanged", "revised", "withdrawn"] | None = field(
        "Outcome", needed=True, show_in=("table", "detail")
    )
    reviewers: tuple[str, ...] = field("Reviewers", refers="person", default=())
