"""The calendar of what is due, read back by the library that others read calendars with."""

from __future__ import annotations

from datetime import date, timedelta

from icalendar import Calendar, Component

from builder.measure.due import measure_due
from builder.render.report.calendar_text import write_due
from tests.measure.cycle.cycle_company import COR, Files, audit, company
from tests.measure.small import read_text, snapshot_of

AS_OF = date(2026, 10, 31)
AUDIT = audit("aud-0001", "2026-10-19", "recertification", first_document_on="2026-10-19")
FILES: Files = {**company(COR, more="adopted_on: 2026-04-01\n"), **AUDIT}


def written(files: Files = FILES, as_of: date = AS_OF) -> str:
    snapshot = snapshot_of(files, as_of)
    return write_due(measure_due(snapshot), snapshot)


def events(files: Files = FILES, as_of: date = AS_OF) -> dict[str, Component]:
    return {str(event["summary"]): event for event in Calendar.from_ical(written(files, as_of)).walk("VEVENT")}


def test_each_item_is_an_all_day_event_that_can_be_read_back() -> None:
    snapshot = snapshot_of(FILES, AS_OF)
    found = events()

    assert len(found) == len(measure_due(snapshot)) > 5
    event = found["Last day of gathering for aud-0001"]
    assert event["dtstart"].dt == date(2026, 12, 2)
    assert event["dtstamp"].dt.date() == AS_OF
    assert "day 1" in event["description"]
    assert "records/audit/2026/aud-0001.yaml, line 6" in event["description"]


def test_what_the_certificate_hangs_on_rings_two_weeks_before() -> None:
    found = events()
    rings = {name: [each["trigger"].dt for each in event.walk("VALARM")] for name, event in found.items()}

    assert rings["Last day of gathering for aud-0001"] == [timedelta(days=-14)]
    assert rings["Get a new WCB clearance letter for C-01"] == []


def test_same_day_gives_the_same_bytes_and_every_uid_is_used_once() -> None:
    uids = [str(event["uid"]) for event in events().values()]

    assert written() == written()
    assert len(set(uids)) == len(uids)


def test_event_keeps_its_uid_while_its_day_moves() -> None:
    later: Files = {**FILES, **audit("aud-0001", "2026-10-19", "recertification", first_document_on="2026-10-20")}
    name = "Last day of gathering for aud-0001"

    assert events()[name]["uid"] == events(later)[name]["uid"]
    assert events(later)[name]["dtstart"].dt == date(2026, 12, 3)


def test_people_stand_by_id_in_the_title_and_by_name_below() -> None:
    path = "records/training/2026/trn-0001.yaml"
    found = events({**FILES, path: read_text(path).replace("2029-04-01", "2026-11-10")})
    event = found["Renew the fall-protection certificate of P-003"]

    assert "P-003: Eva Frost" in event["description"]


def test_lines_end_and_break_as_calendars_want_them() -> None:
    lines = written().split("\r\n")

    assert lines[-1] == ""
    assert all("\n" not in line and len(line.encode()) <= 75 for line in lines)
