"""Made where people may be exposed to noise above the level from which the law wants it assessed."""

from __future__ import annotations

from typing import ClassVar

from builder.model.day import Day
from builder.model.field import field
from builder.model.level import Level
from builder.model.record import Keep, Record


class NoiseAssessment(Record):
    """Made where people may be exposed to noise above the level from which the law wants it assessed."""

    TYPE: ClassVar = "noise-assessment"
    TITLE: ClassVar = "Noise assessment"
    PLURAL: ClassVar = "Noise assessments"
    PREFIX: ClassVar = "nse"
    ELEMENT: ClassVar = "hazard-control"
    SIGNERS: ClassVar = ("assessed_by",)
    OFTEN: ClassVar = "where exposure may pass 82 dBA Lex; again when machines, tasks or layout change"
    IN_FORCE_UNTIL: ClassVar = "next_review"
    KEEP: ClassVar = Keep(3, source="OHS Code, sections 216 to 224, read 2025-03-31")
    HELP: ClassVar = "Made where people may be exposed to noise above the level from which the law wants it assessed."
    EXAMPLE: ClassVar = {
        "task": "Chop saw, bay 1",
        "workers": 2,
        "lex_dba": 88,
        "method": "Dosimeter on the operator, full shift, CSA Z107.56",
        "instrument": "Type 2 dosimeter, calibrated before and after",
        "measures": "Enclosure on order; muffs fit-tested on both operators, sign at the bay",
        "assessed_by": "P-002",
        "next_review": "2027-03-04",
    }

    task: str | None = field("Place and task", level=Level.POSTED, needed=True, show_in=("table", "detail"))
    workers: int | None = field("Workers exposed", ge=0)
    lex_dba: int | None = field(
        "Exposure Lex, dBA", "Averaged over eight hours.", ge=40, le=140, needed=True, show_in=("table", "detail")
    )
    method: str | None = field("Method", needed=True)
    instrument: str | None = field("Instrument", "With its calibration.")
    measures: str | None = field("Measures", widget="long-text", show_in=("table", "detail"))
    assessed_by: str | None = field("Assessed by", refers="person", needed=True)
    next_review: Day | None = field("Next review", show_in=("table", "detail"))
