"""Readiness and decay forecast as plain data for the coverage's JSON."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import Any

from builder.measure.answers.readiness import measure_readiness
from builder.model.decay import Decay
from builder.model.readiness import Fix, Standing
from builder.model.snapshot import Snapshot
from builder.render.report.json_object import write_object

DECAY_SCHEMA = "https://muster.example/schema/decay-1.json"


def readiness_object(snapshot: Snapshot) -> dict[str, Any]:
    """The readiness. Points are rounded outwards to a tenth."""
    readiness = measure_readiness(snapshot)
    return {
        "audit": readiness.audit,
        "instrument": readiness.instrument or None,
        "note": readiness.note,
        **_standing(readiness.total),
        "elements": [
            {"key": each.key, "number": each.number, "name": each.name, **_standing(each)}
            for each in readiness.elements
        ],
        "fixes": [_fix(fix) for fix in readiness.fixes],
    }


def _standing(standing: Standing) -> dict[str, Any]:
    tally, points = standing.tally, standing.points
    return {
        "questions": {
            "asked": tally.asked,
            "evidence": tally.evidence,
            "partial": tally.partial,
            "missing": tally.missing,
            "interview_only": tally.interview_only,
            "not_applicable": tally.not_applicable,
        },
        "points": None
        if points is None
        else {
            "documentation": [_down(points.documentation.low), _up(points.documentation.high)],
            "unknown": points.unknown,
            "possible": points.possible,
        },
        "per_cent": list(points.per_cent) if points and points.possible else None,
        "floor": standing.floor,
        "outlook": standing.outlook.value if standing.outlook else None,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "question": fix.question,
        "numbers": list(fix.numbers),
        "topic": fix.topic,
        "pieces": [piece.text for piece in fix.pieces],
        "stays": [{"what": each.text, "until": each.until.isoformat() if each.until else None} for each in fix.stays],
        "sure": None if fix.sure is None else _down(fix.sure),
        "up_to": None if fix.up_to is None else _up(fix.up_to),
    }


def _down(points: Fraction) -> float:
    return floor(points * 10) / 10


def _up(points: Fraction) -> float:
    return ceil(points * 10) / 10


def write_decay(decay: Decay) -> str:
    """The forecast as one JSON object, by the schema `decay-1.json`."""
    value = {
        "schema": DECAY_SCHEMA,
        "as_of": decay.as_of.isoformat(),
        "until": decay.until.isoformat(),
        "elements": [
            {
                "key": element.key,
                "evidence": [{"days": days, "questions": questions} for days, questions in element.green],
            }
            for element in decay.elements
        ],
        "turns": [
            {"day": turn.day.isoformat(), "question": turn.question, "status": turn.status.value, "why": list(turn.why)}
            for turn in decay.turns
        ],
        "expiries": [
            {
                "day": expiry.day.isoformat(),
                "kind": expiry.kind,
                "what": expiry.what,
                "path": expiry.place.path,
                "line": expiry.place.line,
                "about": list(expiry.about),
            }
            for expiry in decay.expiries
        ],
    }
    return write_object(value)
