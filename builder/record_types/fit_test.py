"""Made when a respirator or a hearing protector is tested on the person who will wear it."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.day import Day
from builder.model.field import field
from builder.model.record import Keep, Record


class FitTest(Record):
    """Made when a respirator or a hearing protector is tested on the person who will wear it."""

    TYPE: ClassVar = "fit-test"
    TITLE: ClassVar = "Fit test"
    PLURAL: ClassVar = "Fit tests"
    PREFIX: ClassVar = "fit"
    ELEMENT: ClassVar = "hazard-control"
    UNIT: ClassVar = "person"
    SUBJECT: ClassVar = "person"
    SIGNERS: ClassVar = ("person",)
    OFTEN: ClassVar = "before first use, for each model and size, and every 2 years for a respirator"
    KEEP: ClassVar = Keep(None, "as long as the person works here, and the audit cycle after")
    IN_FORCE_UNTIL: ClassVar = "expires"
    HELP: ClassVar = "Made when a respirator or a hearing protector is tested on the person who will wear it."
    EXAMPLE: ClassVar = {
        "person": "P-011",
        "kind": "respirator",
        "model": "Half-face, P100",
        "size": "M",
        "method": "quantitative",
        "result": "pass",
        "tester": "Hearing and Fit Mobile Services",
        "expires": "2028-03-04",
    }

    person: str | None = field("Person", refers="person", needed=True, show_in=("table", "detail"))
    kind: Literal["respirator", "hearing-protector"] | None = field("Kind", needed=True, show_in=("table", "detail"))
    model: str | None = field("Make and model", needed=True, show_in=("table", "detail"))
    size: str | None = field("Size", needed=True, show_in=("table", "detail"))
    method: Literal["qualitative", "quantitative"] | None = field("Method", needed=True)
    result: Literal["pass", "fail"] | None = field("Result", needed=True, show_in=("table", "detail"))
    tester: str | None = field("Tested by", "Who holds the tester's training, or the firm.", needed=True)
    expires: Day | None = field(
        "Again by", "Two years on for a respirator, by our default (CSA Z94.4).", show_in=("table", "detail")
    )
