"""Made when somebody completes a course; `date` is the day the certificate was issued."""

from __future__ import annotations

from typing import ClassVar

from builder.model.day import Day
from builder.model.field import field
from builder.model.record import Keep, Record


class Training(Record):
    """Made when somebody completes a course; `date` is the day the certificate was issued."""

    TYPE: ClassVar = "training"
    TITLE: ClassVar = "Training certificate"
    PLURAL: ClassVar = "Training certificates"
    PREFIX: ClassVar = "trn"
    ELEMENT: ClassVar = "training"
    OFTEN: ClassVar = "each time somebody completes a course"
    KEEP: ClassVar = Keep(None, "as long as the person works here, and the audit cycle after")
    IN_FORCE_UNTIL: ClassVar = "expires"
    HELP: ClassVar = "Made when somebody completes a course; `date` is the day the certificate was issued."
    EXAMPLE: ClassVar = {
        "person": "P-011",
        "course": "fall-protection",
        "provider": "Alberta Construction Safety Association",
        "number": "FP-88213",
        "expires": "2029-03-04",
        "verified_by": "P-002",
    }

    person: str | None = field("Person", refers="person", needed=True, show_in=("table", "detail"))
    course: str | None = field(
        "Course", "As written in the positions' required training.", needed=True, show_in=("table", "detail")
    )
    provider: str | None = field("Provider", needed=True)
    number: str | None = field("Certificate number", "Quoted.")
    expires: Day | None = field("Expires", "`null` when it doesn't expire.", show_in=("table", "detail"))
    verified_by: str | None = field("Seen by", "Who saw the original.", refers="person")
