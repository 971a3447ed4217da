"""Readiness of the small company: counted without an overlay, in intervals of points with one."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.measure.answers.piece import holes_by_name, list_pieces
from builder.measure.answers.readiness import (
    NO_OVERLAY,
    NUMBERS_ONLY,
    OTHER_INSTRUMENT,
    measure_readiness,
    partner_numbers,
)
from builder.measure.level import at_level, without_points
from builder.measure.promises.hole import name_hole
from builder.model.level import Level
from builder.model.readiness import Outlook, Readiness, Standing
from tests.measure.overlay import overlay, question
from tests.measure.small import read_text, snapshot_of

OVERLAY = "records/overlay.yaml"
COMPANY = "records/company.yaml"
MAY = {"records/inspection/2026/insp-0002.yaml": None}
"""Without it, one of two monthly inspections is missing."""

POLICY = "policies/health-and-safety-policy.md"
PASS = "floors: {certification: {overall: 80, element: 50}}\n"
TWO = (
    question("7.1", "IN1", "{D: 20}", rule="yes-no"),
    question("7.2", "IN2", "{D: 30, I: 10, O: 10}", rule="all-or-nothing", more=", threshold: 70"),
    question("1.1", "ML1", "{D: 10, I: 20}", element="leadership"),
)


def measured(files: dict[str, str | None], *questions: str, more: str = PASS) -> Readiness:
    return measure_readiness(snapshot_of({OVERLAY: overlay(*questions, more=more), **files}))


def element(readiness: Readiness, key: str) -> Standing:
    return next(each for each in readiness.elements if each.key == key)


def claim(id: str) -> str:
    return (
        read_text(COMPANY)
        + f"not_applicable:\n  - {{question: {id}, reason: Nothing of the kind is done here., person: P-001, date: 2026-05-01}}\n"
    )


def test_without_an_overlay_questions_are_counted_and_never_points() -> None:
    readiness = measure_readiness(snapshot_of(MAY))

    assert readiness.note == NO_OVERLAY
    assert readiness.total.points is None
    assert readiness.total.outlook is None
    tally = readiness.total.tally
    assert (tally.evidence, tally.partial, tally.missing, tally.asked) == (3, 1, 0, 4)
    assert (tally.interview_only, tally.not_applicable) == (1, 0)
    assert all(fix.up_to is None for fix in readiness.fixes)


def test_with_one_each_element_is_an_interval_against_its_floor() -> None:
    found = element(measured(MAY, *TWO), "inspections")
    assert found.points is not None

    # The program (20) is there; one of two inspections is under the threshold of 70 %; 20 are the auditor's.
    assert (found.points.documentation.low, found.points.documentation.high) == (20, 20)
    assert (found.points.unknown, found.points.possible) == (20, 70)
    assert found.points.per_cent == (28, 58)
    assert (found.floor, found.outlook) == (50, Outlook.OPEN)


def test_floor_is_reached_whatever_the_auditor_hears_where_documents_alone_suffice() -> None:
    found = element(measured({}, *TWO), "inspections")

    assert found.points is not None
    assert found.points.per_cent == (71, 100)
    assert found.outlook is Outlook.REACHED


def test_floor_is_out_of_reach_where_past_holes_cost_too_much() -> None:
    only = question("7.2", "IN2", "{D: 30, I: 10}", rule="all-or-nothing", more=", threshold: 70")
    found = element(measured(MAY, only), "inspections")

    assert found.outlook is Outlook.LOST
    assert "can no longer reach" in found.outlook.value


def test_floor_is_within_reach_after_fixes_where_a_document_is_missing() -> None:
    draft = read_text("policies/inspections.md").replace("status: approved", "status: draft")
    readiness = measured({"policies/inspections.md": draft}, question("7.1", "IN1", "{D: 20, I: 10}", rule="yes-no"))
    found = element(readiness, "inspections")

    assert found.outlook is Outlook.AFTER_FIXES
    (fix,) = [each for each in readiness.fixes if each.question == "IN1"]
    assert (fix.numbers, fix.sure, fix.up_to) == (("7.1",), 20, 20)
    assert [piece.text for piece in fix.pieces] == ["PRG-07: draft, not approved"]


def test_fixes_are_ranked_by_points_for_each_missing_piece() -> None:
    stale = read_text(POLICY).replace("last_reviewed: 2026-04-01", "last_reviewed: 2024-04-01")
    draft = read_text("policies/inspections.md").replace("status: approved", "status: draft")
    files: dict[str, str | None] = {POLICY: stale, "policies/inspections.md": draft}
    dear, cheap = question("1.1", "ML1", "{D: 5}", element="leadership"), question("7.1", "IN1", "{D: 40}")

    assert measured(files, dear, cheap).fixes[0].question == "IN1"
    swapped = measured(files, question("1.1", "ML1", "{D: 50}", element="leadership"), cheap)
    assert swapped.fixes[0].question == "ML1"


def test_past_hole_is_no_fix_and_counts_until_its_month_has_left_the_window() -> None:
    snapshot = snapshot_of(MAY)
    answer = snapshot.coverage.answer("IN2")
    assert answer is not None
    (piece,) = list_pieces(answer, snapshot, holes_by_name(snapshot))
    assert (piece.kind, piece.until) == ("past", date(2027, 5, 31))
    assert all(fix.question != "IN2" for fix in measure_readiness(snapshot).fixes)

    def is_counted(day: date) -> bool:
        return any(name_hole(each) == piece.text for each in snapshot_of(MAY, day).expected)

    assert is_counted(date(2027, 5, 30))
    assert not is_counted(date(2027, 5, 31))


def test_question_that_does_not_apply_leaves_the_total_only_with_the_right_to_it() -> None:
    files: dict[str, str | None] = {**MAY, COMPANY: claim("IN2")}
    without = measured(files, *TWO)
    right = TWO[1].replace("threshold: 70", "threshold: 70, may_be_na: true")
    allowed = measured(files, TWO[0], right, TWO[2])

    assert without.total.points is not None
    assert without.total.points.possible == 100
    assert without.total.tally.not_applicable == 0
    assert allowed.total.points is not None
    assert allowed.total.points.possible == 50
    assert allowed.total.tally.not_applicable == 1
    assert element(allowed, "leadership") == element(without, "leadership")


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(["ML1", "HA5", "IN1", "IN2"]), st.data())
def test_what_does_not_apply_never_changes_the_points_of_others(claimed: str, data: st.DataObject) -> None:
    topics = {"ML1": "leadership", "HA5": "hazard-assessment", "IN1": "inspections", "IN2": "inspections"}
    asked = [
        question(str(number), id, f"{{D: {data.draw(st.integers(1, 20))}}}", element=key, more=", may_be_na: true")
        for number, (id, key) in enumerate(topics.items(), 1)
    ]
    before = measured(MAY, *asked)
    after = measured({**MAY, COMPANY: claim(claimed)}, *asked)
    others = [key for key in set(topics.values()) if key != topics[claimed]]

    assert [element(before, key).points for key in others] == [element(after, key).points for key in others]
    assert before.total.points is not None
    assert after.total.points is not None
    assert after.total.points.possible < before.total.points.possible


def test_floors_are_the_standards_where_the_overlay_has_none() -> None:
    readiness = measured({}, *TWO, more="")

    # The standard of the tests has no pass rules at all.
    assert readiness.total.floor is None
    assert readiness.total.outlook is None


def test_overlay_of_another_partner_gives_no_points() -> None:
    text = overlay(*TWO).replace("partner: acsa", "partner: aasp")
    readiness = measure_readiness(snapshot_of({OVERLAY: text}))

    assert (readiness.note, readiness.total.points) == (OTHER_INSTRUMENT, None)


def test_auditors_copy_keeps_the_numbers_and_loses_the_points() -> None:
    snapshot = without_points(snapshot_of({OVERLAY: overlay(*TWO)}))
    readiness = measure_readiness(snapshot)

    assert partner_numbers(snapshot, "IN2") == ("7.2",)
    assert (readiness.note, readiness.total.points) == (NUMBERS_ONLY, None)
    assert without_points(snapshot_of({})).program.overlay is None


def test_below_office_level_there_is_no_overlay() -> None:
    snapshot = snapshot_of({OVERLAY: overlay(*TWO)}, date(2026, 6, 30))

    assert at_level(snapshot, Level.OFFICE).program.overlay is not None
    assert at_level(snapshot, Level.POSTED).program.overlay is None
