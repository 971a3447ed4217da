"""Every unsafe thing that was found, wherever it was written down, and how far it has been put right: found, action, closed, verified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from builder.measure.follow_up.actions import Action, ActionState, measure_actions
from builder.model.place import FieldPath
from builder.model.program import Program
from builder.model.record import Record
from builder.model.stored import Stored

ACTIONS = "corrective-action"

_ALWAYS = {
    "inspection": ("deficiencies",),
    "drill": ("deficiencies",),
    "audit": ("recommendations",),
    "hsc-meeting": ("recommendations",),
}
"""Lists in which every entry is something to put right."""

_IF_ACTED_ON = {"hsc-meeting": ("items",)}
"""Lists in which an entry is one only where an action is named: most of a meeting's minutes are news, not deficiencies."""


class DeficiencyState(StrEnum):
    """How far a deficiency has come; settled is put right without an action: on the spot, or by the employer's answer."""

    NO_ACTION = "no-action"
    OPEN = "open"
    OVERDUE = "overdue"
    CLOSED = "closed"
    SETTLED = "settled"
    VERIFIED = "verified"


@dataclass(frozen=True)
class Deficiency:
    """Something unsafe that somebody found, with what became of it as of a day.

    Attributes:
        source: The record on which it stands.
        steps: The way to it inside that record.
        found_on: The day of that record.
        text: What was found, in the finder's words; the action's description where the record doesn't say.
        site: Where; None for the whole company.
        asset: The vehicle or equipment inspected.
        action: The corrective action; None where there is none, or where it was put right at once without one.
        closed_on: The day it was put right, if that was by the as-of day.
        evidence: How one knows that it was put right.
        verifier: Who verified it.
        state: How far it has come.
        age: Days from finding to closing, or to the as-of day.
    """

    source: Stored[Record]
    steps: FieldPath
    found_on: date
    text: str
    site: str | None
    asset: str | None
    action: Action | None
    closed_on: date | None
    evidence: str
    verifier: str | None
    state: DeficiencyState
    age: int


@dataclass(frozen=True)
class _Item:
    """Something found, before its action is looked up."""

    source: Stored[Record]
    steps: FieldPath
    text: str
    action: str | None
    closed_on: date | None = None
    evidence: str = ""


def measure_deficiencies(program: Program, as_of: date) -> tuple[Deficiency, ...]:
    """Every unsafe thing found by `as_of`, sorted by the day it was found and the record.

    They come from inspections, drills, audits and their findings, committee recommendations, hazard reports, minutes and reviews that
    name an action, and the actions that investigations and tours raised. An action that no record names stands for itself.
    """
    actions = {action.id: action for action in measure_actions(program, as_of)}
    items = [
        item
        for stored in program.records
        if stored.value.date <= as_of and type(stored.value).TYPE != ACTIONS
        for item in _items(stored)
    ]
    named = {item.action for item in items}
    for id, action in actions.items():
        if id not in named:
            source = program.record_by_id.get(action.source or "")
            items.append(_Item(source or action.stored, (), action.description or "", id))
    found = [_deficiency(item, actions, as_of) for item in items]
    return tuple(sorted(found, key=lambda each: (each.found_on, each.source.value.id, str(each.steps), each.text)))


def _items(stored: Stored[Record]) -> Iterator[_Item]:
    record = stored.value
    kind = type(record).TYPE
    for name in _ALWAYS.get(kind, ()):
        for index, part in enumerate(getattr(record, name, ())):
            yield _part(stored, (name, index), part)
    for name in _IF_ACTED_ON.get(kind, ()):
        for index, part in enumerate(getattr(record, name, ())):
            if getattr(part, "action", None):
                yield _part(stored, (name, index), part)
    for index, id in enumerate(_listed(record)):
        yield _Item(stored, ("actions", index), "", id)
    if kind == "hazard-report":
        yield _Item(
            stored,
            ("hazard",),
            str(getattr(record, "hazard", None) or ""),
            getattr(record, "action", None),
            getattr(record, "closed_on", None),
            str(getattr(record, "response", None) or ""),
        )
    if kind == "audit-finding" and getattr(record, "kind", None) != "strength":
        yield _Item(stored, ("text",), str(getattr(record, "text", None) or ""), getattr(record, "action", None))


def _listed(record: Record) -> tuple[str, ...]:
    """Ids of corrective actions that a record raises as a whole: an investigation, a tour, a review."""
    listed = getattr(record, "actions", ())
    return tuple(each for each in listed if isinstance(each, str)) if isinstance(listed, tuple) else ()


def _part(stored: Stored[Record], steps: FieldPath, part: Any) -> _Item:
    """One entry of a list; a committee's recommendation is closed by the employer's answer."""
    return _Item(
        stored,
        steps,
        str(getattr(part, "item", None) or getattr(part, "text", None) or ""),
        getattr(part, "action", None),
        getattr(part, "response_on", None),
        str(getattr(part, "outcome", None) or ""),
    )


def _deficiency(item: _Item, actions: dict[str, Action], as_of: date) -> Deficiency:
    record = item.source.value
    action = actions.get(item.action or "")
    closed = action.closed_on if action else item.closed_on
    closed_on = closed if closed is not None and closed <= as_of else None
    evidence = evidence_of(action) if action else item.evidence
    verifier = action.verified_by if action and closed_on else None
    return Deficiency(
        source=item.source,
        steps=item.steps,
        found_on=record.date,
        text=item.text or (action.description if action and action.description else ""),
        site=record.site or (action.stored.value.site if action else None),
        asset=getattr(record, "asset", None),
        action=action,
        closed_on=closed_on,
        evidence=evidence if closed_on else "",
        verifier=verifier,
        state=_state(action, closed_on, verifier),
        age=((closed_on or as_of) - record.date).days,
    )


def _state(action: Action | None, closed_on: date | None, verifier: str | None) -> DeficiencyState:
    if closed_on and action is None:
        return DeficiencyState.SETTLED
    if closed_on:
        return DeficiencyState.VERIFIED if verifier else DeficiencyState.CLOSED
    if action is None:
        return DeficiencyState.NO_ACTION
    return DeficiencyState.OVERDUE if action.state is ActionState.OVERDUE else DeficiencyState.OPEN


def evidence_of(action: Action) -> str:
    """How one knows that an action was done: the note, else what the attached files show; empty when nothing says so."""
    record = action.stored.value
    note = getattr(record, "evidence_note", None)
    if note:
        return str(note)
    captions = [each.caption for each in record.attachments]
    return "; ".join(captions) or ", ".join(link.to for link in record.links if link.relation == "closes")
