"""What a small employer takes along to a COR."""

from __future__ import annotations

from builder.measure.cycle.growth import Growth, measure_growth
from builder.model.coverage import Answer
from builder.read.secor_file import read_secor
from tests.measure.cycle.test_secor import SECOR, assessment, yes
from tests.measure.small import snapshot_of


def ids(answers: tuple[Answer, ...]) -> list[str]:
    return [answer.question.id for answer in answers]


def growth(*topics: str, hole: bool = False) -> Growth:
    files = {**SECOR, **(assessment(yes(*topics)) if topics else {})}
    if hole:
        files["records/inspection/2026/insp-0002.yaml"] = None
    return measure_growth(snapshot_of(files), read_secor())


def test_yes_with_evidence_carries_over() -> None:
    found = growth("S1.1", "S7.1")

    assert ids(found.carried) == ["ML1", "IN1"]
    assert "IN2" in ids(found.ready)


def test_yes_without_evidence_today_is_missing() -> None:
    found = growth("S7.2", hole=True)

    assert "IN2" in ids(found.missing)
    assert "IN2" not in ids(found.carried)


def test_every_question_stands_in_one_list() -> None:
    found = growth("S1.1")
    lists = [found.carried, found.ready, found.missing, found.new, found.not_by_documents]

    assert sorted(id for each in lists for id in ids(each)) == ["HA5", "IN1", "IN2", "ML1", "ML11"]
    assert ids(found.not_by_documents) == ["ML11"]
