"""What is due as a calendar (iCalendar, RFC 5545) that any office calendar can subscribe to: an all-day event for each item."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from builder.measure.due import DueItem
from builder.model.snapshot import Snapshot

BIG_WARNING = timedelta(days=14)
"""How long before a day that the certificate hangs on the calendar rings: time enough to call the partner."""

_SOMEBODY = re.compile(r"\b[PC]-\d{2,5}\b")


def write_due(items: Sequence[DueItem], snapshot: Snapshot) -> str:
    """The items as one calendar; the same program and day give the same bytes.

    An item keeps its UID while its day moves, so that a calendar that reads the file again moves the event instead of adding one. People
    and contractors stand by id in the title, which shows on locked screens, and by name in the description; sites by their name.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Muster//muster due//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", f"{_company(snapshot)}: health and safety due days")
    seen: set[str] = set()
    for item in items:
        uid = _uid(item, snapshot)
        if uid not in seen:
            seen.add(uid)
            calendar.add_component(_event(item, uid, snapshot))
    written: bytes = calendar.to_ical()
    return written.decode("utf-8")


def _event(item: DueItem, uid: str, snapshot: Snapshot) -> Event:
    event = Event()
    event.add("uid", uid)
    # RFC 5545 wants a moment; the as-of day is the only one a result may know.
    event.add("dtstamp", datetime.combine(snapshot.as_of, time(), UTC))
    event.add("dtstart", item.day)
    event.add("summary", _title(item, snapshot))
    event.add("description", _description(item, snapshot))
    event.add("categories", [item.kind])
    event.add("transp", "TRANSPARENT")
    if item.is_big:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", -BIG_WARNING)
        alarm.add("description", _title(item, snapshot))
        event.add_component(alarm)
    return event


def _title(item: DueItem, snapshot: Snapshot) -> str:
    late = "Overdue: " if item.is_overdue else ""
    unit, comma, rest = item.what.partition(", ")
    what = f"{snapshot.name(unit)}, {rest}" if comma and not _SOMEBODY.fullmatch(unit) else item.what
    return f"{late}{what[:1].upper()}{what[1:]}"


def _description(item: DueItem, snapshot: Snapshot) -> str:
    names = {id: snapshot.name(id) for id in _SOMEBODY.findall(" ".join((item.what, *item.about)))}
    lines = [item.why] if item.why else []
    lines.extend(f"{id}: {name}" for id, name in names.items() if name != id)
    lines.append(f"From {item.place.path}, line {item.place.line}.")
    return "\n".join(lines)


def _uid(item: DueItem, snapshot: Snapshot) -> str:
    parts = (_company(snapshot), item.kind, item.key, *item.about) if item.key or item.about else (item.kind, item.what)
    return f"{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:32]}@muster"


def _company(snapshot: Snapshot) -> str:
    return snapshot.program.company.value.name if snapshot.program.company else "The company"
