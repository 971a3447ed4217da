"""On past days a shift had too few first aiders."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.law.first_aid import find_shortfalls
from builder.measure.law.first_aid_words import aider_words, row_words
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LAW008", Severity.NOTE)
def first_aiders_were_missing(snapshot: Snapshot) -> Iterator[Problem]:
    """On days of the window that are over, a shift had fewer first aiders with a valid certificate than the law’s table asks for.

    ## Why

    Past days can’t be put right, and an auditor who lays the certificates beside the crews sees them. Who was away for a day is not known here; the daily roster shows that.

    ## Example: fails

    P-003’s certificate had run out before it was renewed on 2026-06-10.

    ```yaml title="records/training/2026/trn-0008.yaml"
    id: trn-0008
    date: 2026-04-01
    recorded_by: P-002
    person: P-003
    course: first-aid-basic
    provider: Central Safety Training
    expires: 2026-05-31
    ```

    ```yaml title="records/training/2026/trn-0009.yaml"
    id: trn-0009
    date: 2026-06-10
    recorded_by: P-002
    person: P-003
    course: first-aid-basic
    provider: Central Safety Training
    expires: 2029-06-10
    ```

    ## Example: passes

    ```yaml title="records/training/2026/trn-0008.yaml"
    id: trn-0008
    date: 2026-04-01
    recorded_by: P-002
    person: P-003
    course: first-aid-basic
    provider: Central Safety Training
    expires: 2026-06-09
    ```

    ```yaml title="records/training/2026/trn-0009.yaml"
    id: trn-0009
    date: 2026-06-10
    recorded_by: P-002
    person: P-003
    course: first-aid-basic
    provider: Central Safety Training
    expires: 2029-06-10
    ```

    ## What to do

    If somebody else with a certificate was there, file it. Otherwise leave it as it is, and see that the next certificate is renewed in time.

    ## Source

    Code, section 178 and Schedule 2 (OHS Code, as read for 2025-03-31). The site’s hazard class and way to health care are taken as they are written now.
    """
    table = snapshot.law.first_aid
    if table is None:
        return
    for each in find_shortfalls(snapshot.program, table, snapshot.window, snapshot.as_of):
        stored = snapshot.program.sites[each.site.id]
        yield Problem(
            stored.place("hazard_class"),
            f"From {each.first} to {each.last} the {each.shift} shift at {each.site.name} had up to {each.workers} workers and "
            f"{aider_words(each.missing)} too few as first aiders ({snapshot.law.cite(table)}, row {row_words(each.row)}).",
            "If somebody else with a certificate was there, file it; otherwise leave it as it is.",
            (each.site.id,),
        )
