"""A record that the program promises is not there: a hole."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.promises.hole import name_hole
from builder.model.coverage import Expected, Outcome
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("COV003", Severity.GAP)
def expected_record_missing(snapshot: Snapshot) -> Iterator[Problem]:
    """A document promises a record for this period, its day is past, and there is none.

    ## Why

    The auditor takes your own words and counts: twelve months, two sites, twenty-four inspections. A missed one can't be made up afterwards. It can be explained, and it still counts.

    ## Example: fails

    Not in the repository:

    ```yaml title="records/inspection/2026/insp-0002.yaml"
    id: insp-0002
    date: 2026-05-14
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-05-14, method: electronic}]
    ```

    ## Example: passes

    Not in the repository, and explained:

    ```yaml title="records/inspection/2026/insp-0002.yaml"
    id: insp-0002
    date: 2026-05-14
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-05-14, method: electronic}]
    ```

    The explanation names the hole as the finding does:

    ```yaml title="records/explained.yaml"
    - about: PRG-07/inspection/site/yard/2026-05
      reason: The foreman was on leave and nobody took over; a deputy is named since.
      person: P-001
      date: 2026-06-08
    ```

    ## What to do

    If the record exists on paper, file it. If it wasn't done, say so in records/explained.yaml (what happened, who says so, the corrective action); never make a record up. If it wasn't needed, correct the register: a closed site, a machine out of service.

    ## Source

    The standard's questions on frequency (IN2, HA10, JH8, TR10, ER5); the obligation in your own document is the measure.
    """
    for each in snapshot.expected:
        if each.outcome is Outcome.HOLE:
            what = name_hole(each)
            yield Problem(
                each.place,
                f"{each.document} promises this record, and there is none: {what} (due {each.due}, {each.id}).",
                "If it exists on paper, file it. If it wasn't done, explain it in records/explained.yaml under that id; "
                f"it stays counted.{_maybe_broken(each, snapshot)}",
                tuple(id for id in (each.id, each.document, each.unit) if id),
            )


def _maybe_broken(each: Expected, snapshot: Snapshot) -> str:
    """A hint where a file of the same type could not be read: it may be the one that is missing."""
    folder = f"records/{each.record_type}/"
    broken = sorted(path for path in snapshot.program.unreadable if path.startswith(folder))
    return f" {broken[0]} could not be read; put it right first, it may be this one." if broken else ""
