"""Which incidents the government must be told of, and how long it took until the WCB was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from builder.model.law import Law, Notification
from builder.model.program import Program
from builder.model.record import Record
from builder.model.stored import Stored

WCB_CLASSES = frozenset({"medical-aid", "restricted-work", "lost-time", "fatality"})
"""Injuries beyond first aid: the employer reports them to the WCB (Workers' Compensation Act s.33, a secondary source, read 2026-11-22)."""


@dataclass(frozen=True)
class WcbNotice:
    """How an injury was reported to the WCB.

    Attributes:
        known: When the company knew; the day of the incident where nothing else is written.
        filed_on: The day it was reported; None where nothing shows it.
        is_late: Whether that was after the time allowed, or is by the as-of day.
        report: The record of the report, if there is one.
    """

    incident: Stored[Record]
    known: date
    filed_on: date | None
    is_late: bool
    report: str | None


def find_notification(incident: Record, law: Law) -> Notification | None:
    """Why an incident must be reported to OHS, by its class or the kind of event; None where it need not."""
    class_, event = getattr(incident, "class_", None), getattr(incident, "event_kind", None)
    return next((each for each in law.notifications if class_ in each.classes or event in each.events), None)


def measure_wcb_notices(program: Program, law: Law, as_of: date) -> Iterator[WcbNotice]:
    """Every injury that must be reported to the WCB, by date; none where the law file names no time for it."""
    limit = law.limit("wcb-report")
    if limit is None or limit.value is None:
        return
    allowed = timedelta(hours=limit.value)
    reports = {
        getattr(stored.value, "incident", None): stored.value
        for stored in program.records_by_type.get("wcb-report", ())
    }
    for stored in program.records_by_type.get("incident", ()):
        if getattr(stored.value, "class_", None) in WCB_CLASSES:
            yield _notice(stored, reports.get(stored.value.id), allowed, as_of)


def _notice(incident: Stored[Record], report: Record | None, allowed: timedelta, as_of: date) -> WcbNotice:
    known = getattr(report, "known_on", None) or incident.value.date
    filed = getattr(report, "filed_on", None) or getattr(incident.value, "wcb_reported_on", None)
    begun = _moment(known, getattr(report, "known_at", None), time.min)
    if filed is None:
        # Only once the whole of the last day is over: somebody may be filing it right now.
        return WcbNotice(incident, known, None, datetime.combine(as_of, time.min) - begun > allowed, None)
    ended = _moment(filed, getattr(report, "filed_at", None), time.min)
    return WcbNotice(incident, known, filed, ended - begun > allowed, report.id if report else None)


def _moment(day: date, written: str | None, otherwise: time) -> datetime:
    return datetime.combine(day, time.fromisoformat(written) if written else otherwise)
