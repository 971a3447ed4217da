"""Lists of corrective actions: each row is one thing to put right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.bring_in.kinds.kind import Column, Kind, Setting, UnfitError, Values, without_empty
from builder.bring_in.names import plain
from builder.bring_in.shared_columns import NOTES, RECORDED_BY, SITE
from builder.model.day import write_day
from builder.record_types.corrective_action import CorrectiveAction

_CLOSED = ("closed", "complete", "completed", "done", "fixed", "resolved")
_OPEN = ("open", "in progress", "outstanding", "overdue", "pending", "not started", "new")

_PRIORITIES = {
    **dict.fromkeys(("a", "high", "critical", "urgent", "immediate", "1", "p1", "major", "today"), "A"),
    **dict.fromkeys(("b", "medium", "moderate", "normal", "2", "p2", "med", "this week"), "B"),
    **dict.fromkeys(("c", "low", "minor", "3", "p3", "this month"), "C"),
}


def _compose(values: Values, setting: Setting) -> dict[str, Any]:
    day, due, closed = values["date"], values.get("due"), values.get("closed_on")
    status = plain(values.get("status") or "")
    for what, each in (("raised", day), ("closed", closed)):
        if each is not None and each > setting.today:
            raise UnfitError(f"it is said to be {what} on {write_day(each)}, which lies in the future")
    if closed is not None and closed < day:
        raise UnfitError(f"it was closed on {write_day(closed)}, before it was raised on {write_day(day)}")
    if status in _CLOSED and closed is None:
        raise UnfitError(f"its status is “{values['status']}”, but nothing says on which day it was closed")
    if status in _OPEN and closed is not None:
        raise UnfitError(f"its status is “{values['status']}”, but it was closed on {write_day(closed)}")
    return without_empty(
        {
            "date": day,
            "site": values.get("site"),
            "recorded_by": values.get("recorded_by") or setting.by,
            "notes": _notes(values),
            "source": _record_id(values.get("source")),
            "description": values["description"],
            "priority": values.get("priority"),
            "owner": values.get("owner"),
            "due": due,
            "interim_control": values.get("interim_control"),
            "closed_on": closed,
            "verified_by": values.get("verified_by"),
            "evidence_note": values.get("evidence_note"),
        }
    )


def _record_id(source: str | None) -> str | None:
    """The source, where it is the id of a record; words about it go into the notes."""
    return source if source and _looks_like_id(source) else None


def _looks_like_id(text: str) -> bool:
    letters, dash, number = text.partition("-")
    return bool(dash) and letters.isascii() and letters.islower() and number.isdecimal() and len(number) >= 4


def _notes(values: Values) -> str:
    source = values.get("source")
    said = (
        f"Number {values['number']} in the list." if values.get("number") else "",
        f"What was found: {values['found']}" if values.get("found") else "",
        f"Raised by, as the list says: {source}." if source and not _record_id(source) else "",
        values.get("notes") or "",
    )
    return " ".join(filter(None, said))


def _identity(data: Mapping[str, Any]) -> tuple[Any, ...]:
    return data.get("date"), data.get("site"), plain(data.get("description") or "")


ACTIONS = Kind(
    name="actions",
    title="corrective action",
    model=CorrectiveAction,
    folder="corrective-action",
    prefix=CorrectiveAction.PREFIX,
    columns=(
        Column(
            "date",
            "day",
            "the day it was raised",
            (
                *("date", "date raised", "raised", "raised on", "date opened", "opened", "date found", "found on", "date identified"),
                *("identified", "reported", "date reported", "reported on", "created", "date created", "open date"),
            ),
            needed=True,
        ),
        Column(
            "description",
            "text",
            "what has to be done",
            (
                *("corrective action", "action required", "action to be taken", "action", "action item", "description", "what"),
                *("what has to be done", "task", "item", "issue", "deficiency", "hazard", "finding", "details", "work required"),
            ),
            needed=True,
        ),
        Column(
            "found",
            "text",
            "what was found, kept in the notes",
            (
                *("found", "what was found", "issue", "deficiency", "hazard", "finding", "observation", "problem", "concern"),
                *("description", "details", "issue hazard", "hazard issue", "issue description", "hazard description"),
            ),
            beside="description",
        ),
        SITE,
        Column(
            "owner",
            "person",
            "who does it",
            ("owner", "responsible", "responsible person", "person responsible", "assigned to", "assignee", "who", "by whom", "action by"),
        ),
        Column(
            "due",
            "day",
            "the day by which it is done",
            ("due", "due date", "due by", "target", "target date", "deadline", "complete by", "by when", "when"),
        ),
        Column("priority", "choice", "its priority", ("priority", "risk", "rank", "risk rank", "severity", "level"), choices=_PRIORITIES),
        Column(
            "closed_on",
            "day",
            "the day it was closed",
            ("closed", "closed on", "date closed", "completed", "date completed", "completed on", "completion date", "done", "close date"),
        ),
        Column("verified_by", "person", "who verified it", ("verified by", "verified", "checked by", "closed by", "signed off by")),
        Column("evidence_note", "text", "how it was verified", ("how verified", "how it was verified", "evidence", "proof", "verification")),
        Column("interim_control", "text", "what holds until then", ("interim control", "until then", "interim", "temporary control")),
        Column("source", "text", "what raised it", ("source", "raised from", "origin", "from", "related to", "reference", "inspection")),
        Column("number", "text", "its number in the list", ("no", "number", "action no", "action number", "ca no", "item no", "ref", "id", "#")),
        Column("status", "text", "its status", ("status", "state", "open closed", "open or closed")),
        RECORDED_BY,
        NOTES,
    ),
    compose=_compose,
    identity=_identity,
)  # fmt: skip
