"""Findings of earlier audits that come back."""

from __future__ import annotations

from builder.measure.cycle.returning import find_returning, list_said
from tests.measure.cycle.cycle_company import Files, audit, record
from tests.measure.small import snapshot_of


def finding(id: str, day: str, audit: str, text: str, **more: str) -> Files:
    fields = {"kind": "recommendation", "element": "inspections", **more}
    return record("audit-finding", id, day, audit=audit, text=text, **fields)


OLD = audit("aud-0001", "2025-05-12", "maintenance", score="78")
SAID = "Weekly inspections at the project were missed three times. Name who stands in."


def returning(files: Files) -> list[tuple[str, ...]]:
    return [each.about for each in find_returning(snapshot_of(files))]


def test_nearly_the_same_words_in_a_later_audit() -> None:
    again = "[{text: Weekly inspections missed three times at the yard; name who stands in.}]"
    new = audit("aud-0002", "2026-05-12", "internal", score="80", recommendations=again)

    assert returning({**OLD, **finding("afd-0001", "2025-05-12", "aud-0001", SAID), **new}) == [
        ("afd-0001", "aud-0002")
    ]


def test_other_words_are_another_matter() -> None:
    new = audit("aud-0002", "2026-05-12", "internal", score="80", recommendations="[{text: Label the extinguishers.}]")

    assert returning({**OLD, **finding("afd-0001", "2025-05-12", "aud-0001", SAID), **new}) == []


def test_same_question_in_a_later_audit() -> None:
    new = audit("aud-0002", "2026-05-12", "maintenance", score="80")
    first = finding("afd-0001", "2025-05-12", "aud-0001", "Ladders.", question="HA5")
    later = finding("afd-0002", "2026-05-12", "aud-0002", "Scaffolds.", question="HA5")

    assert returning({**OLD, **new, **first, **later}) == [("afd-0001", "afd-0002")]


def test_question_that_is_short_of_evidence_today_only_for_older_audits() -> None:
    hole: Files = {"records/inspection/2026/insp-0002.yaml": None}
    first = finding("afd-0001", "2025-05-12", "aud-0001", "Ladders.", question="IN2")
    newer = {
        **audit("aud-0002", "2026-05-12", "maintenance", score="80"),
        **finding("afd-0002", "2026-05-12", "aud-0002", "Scaffolds.", question="HA5"),
    }

    assert returning({**OLD, **first, **hole}) == []
    assert returning({**OLD, **first, **newer, **hole}) == [("afd-0001", "IN2")]


def test_strengths_are_not_asked_for() -> None:
    files = {**OLD, **finding("afd-0001", "2025-05-12", "aud-0001", "Good walks.", kind="strength")}

    assert list_said(snapshot_of(files).program) == ()
