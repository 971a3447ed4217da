"""The noise was found to be above the limit, and nothing is said to have been done."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("EVD025", Severity.GAP)
def noise_above_limit_without_measures(snapshot: Snapshot) -> Iterator[Problem]:
    """A noise assessment shows more than the law's limit and names no measure.

    ## Why

    To measure is the smaller half. From the limit on the auditor asks what was done: a quieter tool, a wall, protectors and who wears them.

    ## Example: fails

    ```yaml title="records/noise-assessment/2026/nse-0001.yaml"
    id: nse-0001
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    task: Chop saw
    lex_dba: 88
    method: Dosimeter, full shift
    assessed_by: P-002
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    This also gives LAW017.

    ## Example: passes

    ```yaml title="records/noise-assessment/2026/nse-0001.yaml"
    id: nse-0001
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    task: Chop saw
    lex_dba: 88
    method: Dosimeter, full shift
    measures: Wall around the saw; muffs fit-tested on both operators
    assessed_by: P-002
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    This also gives LAW017.

    ## What to do

    Write under `measures` what was done and when it is measured again. If nothing was done yet, raise a corrective action and name it there.

    ## Source

    OHS Code, sections 216 to 224 (85 dBA Lex, measures above it; read 2025-03-31); the standard's question HC3.
    """
    limit = snapshot.law.limit("noise-exposure")
    if limit is None or limit.value is None:
        return
    for stored in snapshot.program.records_by_type.get("noise-assessment", ()):
        record = stored.value
        level = getattr(record, "lex_dba", None)
        if level is None or level <= limit.value or record.has_scan or getattr(record, "measures", None):
            continue
        yield Problem(
            stored.place("lex_dba"),
            f"{record.id} found {level} dBA, more than the limit of {limit.value}, and names no measure ({snapshot.law.cite(limit)}).",
            "Write down what was done about it; if nothing was, raise a corrective action.",
            (record.id,),
        )
