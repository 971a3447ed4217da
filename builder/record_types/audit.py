"""Made when the program has been audited, from outside or inside: the recommendations and the action for each."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.field import field
from builder.model.policy import Frozen
from builder.model.record import Record


class AuditRecommendation(Frozen):
    """What the auditor recommends, and the corrective action for it."""

    text: str = field("Text", default=...)
    action: str | None = field("Corrective action", refers="record")


class Audit(Record):
    """Made when the program has been audited, from outside or inside: the recommendations and the action for each."""

    TYPE: ClassVar = "audit"
    TITLE: ClassVar = "Audit"
    PLURAL: ClassVar = "Audits"
    PREFIX: ClassVar = "aud"
    ELEMENT: ClassVar = "administration"
    UNIT: ClassVar = "company"
    HELP: ClassVar = (
        "Made when the program has been audited, from outside or inside: the recommendations and the action for each."
    )
    EXAMPLE: ClassVar = {
        "kind": "maintenance",
        "auditor_name": "R. Dyck",
        "score": 91,
        "recommendations": [{"text": "Record corrective actions from drills.", "action": "ca-0007"}],
    }

    kind: Literal["certification", "maintenance", "recertification", "internal"] | None = field(
        "Kind", needed=True, show_in=("table", "detail")
    )
    auditor_name: str | None = field("Auditor", needed=True)
    score: int | None = field("Score, per cent", ge=0, le=100)
    recommendations: tuple[AuditRecommendation, ...] = field("Recommendations", default=())
