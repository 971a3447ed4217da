"""The committee by meetings: when it met, whether it could decide, and who of its members was there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from builder.measure.month import Month, list_months
from builder.model.coverage import Expected
from builder.model.level import Level
from builder.model.stored import Stored
from builder.render.pdf.sections.rhythm import month_words
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View

MEETING = "hsc-meeting"
MEMBERSHIP = "hsc-membership"
MEETINGS_ACROSS = 16
"""Columns that fit across a landscape page beside a name; a committee that meets more often has a second table."""


def make_committee(view: View) -> Section | None:
    """Meetings across, members down; nothing where no meeting is on record, or people may not be shown."""
    meetings = view.selection.registers.get(MEETING, ())
    if not meetings or not view.snapshot.level.shows(Level.OFFICE):
        return None
    title = "Committee meetings and attendance"
    html = write_html(
        "committee",
        title=title,
        running=(view.element_title("committees"), title),
        meetings=len(meetings),
        with_quorum=sum(getattr(stored.value, "quorum", None) is True for stored in meetings),
        promised=_promised(view),
        tables=[
            _table(view, meetings[start : start + MEETINGS_ACROSS])
            for start in range(0, len(meetings), MEETINGS_ACROSS)
        ],
    )
    return Section("committee-attendance", title, "committees", html, "committee-attendance")


def _promised(view: View) -> list[dict[str, str]]:
    """The promise by month: met, late, missing; nothing where no document says how often the committee meets."""
    expected = [each for each in view.snapshot.expected if each.record_type == MEETING]
    if not expected:
        return []
    return [
        {"month": month_words(month), "words": _kept([each for each in expected if _ends_in(each, month)])}
        for month in list_months(view.snapshot.window)
    ]


def _ends_in(each: Expected, month: Month) -> bool:
    return (each.last.year, each.last.month) == month


def _kept(expected: Sequence[Expected]) -> str:
    required = [each for each in expected if each.is_required]
    if not required:
        return "–" if expected else ""
    found = sum(each.is_found for each in required)
    return f"{'● ' if found == len(required) else '○ '}{found}/{len(required)}"


def _table(view: View, meetings: Sequence[Stored[Any]]) -> dict[str, Any]:
    sides: dict[str, str] = {}
    for stored in meetings:
        for attendee in getattr(stored.value, "attendees", ()):
            sides.setdefault(attendee.person, attendee.side)
    for stored in view.selection.registers.get(MEMBERSHIP, ()):
        person = getattr(stored.value, "person", None)
        if person:
            sides.setdefault(person, getattr(stored.value, "side", None) or "")
    return {
        "heads": [_head(view, stored.value) for stored in meetings],
        "rows": [
            {
                "person": view.naming.person(person, MEETING),
                "side": side,
                "cells": [_cell(stored.value, person) for stored in meetings],
                "came": f"{sum(_came(stored.value, person) for stored in meetings)} of {len(meetings)}",
            }
            for person, side in sorted(sides.items(), key=lambda item: (item[1] != "worker", item[0]))
        ],
    }


def _head(view: View, meeting: Any) -> dict[str, Any]:
    quorum = "? not written" if meeting.quorum is None else "● yes" if meeting.quorum else "✗ no"
    workers = sum(each.side == "worker" for each in meeting.attendees)
    return {
        "day": meeting.date.isoformat(),
        "link": view.selection.link_to(meeting.id),
        "kind": (meeting.kind or "").replace("-", " "),
        "quorum": quorum,
        "has_none": meeting.quorum is False,
        "present": f"{len(meeting.attendees)}, {workers} worker{'' if workers == 1 else 's'}",
        "items": str(len(meeting.items)) if meeting.items else "–",
        "recommendations": str(len(meeting.recommendations)) if meeting.recommendations else "–",
    }


def _came(meeting: Any, person: str) -> bool:
    return any(each.person == person for each in meeting.attendees)


def _cell(meeting: Any, person: str) -> str:
    if not _came(meeting, person):
        return "–"
    return "● chair" if meeting.chair == person else "●"
