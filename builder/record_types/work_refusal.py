"""Made when somebody has refused work as an undue hazard: what was looked at, what was done, who was told."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.model.day import Day
from builder.model.field import field
from builder.model.record import AUDIT_CYCLE, TIME_OF_DAY, Record


class WorkRefusal(Record):
    """Made when somebody has refused work as an undue hazard: what was looked at, what was done, who was told.

    The fields follow OHS Act, sections 17 and 18 (read 2023-12): the committee is told, the work is inspected, a report is written, and a copy
    goes to the worker and the committee. The name of whoever refused isn't kept here.
    """

    TYPE: ClassVar = "work-refusal"
    TITLE: ClassVar = "Work refusal"
    PLURAL: ClassVar = "Work refusals"
    PREFIX: ClassVar = "wrf"
    ELEMENT: ClassVar = "investigation"
    SIGNERS: ClassVar = ("inspected_by",)
    OFTEN: ClassVar = "each time somebody refuses work as an undue hazard"
    KEEP: ClassVar = AUDIT_CYCLE
    HELP: ClassVar = (
        "Made when somebody has refused work as an undue hazard: what was looked at, what was done, who was told."
    )
    EXAMPLE: ClassVar = {
        "task": "Entering the trench at grid D",
        "reason": "No shoring after the rain.",
        "committee_told_at": "10:20",
        "inspected_by": "P-004",
        "inspected_with": ["P-012"],
        "report": "Wall had let go in two places. Trench box set before anyone went down.",
        "copy_given_on": "2026-03-05",
        "outcome": "hazard-removed",
        "no_reprisal": True,
    }

    task: str | None = field("Work refused", needed=True, show_in=("table", "detail"))
    reason: str | None = field("Why, in the worker's words", needed=True, widget="long-text")
    committee_told_at: str | None = field(
        "Committee told at", 'Quoted: "10:20".', needed=True, widget="time", pattern=TIME_OF_DAY
    )
    inspected_by: str | None = field("Inspected by", refers="person", needed=True, show_in=("table", "detail"))
    inspected_with: tuple[str, ...] = field(
        "Inspected together with",
        "The committee's worker member, where it could be arranged.",
        refers="person",
        default=(),
    )
    report: str | None = field("What was found and done", needed=True, widget="long-text")
    copy_given_on: Day | None = field("Copy to worker and committee on", needed=True)
    outcome: Literal["hazard-removed", "no-undue-hazard", "still-refused", "officer-called"] | None = field(
        "Outcome", needed=True, show_in=("table", "detail")
    )
    no_reprisal: bool | None = field(
        "No action was taken against the worker", "Pay went on, and nobody was disciplined for it.", needed=True
    )
    actions: tuple[str, ...] = field("Corrective actions", refers="record", default=())
