"""Readiness and forecast in words and as JSON: intervals and floors, never a verdict."""

from __future__ import annotations

import json
import re
from datetime import date
from fractions import Fraction

import jsonschema
import pytest

from builder.commands.coverage import coverage
from builder.measure.answers.decay import measure_decay
from builder.model.readiness import Fix, Interval, Outlook, Piece, Points
from builder.render.report import json_text, readiness, readiness_json, text
from tests.measure.answers.test_readiness import MAY, PASS, TWO
from tests.measure.overlay import overlay
from tests.measure.small import read_text, snapshot_of

OVERLAY = "records/overlay.yaml"


def points(low: int, high: int, unknown: int, possible: int) -> Points:
    return Points(Interval(Fraction(low), Fraction(high)), unknown, possible, Fraction(high))


def test_an_interval_is_rounded_outwards() -> None:
    found = Points(Interval(Fraction(10, 3), Fraction(20, 3)), 10, 30, Fraction(7))

    assert found.per_cent == (11, 56)
    assert readiness.interval_words(found) == "11–56 %    documentation 3–7 of 20"
    assert readiness.points_words(points(5, 5, 0, 10)) == "5"


@pytest.mark.parametrize(
    ("low", "high", "outlook"),
    [(50, 60, Outlook.REACHED), (49, 50, Outlook.OPEN), (10, 30, Outlook.OPEN), (10, 29, Outlook.LOST)],
)
def test_floor_is_held_against_both_ends(low: int, high: int, outlook: Outlook) -> None:
    assert points(low, high, 20, 100).outlook(50) is outlook


def test_less_than_nothing_or_upside_down_is_no_interval() -> None:
    for low, high in ((-1, 2), (3, 2)):
        with pytest.raises(ValueError, match="is not an interval"):
            Interval(Fraction(low), Fraction(high))


def test_coverage_prints_intervals_numbers_and_floors_and_no_verdict() -> None:
    printed = text.write_coverage(snapshot_of({OVERLAY: overlay(*TWO, more=PASS), **MAY}))

    assert "IN2       1 of 2  [7.2] Done" in printed
    assert "Towards the certification audit by Invented instrument" in printed
    assert "28–58 %" in printed
    assert "floor 50 %: can still reach it; interviews and observation decide" in printed
    assert not re.search(r"\b(pass|passed|fail|failed|score)\b", printed, re.IGNORECASE)


def test_fix_says_what_to_do_what_it_wins_and_what_stays() -> None:
    done, past = Piece("PRG-07: past its review", "now"), Piece("yard, May 2026: inspection", "past", date(2027, 5, 31))
    fix = Fix("IN1", "A program", ("7.1",), "3", (done,), (past,), Fraction(5), Fraction(29, 3))

    assert readiness.fix_title(fix) == "IN1 (7.1) A program: up to 10 points, 5 of them sure"
    assert (
        readiness.stays_words(fix)
        == "1 thing stays missing until 2027-05-31, when the last period has left the window."
    )


def test_fixes_are_listed_with_the_missing_pieces() -> None:
    draft = read_text("policies/inspections.md").replace("status: approved", "status: draft")
    printed = text.write_coverage(snapshot_of({"policies/inspections.md": draft}))

    assert "The cheapest fixes (1 of 1):\n  1. IN1 A program\n     - PRG-07: draft, not approved\n" in printed


def test_json_follows_its_schema_with_and_without_points() -> None:
    for files in (MAY, {OVERLAY: overlay(*TWO, more=PASS), **MAY}):
        value = json.loads(json_text.write_coverage(snapshot_of(files)))
        jsonschema.Draft202012Validator(json_text.read_schema("coverage")).validate(value)
        assert (value["readiness"]["points"] is not None) == (OVERLAY in files)


def test_auditors_json_has_no_readiness() -> None:
    value = json.loads(json_text.write_coverage(snapshot_of({}), with_readiness=False))

    jsonschema.Draft202012Validator(json_text.read_schema("coverage")).validate(value)
    assert "readiness" not in value


def test_forecast_is_printed_by_day() -> None:
    printed = readiness.write_decay(measure_decay(snapshot_of({})))

    assert "If nothing more is filed until 2026-09-28, 1 of 4 questions with evidence turn:" in printed
    assert "  2026-07-05  IN2   partial  yard, June 2026: supervisor's site inspection" in printed


def test_forecast_as_json_follows_its_schema() -> None:
    said: list[str] = []
    assert coverage(snapshot_of({}), format="json", ahead=30, say=said.append) == 0
    value = json.loads(said[0])

    jsonschema.Draft202012Validator(json_text.read_schema("decay")).validate(value)
    assert value["until"] == "2026-07-30"
    assert [turn["question"] for turn in value["turns"]] == ["IN2"]
    assert value["schema"] == readiness_json.DECAY_SCHEMA
