"""Made when somebody who knows the work has watched a person do it and judged the result."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.day import Day
from builder.model.field import field
from builder.model.record import Keep, Record


class Competency(Record):
    """Made when somebody who knows the work has watched a person do it and judged the result."""

    TYPE: ClassVar = "competency"
    TITLE: ClassVar = "Competency"
    PLURAL: ClassVar = "Competencies"
    PREFIX: ClassVar = "cmp"
    ELEMENT: ClassVar = "training"
    UNIT: ClassVar = "person"
    SUBJECT: ClassVar = "person"
    SIGNERS: ClassVar = ("person", "assessor")
    OFTEN: ClassVar = "before the task is done alone, and again when it says so"
    KEEP: ClassVar = Keep(None, "as long as the person works here, and the audit cycle after")
    IN_FORCE_UNTIL: ClassVar = "reassess_on"
    HELP: ClassVar = "Made when somebody who knows the work has watched a person do it and judged the result."
    EXAMPLE: ClassVar = {"person": "P-011", "task": "Aerial lift, scissor", "result": "competent", "assessor": "P-006"}

    person: str | None = field("Person", refers="person", needed=True, show_in=("table", "detail"))
    task: str | None = field("Task or equipment", needed=True, show_in=("table", "detail"))
    result: Literal["competent", "not-yet"] | None = field("Result", needed=True, show_in=("table", "detail"))
    assessor: str | None = field("Assessor", refers="person", needed=True)
    reassess_on: Day | None = field("Assess again on")
