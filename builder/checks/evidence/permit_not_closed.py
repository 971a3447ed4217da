"""A permit is past its day and nobody closed it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.record import Record
from builder.model.snapshot import Snapshot


@rule("EVD023", Severity.GAP)
def permit_not_closed(snapshot: Snapshot) -> Iterator[Problem]:
    """The day of a permit is over, and the permit doesn't say when it was closed.

    ## Why

    Closing is when somebody counts the people out, looks at the wall once more and fills the hole. An open permit says that nobody did, or that nobody wrote it down; the auditor pulls exactly these. A permit for hot work or a confined space is over with its day; one for a dig, with the last day of its locates.

    ## Example: fails

    ```yaml title="records/hot-work-permit/2026/hwp-0001.yaml"
    id: hwp-0001
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    location: Corridor 1, above the ceiling
    work: Solder four joints
    valid_from: "08:00"
    valid_to: "11:00"
    fire_watch: P-003
    watch_until: "11:50"
    extinguishers: Two, at the work and with the watch
    combustibles: Paper wrap taken out
    gas_test: 0 % LEL at 07:50
    issued_by: P-002
    signatures:
      - {person: P-002, date: 2026-06-10, method: electronic}
      - {person: P-003, date: 2026-06-10, method: electronic}
    ```

    This also gives DUE013.

    ## Example: passes

    ```yaml title="records/hot-work-permit/2026/hwp-0001.yaml"
    id: hwp-0001
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    location: Corridor 1, above the ceiling
    work: Solder four joints
    valid_from: "08:00"
    valid_to: "11:00"
    fire_watch: P-003
    watch_until: "11:50"
    extinguishers: Two, at the work and with the watch
    combustibles: Paper wrap taken out
    gas_test: 0 % LEL at 07:50
    issued_by: P-002
    closed_at: "11:55"
    signatures:
      - {person: P-002, date: 2026-06-10, method: electronic}
      - {person: P-003, date: 2026-06-10, method: electronic}
    ```

    ## What to do

    Ask who closed it. If the time stands on the paper, enter it or attach the scan. If nobody closed it, leave it as it is and talk it over with those who issue permits.

    ## Source

    The standard's question HC4 (permits are used and kept), and the company's own procedures.
    """
    for type, closing in _CLOSING.items():
        for stored in snapshot.program.records_by_type.get(type, ()):
            record = stored.value
            last = _last_day(record)
            if record.has_scan or last >= snapshot.as_of or getattr(record, closing, None):
                continue
            yield Problem(
                stored.place("date"),
                f"{record.id}, a {_title(record)} that was over on {last}, has not been closed.",
                "Ask who closed it. Enter the time if it stands on the paper; otherwise leave it, and talk it over.",
                tuple(id for id in (record.id, getattr(record, "issued_by", None)) if id),
            )


_CLOSING = {
    "hot-work-permit": "closed_at",
    "confined-space-permit": "closed_at",
    "ground-disturbance-permit": "closed_on",
}
"""Permits by type, and the field that says that they are closed."""


def _last_day(record: Record) -> date:
    """The last day on which the permit can have been good."""
    expires = getattr(record, "expires", None)
    return expires if isinstance(expires, date) else record.date


def _title(record: Record) -> str:
    """The name of the record's type in the middle of a sentence."""
    title = type(record).TITLE
    return title[:1].lower() + title[1:]
