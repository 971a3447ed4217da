"""A promise is kept, but in a slower rhythm than the document says."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from builder.checks.rule import rule
from builder.measure.promises.promise import candidates_by_unit
from builder.measure.promises.promised import Promised, list_promised
from builder.model.coverage import Expected
from builder.model.day import Period
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot

SLOWER = 1.8
"""How many times longer than promised the usual gap is, from which the rhythm itself is another one: monthly for a fortnight's promise."""

_FEWEST = 3
"""Records, and holes, below which nothing can be said about a rhythm."""

_DAYS_IN_MONTH = 30.4


@rule("COV009", Severity.GAP)
def rhythm_slower_than_promised(snapshot: Snapshot) -> Iterator[Problem]:
    """A document says weekly, and the records come monthly.

    ## Why

    One missed week is a hole. A record every month where the document says every week is another practice than the one written down, and workers will say so in the interviews. Either the promise is kept from now on, or the document says what is really done; the holes of the past stay.

    ## Example: fails

    ```markdown title="policies/inspections.md"
    ---
    id: PRG-07
    title: Inspection program
    kind: program
    area: inspections
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    effective: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    answers: [IN1]
    obligations:
      - {record: inspection, kind: site, every: P1W, per: site, by: supervisor, grace: P5D, answers: [IN2]}
    ---

    ## How often

    Once a month, every site.
    ```

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-12
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-06-12, method: electronic}]
    ```

    This also gives COV003.

    ## Example: passes

    ```markdown title="policies/inspections.md"
    ---
    id: PRG-07
    title: Inspection program
    kind: program
    area: inspections
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    effective: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    answers: [IN1]
    obligations:
      - {record: inspection, kind: site, every: P1M, per: site, by: supervisor, grace: P5D, answers: [IN2]}
    ---

    ## How often

    Once a month, every site.
    ```

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-12
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-06-12, method: electronic}]
    ```

    ## What to do

    Decide which is right: what is written, or what is done. Do it as often as written, or have the document changed and approved again.

    ## Source

    The standard's questions on frequency (IN2, HA10, JH8, TR10): what the document says is held against what the records show.
    """
    for promised in list_promised(snapshot):
        every = promised.promise.obligation.every
        if every is None:
            continue
        slow = list(_slow_units(snapshot, promised, every))
        if slow:
            units = "; ".join(f"{unit or 'the company'} about every {days:.0f} days" for unit, days in slow)
            promise = promised.promise
            yield Problem(
                promise.stored.place("obligations", promise.index, "every"),
                f"{promise.policy.id} promises {promise.obligation.kind or ''} {promise.obligation.record} every "
                f"{every.words}; the records come more slowly: {units}.".replace("  ", " "),
                "Keep the promise from now on, or have the document say what is really done.",
                tuple(dict.fromkeys((promise.policy.id, *(unit for unit, _ in slow if unit)))),
            )


def _slow_units(snapshot: Snapshot, promised: Promised, every: Period) -> Iterator[tuple[str, float]]:
    """The units with many holes whose records come at longer intervals than promised, with the usual interval in days."""
    promise, wanted = promised.promise, every.months * _DAYS_IN_MONTH + every.days
    records = candidates_by_unit(snapshot.program, promise.policy, promise.obligation)
    by_unit: dict[str, list[Expected]] = {}
    for each in promised.expected:
        by_unit.setdefault(each.unit, []).append(each)
    for unit, expected in sorted(by_unit.items()):
        holes = sum(each.is_required and not each.is_found for each in expected)
        days = sorted({each.done for each in records.get(unit, ()) if snapshot.window.covers(each.done)})
        if holes < _FEWEST or len(days) < _FEWEST:
            continue
        usual = median((after - before).days for before, after in pairwise(days))
        if usual >= SLOWER * wanted:
            yield unit, usual
