"""Made at each meeting of the joint health and safety committee: the minutes, signed by both co-chairs."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.day import Day
from builder.model.field import field
from builder.model.level import Level
from builder.model.policy import Frozen
from builder.model.record import AUDIT_CYCLE, Keep, Record


class Attendee(Frozen):
    """A member who was there, and for which side."""

    person: str = field("Person", refers="person", default=...)
    side: Literal["worker", "employer"] = field("Side", default=...)


class MinuteItem(Frozen):
    """One item of the minutes."""

    text: str = field("Text", default=...)
    owner: str | None = field("Owner", refers="person")
    action: str | None = field("Corrective action", refers="record")


class Recommendation(Frozen):
    """What the committee recommends to the employer, and the answer."""

    text: str = field("Text", default=...)
    sent_on: Day = field("Sent on", default=...)
    response_on: Day | None = field("Answered on")
    outcome: str | None = field("Outcome")


class CommitteeMeeting(Record):
    """Made at each meeting of the joint health and safety committee: the minutes, signed by both co-chairs."""

    TYPE: ClassVar = "hsc-meeting"
    TITLE: ClassVar = "Committee meeting"
    PLURAL: ClassVar = "Committee meetings"
    PREFIX: ClassVar = "hsc"
    ELEMENT: ClassVar = "committees"
    UNIT: ClassVar = "company"
    SIGNERS: ClassVar = ("role:cochair-worker", "role:cochair-employer")
    OFTEN: ClassVar = "as often as the terms of reference say, usually each month"
    KEEP: ClassVar = AUDIT_CYCLE
    KEEP_BY_KIND: ClassVar = {
        "special": Keep(
            2,
            "and until the audit cycle after it has ended",
            "OHS Code, sections 196 to 201, by a secondary source, read 2026-11-22",
        )
    }
    HELP: ClassVar = (
        "Made at each meeting of the joint health and safety committee: the minutes, signed by both co-chairs."
    )
    EXAMPLE: ClassVar = {
        "kind": "regular",
        "chair": "P-012",
        "attendees": [{"person": "P-012", "side": "worker"}, {"person": "P-003", "side": "employer"}],
        "items": [{"text": "Mezzanine guard rail: repaired and checked.", "owner": "P-004"}],
        "quorum": True,
    }

    kind: Literal["regular", "special"] | None = field(
        "Kind", level=Level.POSTED, needed=True, show_in=("table", "detail")
    )
    chair: str | None = field("Chair", refers="person", needed=True)
    attendees: tuple[Attendee, ...] = field("Present", needed=True, default=())
    items: tuple[MinuteItem, ...] = field("Items", needed=True, default=())
    quorum: bool | None = field(
        "Quorum",
        "At least half the members, both sides present, half of those present workers.",
        needed=True,
        show_in=("table", "detail"),
    )
    recommendations: tuple[Recommendation, ...] = field("Recommendations", default=())
