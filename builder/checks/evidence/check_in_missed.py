"""Somebody worked alone, and a check-in was missed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.record import Record
from builder.model.snapshot import Snapshot

LEEWAY = 10
"""Minutes after which a call is missed and not only late; our default, because nobody calls to the minute."""


@rule("EVD026", Severity.GAP)
def check_in_missed(snapshot: Snapshot) -> Iterator[Problem]:
    """In a working-alone log more time passed between two calls than was agreed, and ten minutes more.

    ## Why

    The check-in is the only thing that finds somebody who lies hurt in a boiler room. A gap in the log is either a call that nobody wrote down, or the hour in which nobody would have come.

    ## Example: fails

    ```yaml title="records/working-alone-log/2026/wal-0001.yaml"
    id: wal-0001
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    person: P-003
    place: Boiler room of the school
    task: Service call
    contact: P-002
    method: Phone, tried at the boiler
    interval_minutes: 60
    started_at: "13:00"
    check_ins: [{at: "13:55", by: phone}]
    ended_at: "15:50"
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## Example: passes

    ```yaml title="records/working-alone-log/2026/wal-0001.yaml"
    id: wal-0001
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    person: P-003
    place: Boiler room of the school
    task: Service call
    contact: P-002
    method: Phone, tried at the boiler
    interval_minutes: 60
    started_at: "13:00"
    check_ins: [{at: "13:55", by: phone}, {at: "14:50", by: phone}]
    ended_at: "15:50"
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## What to do

    Leave the log as it is. Talk over with both what the contact did after the missed call, and write that into `notes`.

    ## Source

    OHS Code, sections 393 and 394 (contact at suitable intervals, read 2025-03-31); the interval is the company's own, the ten minutes are our default.
    """
    for stored in snapshot.program.records_by_type.get("working-alone-log", ()):
        record = stored.value
        interval = getattr(record, "interval_minutes", None)
        if interval is None or record.has_scan:
            continue
        for first, second in pairwise(_calls(record)):
            passed = _minutes_between(first, second)
            if passed > interval + LEEWAY:
                yield Problem(
                    stored.place("check_ins"),
                    f"{record.id}: no call between {first} and {second}; {passed} minutes, {interval} were agreed.",
                    "Leave the log as it is, and talk over what the contact did.",
                    tuple(id for id in (record.id, record.subject) if id),
                )


def _calls(record: Record) -> tuple[str, ...]:
    """The times of a log in the order written: start, calls, end."""
    start, end = getattr(record, "started_at", None), getattr(record, "ended_at", None)
    times = [each.at for each in getattr(record, "check_ins", ())]
    return tuple(time for time in (start, *times, end) if time)


def _minutes_between(first: str, second: str) -> int:
    """Minutes from one time of day to the next; an earlier one is of the day after."""
    return (_minutes(second) - _minutes(first)) % _DAY


def _minutes(time: str) -> int:
    hours, minutes = time.split(":")
    return 60 * int(hours) + int(minutes)


_DAY = 24 * 60
