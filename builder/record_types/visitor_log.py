"""Made when visitors come on a site: how many, why, and who looked after them."""

from __future__ import annotations

from typing import ClassVar

from builder.model.field import field
from builder.model.record import AUDIT_CYCLE, Record


class VisitorLog(Record):
    """Made when visitors come on a site: how many, why, and who looked after them."""

    TYPE: ClassVar = "visitor-log"
    TITLE: ClassVar = "Visitor log"
    PLURAL: ClassVar = "Visitor log"
    PREFIX: ClassVar = "vis"
    ELEMENT: ClassVar = "other-parties"
    OFTEN: ClassVar = "each time visitors come"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = "Made when visitors come on a site: how many, why, and who looked after them."
    EXAMPLE: ClassVar = {"host": "P-010", "visitors": 2, "purpose": "Owner's walk-through", "escorted": True}

    host: str | None = field("Host", refers="person", needed=True, show_in=("table", "detail"))
    visitors: int | None = field("Visitors", ge=1, needed=True, show_in=("table", "detail"))
    purpose: str | None = field("Purpose", needed=True, show_in=("table", "detail"))
    escorted: bool | None = field("Escorted", needed=True, show_in=("table", "detail"))
