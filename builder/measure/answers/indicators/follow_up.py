"""Positive indicators about what follows: deficiencies closed, causes found, drills evaluated, minutes kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from builder.measure.answers.indicators.counted import Counted, Sight, is_on_paper
from builder.measure.follow_up.actions import Action, ActionState, measure_actions

ANSWER_WITHIN = 30
"""Days after which a recommendation of the committee without an answer counts as open: our own default, no section of a law."""


def inspectors_of_all_levels(sight: Sight) -> Iterator[Counted]:
    """Managers, supervisors and workers, each among the inspectors of the window (IN3)."""
    seen = {
        sight.level_of(person, stored.value.date)
        for stored in sight.events("inspection")
        for person in getattr(stored.value, "inspectors", ())
    }
    for name, levels in (
        ("managers", {"manager", "senior-manager"}),
        ("supervisors", {"supervisor"}),
        ("workers", {"worker"}),
    ):
        yield Counted(name, "" if seen & levels else "inspected nothing in the window")


def deficiencies_with_action(sight: Sight) -> Iterator[Counted]:
    """Deficiencies of the inspections of the window, each with a corrective action (IN6)."""
    for stored in sight.events("inspection"):
        for number, deficiency in enumerate(getattr(stored.value, "deficiencies", ()), 1):
            why = "" if deficiency.action else f"no action for: {deficiency.item}"
            yield Counted(f"{stored.value.id}, deficiency {number}", why)


def deficiencies_closed_in_time(sight: Sight) -> Iterator[Counted]:
    """Corrective actions from inspections that were due in the window, closed by their day (IN6)."""
    inspections = {stored.value.id for stored in sight.program.records_by_type.get("inspection", ())}
    for action in measure_actions(sight.program, sight.as_of):
        is_due = action.due is not None and sight.window.first <= action.due <= sight.as_of
        if action.source in inspections and (is_due or action.closed_on):
            yield Counted(action.id, _how_late(action))


def actions_closed_in_time(sight: Sight) -> Iterator[Counted]:
    """Corrective actions of any source that were due in the window, closed by their day (HC7)."""
    for action in measure_actions(sight.program, sight.as_of):
        if action.due is not None and sight.window.first <= action.due <= sight.as_of:
            yield Counted(action.id, _how_late(action))


def _how_late(action: Action) -> str:
    if action.state is ActionState.OVERDUE:
        return f"was due on {action.due} and is still open"
    return f"closed {action.overdue} days late" if action.state is ActionState.CLOSED_LATE else ""


def actions_verified(sight: Sight) -> Iterator[Counted]:
    """Corrective actions closed in the window, with somebody who saw that it works (HC7)."""
    yield from _verified(sight, ())


def investigation_actions_verified(sight: Sight) -> Iterator[Counted]:
    """Corrective actions from incidents and investigations closed in the window, with somebody who saw that it works (II7)."""
    yield from _verified(sight, ("incident", "investigation"))


def _verified(sight: Sight, types: tuple[str, ...]) -> Iterator[Counted]:
    sources = {stored.value.id for name in types for stored in sight.program.records_by_type.get(name, ())}
    for action in measure_actions(sight.program, sight.as_of):
        if action.closed_on is None or not sight.window.covers(action.closed_on):
            continue
        if not types or action.source in sources:
            yield Counted(action.id, "" if action.verified_by else "closed, verified by nobody")


def causes_found(sight: Sight) -> Iterator[Counted]:
    """Investigations of the window with direct and root causes (II6)."""
    for stored in sight.events("investigation"):
        record = stored.value
        if not is_on_paper(record, "root_causes"):
            named = (("direct_causes", "direct"), ("root_causes", "root"))
            lacking = [word for name, word in named if not getattr(record, name, None)]
            yield Counted(record.id, f"no {' or '.join(lacking)} cause named" if lacking else "")


def investigations_with_workers(sight: Sight) -> Iterator[Counted]:
    """Investigations of the window with a worker or a committee member on the team (II5)."""
    for stored in sight.events("investigation"):
        record = stored.value
        team: tuple[str, ...] = getattr(record, "team", ())
        if not team and record.has_scan:
            continue
        good = any(sight.level_of(id, record.date) == "worker" or _is_member(sight, id, stored.value) for id in team)
        yield Counted(record.id, "" if good else "no worker or committee member on the team")


def _is_member(sight: Sight, person: str, record: Any) -> bool:
    stored = sight.program.people.get(person)
    roles = stored.value.roles_on(record.date) if stored else ()
    return any(role.role.startswith("committee-") for role in roles)


def drills_evaluated(sight: Sight) -> Iterator[Counted]:
    """Drills of the window with an evaluation, and an action for everything that went wrong (ER5)."""
    for stored in sight.events("drill"):
        record: Any = stored.value
        if is_on_paper(record, "evaluation"):
            continue
        still_open = [each.text for each in record.deficiencies if not each.action]
        why = "" if record.evaluation else "no evaluation"
        yield Counted(record.id, why or (f"without an action: {'; '.join(still_open)}" if still_open else ""))


def meetings_with_quorum(sight: Sight) -> Iterator[Counted]:
    """Committee meetings of the window held with a quorum (JH8; half the members, both sides, half of them workers)."""
    for stored in sight.events("hsc-meeting"):
        quorum = getattr(stored.value, "quorum", None)
        if quorum is not None:
            yield Counted(stored.value.id, "" if quorum else "without a quorum")


def minutes_complete(sight: Sight) -> Iterator[Counted]:
    """Minutes of the window that say who was there and list items, at least one with an owner (JH10)."""
    for stored in sight.events("hsc-meeting"):
        record: Any = stored.value
        if is_on_paper(record, "items"):
            continue
        lacking = [
            word
            for word, present in (
                ("who was there", record.attendees),
                ("items", record.items),
                ("who does what", any(item.owner or item.action for item in record.items)),
            )
            if not present
        ]
        yield Counted(record.id, f"minutes don't show {', '.join(lacking)}" if lacking else "")


def recommendations_answered(sight: Sight) -> Iterator[Counted]:
    """Recommendations of the committee in the window, answered by the employer (JH7)."""
    for stored in sight.events("hsc-meeting"):
        for number, each in enumerate(getattr(stored.value, "recommendations", ()), 1):
            until = each.sent_on + timedelta(days=ANSWER_WITHIN)
            is_answered = each.response_on is not None and each.response_on <= sight.as_of
            if is_answered or until < sight.as_of:
                why = "" if is_answered else f"sent on {each.sent_on}, not answered"
                yield Counted(f"{stored.value.id}, recommendation {number}", why)


def audit_points_with_action(sight: Sight) -> Iterator[Counted]:
    """Recommendations of the audits on file, each with a corrective action (AD6)."""
    for stored in sight.program.records_by_type.get("audit", ()):
        if stored.value.date > sight.as_of:
            continue
        for number, each in enumerate(getattr(stored.value, "recommendations", ()), 1):
            why = "" if each.action else f"no action for: {each.text}"
            yield Counted(f"{stored.value.id}, recommendation {number}", why)
