"""A form is in use, and no document asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.record import in_sentence
from builder.model.snapshot import Snapshot
from builder.record_types import TYPES

IN_USE = 5
"""Records in the window from which a form is in use; a few may be a trial."""

_NO_FORM = frozenset({"stub", "training", "anchor"})
"""What stands for something kept elsewhere is nobody's form, a certificate comes from whoever gave the course, a stamp from an authority."""


@rule("COV010", Severity.NOTE)
def form_promised_nowhere(snapshot: Snapshot) -> Iterator[Problem]:
    """Records of a type are made again and again, and no approved document promises them or names the form.

    ## Why

    The program is what is written and done. A form that nobody wrote down depends on who fills it in today: it isn't taught, isn't reviewed, and stops when that person leaves. It may also answer a question that now looks as if nothing did.

    ## Example: fails

    ```yaml title="records/visitor-log/2026/vis-0001.yaml"
    id: vis-0001
    date: 2026-05-05
    site: yard
    recorded_by: P-002
    host: P-002
    visitors: 2
    purpose: Delivery
    escorted: true
    ```

    ```yaml title="records/visitor-log/2026/vis-0002.yaml"
    id: vis-0002
    date: 2026-05-06
    site: yard
    recorded_by: P-002
    host: P-002
    visitors: 2
    purpose: Delivery
    escorted: true
    ```

    ```yaml title="records/visitor-log/2026/vis-0003.yaml"
    id: vis-0003
    date: 2026-05-07
    site: yard
    recorded_by: P-002
    host: P-002
    visitors: 2
    purpose: Delivery
    escorted: true
    ```

    ```yaml title="records/visitor-log/2026/vis-0004.yaml"
    id: vis-0004
    date: 2026-05-08
    site: yard
    recorded_by: P-002
    host: P-002
    visitors: 2
    purpose: Delivery
    escorted: true
    ```

    ```yaml title="records/visitor-log/2026/vis-0005.yaml"
    id: vis-0005
    date: 2026-05-09
    site: yard
    recorded_by: P-002
    host: P-002
    visitors: 2
    purpose: Delivery
    escorted: true
    ```


    ## Example: passes

    ```yaml title="records/visitor-log/2026/vis-0001.yaml"
    id: vis-0001
    date: 2026-05-05
    site: yard
    recorded_by: P-002
    host: P-002
    visitors: 2
    purpose: Delivery
    escorted: true
    ```

    ```yaml title="records/visitor-log/2026/vis-0002.yaml"
    id: vis-0002
    date: 2026-05-06
    site: yard
    recorded_by: P-002
    host: P-002
    visitors: 2
    purpose: Delivery
    escorted: true
    ```

    ```yaml title="records/visitor-log/2026/vis-0003.yaml"
    id: vis-0003
    date: 2026-05-07
    site: yard
    recorded_by: P-002
    host: P-002
    visitors: 2
    purpose: Delivery
    escorted: true
    ```

    ```yaml title="records/visitor-log/2026/vis-0004.yaml"
    id: vis-0004
    date: 2026-05-08
    site: yard
    recorded_by: P-002
    host: P-002
    visitors: 2
    purpose: Delivery
    escorted: true
    ```

    ```yaml title="records/visitor-log/2026/vis-0005.yaml"
    id: vis-0005
    date: 2026-05-09
    site: yard
    recorded_by: P-002
    host: P-002
    visitors: 2
    purpose: Delivery
    escorted: true
    ```

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
    forms: [visitor-log]
    obligations:
      - {record: inspection, kind: site, every: P1M, per: site, by: supervisor, grace: P5D, answers: [IN2]}
    ---

    ## How often

    Once a month, every site.
    ```

    ## What to do

    Say in the document that governs it who fills it in and when. What has a rhythm is an obligation; what follows an event stands under `forms`.

    ## Source

    The standard's question AD2 (records: what, who, where, how long).
    """
    program = snapshot.program
    named: set[str] = set()
    for stored in program.policies:
        if stored.value.status == "approved":
            named |= {*stored.value.forms, *(each.record for each in stored.value.obligations)}
    for name, records in program.records_by_type.items():
        made = [each for each in records if snapshot.window.covers(each.value.date)]
        if name not in named and name not in _NO_FORM and len(made) >= IN_USE:
            yield Problem(
                made[-1].place(),
                f"There are {len(made)} {in_sentence(TYPES[name].PLURAL)} from {snapshot.window.first} to {snapshot.window.last}, "
                "and no approved document asks for them.",
                f"Say in the document that governs it who fills it in and when, and list {name} under its `forms`.",
                (made[-1].value.id,),
            )
