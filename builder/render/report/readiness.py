"""Readiness and decay forecast on a terminal: intervals with their floors, the cheapest fixes, what turns and when. Never a verdict."""

from __future__ import annotations

from collections.abc import Iterator

from builder.measure.answers.readiness import measure_readiness
from builder.model.decay import Decay
from builder.model.readiness import Fix, Points, Readiness, Standing
from builder.model.snapshot import Snapshot

SHOWN_FIXES = 5
SHOWN_PIECES = 3


def readiness_lines(snapshot: Snapshot) -> list[str]:
    """The readiness by element and in all, and the cheapest fixes."""
    readiness = measure_readiness(snapshot)
    return [*_standings(readiness), "", *_fixes(readiness)]


def _standings(readiness: Readiness) -> Iterator[str]:
    if readiness.total.points is None:
        yield f"Towards the {readiness.audit} audit: questions with evidence, of those that documents can answer. {readiness.note}"
    else:
        yield (
            f"Towards the {readiness.audit} audit by {readiness.instrument}: from the points that are sure to the most that is possible."
        )
        yield "  Documentation is counted here; interviews and observation are the auditor's, so they stand between nothing and all."
    width = max(len(each.name) for each in (*readiness.elements, readiness.total))
    for standing in (*readiness.elements, readiness.total):
        yield f"  {standing.number:<3} {standing.name:<{width}}  {_standing(standing)}".rstrip()


def _standing(standing: Standing) -> str:
    tally = standing.tally
    counted = f"{tally.evidence} of {tally.asked}"
    if standing.points is None:
        rest = [
            (tally.partial, "partial"),
            (tally.missing, "missing"),
            (tally.interview_only, "by interview or observation only"),
            (tally.not_applicable, "not applicable"),
        ]
        words = ", ".join(f"{number} {word}" for number, word in rest if number)
        return f"{counted:<10}  {words}"
    return f"{counted:<10}  {interval_words(standing.points):<44}  {outlook_words(standing)}"


def interval_words(points: Points) -> str:
    """The share of all points, and of documentation the points themselves: "71–100 %  documentation 40–50 of 50"."""
    if not points.possible:
        return "no points"
    low, high = points.per_cent
    documentation = points.possible - points.unknown
    share = f"{low}–{high} %"
    return f"{share:<9}  documentation {points_words(points)} of {documentation}"


def points_words(points: Points) -> str:
    """Points of documentation, from the least to the most, rounded outwards."""
    low, high = points.documentation.low, points.documentation.high
    least, most = int(low), -int(-high // 1)
    return str(least) if least == most else f"{least}–{most}"


def outlook_words(standing: Standing) -> str:
    """The floor and where the points stand to it: "floor 50 %: can still reach it; …"; empty where there is none."""
    outlook = standing.outlook
    return f"floor {standing.floor} %: {outlook.value}" if outlook else ""


def _fixes(readiness: Readiness) -> Iterator[str]:
    if not readiness.fixes:
        yield "Nothing that is missing can be put right now; past holes count until their period leaves the window."
        return
    yield f"The cheapest fixes ({min(SHOWN_FIXES, len(readiness.fixes))} of {len(readiness.fixes)}):"
    for number, fix in enumerate(readiness.fixes[:SHOWN_FIXES], 1):
        yield f"  {number}. {fix_title(fix)}"
        yield from (f"     - {piece.text}" for piece in fix.pieces[:SHOWN_PIECES])
        if len(fix.pieces) > SHOWN_PIECES:
            yield f"     and {len(fix.pieces) - SHOWN_PIECES} more (all in --format json)"
        if fix.stays:
            yield f"     {stays_words(fix)}"


def fix_title(fix: Fix) -> str:
    """The question with the partner's number, and what it is worth."""
    numbers = f" ({', '.join(fix.numbers)})" if fix.numbers else ""
    return f"{fix.question}{numbers} {fix.topic}{worth_words(fix)}"


def worth_words(fix: Fix) -> str:
    """What a fix wins, to be put behind its title: ": up to 10 points, 5 of them sure"; empty without points."""
    if fix.up_to is None or fix.sure is None:
        return ""
    most, least = -int(-fix.up_to // 1), int(fix.sure)
    noun = "point" if most == 1 else "points"
    return f": up to {most} {noun}" + (f", {least} of them sure" if least else "")


def stays_words(fix: Fix) -> str:
    """That some holes stay, and until when the last of them counts."""
    number = len(fix.stays)
    days = [piece.until for piece in fix.stays if piece.until]
    stay = "1 thing stays missing" if number == 1 else f"{number} things stay missing"
    if len(days) == number:
        return f"{stay} until {max(days)}, when the last period has left the window."
    return f"{stay}; what is wrong with a filed record stays on that record."


def write_decay(decay: Decay) -> str:
    """What turns, by day, and what runs out."""
    today = decay.green_after(0)
    opening = (
        f"If nothing more is filed until {decay.until}, {len(decay.turns)} of {today} questions with evidence turn:"
    )
    lines = [opening] if today else ["No question has evidence yet, so none can lose it."]
    lines += [
        f"  {turn.day}  {turn.question:<5} {turn.status.value:<8} {turn.why[0]}{_more(len(turn.why) - 1)}"
        for turn in decay.turns
    ] or (["  none"] if today else [])
    lines += ["", f"In force today, and running out until {decay.until}:"]
    lines += [f"  {expiry.day}  {expiry.kind:<17} {expiry.what}" for expiry in decay.expiries] or ["  nothing"]
    return "\n".join(lines) + "\n"


def _more(number: int) -> str:
    return f", and {number} more" if number else ""
