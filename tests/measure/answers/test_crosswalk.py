"""The small company held against an invented standard: what serves, what is open, and what becomes of its documents."""

from __future__ import annotations

from builder.measure.answers.crosswalk import Fate, Serves, match_outline, try_migration
from builder.model.outline import Outline
from builder.read.outline_file import parse_outline, read_topics
from tests.measure.small import snapshot_of

TEXT = """id: own
edition: "2026"
title: Our own list
issuer: We
draft: true
confidence: Invented for this test.
sources: [{what: This test, read_on: 2026-11-22}]
elements:
  - {number: "1", name: Policy, covers: [policy]}
  - {number: "2", name: Money, covers: [resources]}
  - {number: "3", name: Scope, covers: [context-scope]}
  - {number: "4", name: Inspections and buying, covers: [inspections, procurement]}
  - {number: "5", name: Inspections again, covers: [inspections]}
  - {number: "6", name: Nothing said}
"""


def outline() -> Outline:
    found, faults = parse_outline(TEXT, "own.yaml", read_topics())
    assert found is not None
    assert faults == []
    return found


def test_a_clause_serves_only_as_far_as_the_questions_about_its_topics_have_evidence() -> None:
    snapshot = snapshot_of({})
    found = {match.item.number: match for match in match_outline(snapshot, outline(), read_topics())}
    assert [answer.question.id for answer in found["1"].answers] == ["ML1"]
    assert found["1"].serves is Serves.MAY_SERVE
    # A question about one of its topics is no evidence for the other.
    assert found["2"].serves is Serves.NOT_DOCUMENTARY
    assert found["3"].serves is Serves.NOTHING
    assert found["4"].uncovered == ("procurement",)
    assert found["4"].serves is Serves.IN_PART
    assert found["6"].serves is Serves.NOTHING


def test_a_clause_serves_in_full_once_all_its_questions_have_evidence() -> None:
    snapshot = snapshot_of({})
    by_id = {answer.question.id: answer.status.value for answer in snapshot.coverage.answers()}
    for match in match_outline(snapshot, outline(), read_topics()):
        states = {by_id[answer.question.id] for answer in match.answers} - {"not-applicable"}
        assert (match.serves is Serves.MAY_SERVE) == (states == {"evidence"} and not match.uncovered)


def test_a_document_asked_for_twice_splits_one_asked_for_nowhere_is_orphaned() -> None:
    moves = {move.id: move for move in try_migration(snapshot_of({}), outline(), read_topics()).moves}
    assert moves["PRG-07"].fate is Fate.SPLITS
    assert moves["PRG-07"].to == ("4", "5")
    assert moves["POL-01"].fate is Fate.CARRIES_OVER
    assert moves["hazard-assessment"].fate is Fate.ORPHANED
    assert moves["hazard-assessment"].count == len(snapshot_of({}).program.records_by_type["hazard-assessment"])


def test_nothing_is_lost_every_document_and_every_record_type_has_a_fate() -> None:
    snapshot = snapshot_of({})
    moves = try_migration(snapshot, outline(), read_topics()).moves
    approved = {each.value.id for each in snapshot.program.policies if each.value.status == "approved"}
    assert {move.id for move in moves} == approved | set(snapshot.program.records_by_type)
