"""From SECOR to COR: what a small employer that grows past ten takes along, what is new, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from builder.measure.cycle.secor import newest_assessment
from builder.model.coverage import Answer, Status
from builder.model.secor import Secor
from builder.model.snapshot import Snapshot


@dataclass(frozen=True)
class Growth:
    """The questions of the COR standard, sorted by what growing past ten makes of them.

    Attributes:
        carried: Evidence is there, and a topic of the self-assessment that touches the question was answered yes.
        ready: Evidence is there, though the self-assessment did not ask.
        missing: The self-assessment asks about it too, but evidence is partial or missing today.
        new: The self-assessment doesn't ask, and evidence is partial or missing.
        not_by_documents: Answered by interviews and observation only.
    """

    carried: tuple[Answer, ...]
    ready: tuple[Answer, ...]
    missing: tuple[Answer, ...]
    new: tuple[Answer, ...]
    not_by_documents: tuple[Answer, ...]


def measure_growth(snapshot: Snapshot, secor: Secor) -> Growth:
    """Every question of the standard in exactly one of the five lists."""
    asked, said_yes = secor.questions(), _said_yes(snapshot, secor)
    lists: dict[str, list[Answer]] = {"carried": [], "ready": [], "missing": [], "new": [], "people": []}
    for answer in snapshot.coverage.answers():
        id = answer.question.id
        if not answer.question.needs:
            lists["people"].append(answer)
        elif answer.status in (Status.EVIDENCE, Status.NOT_APPLICABLE):
            lists["carried" if id in said_yes else "ready"].append(answer)
        else:
            lists["missing" if id in asked else "new"].append(answer)
    carried, ready, missing, new, people = (tuple(each) for each in lists.values())
    return Growth(carried, ready, missing, new, people)


def _said_yes(snapshot: Snapshot, secor: Secor) -> frozenset[str]:
    found = newest_assessment(snapshot.program)
    if found is None:
        return frozenset()
    yes = {answer.topic for answer in found[1].answers if answer.answer == "yes"}
    return frozenset(id for each in secor.sections for topic in each.topics if topic.id in yes for id in topic.answers)
