"""Too few first aiders on a shift."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.law.first_aid import measure_first_aid
from builder.measure.law.first_aid_words import aider_words, row_words
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LAW005", Severity.GAP)
def first_aiders_missing(snapshot: Snapshot) -> Iterator[Problem]:
    """A shift has fewer first aiders with a valid certificate than the law’s table asks for.

    ## Why

    Minutes count. How many first aiders a shift needs follows from how hazardous the work is, how many work there, and how far it is to health care. A higher level may fill a lower post.

    ## Example: fails

    P-003 holds no certificate as a first aider any more: it ran out on 2026-06-20, so LAW007 finds the posted role, and the days since are in LAW008 only once they are over. DUE010 finds the certificate.

    ```yaml title="records/training/2026/trn-0009.yaml"
    id: trn-0009
    date: 2026-04-01
    recorded_by: P-002
    person: P-003
    course: first-aid-basic
    provider: Central Safety Training
    expires: 2026-06-20
    ```

    ## Example: passes

    ```yaml title="records/training/2026/trn-0009.yaml"
    id: trn-0009
    date: 2026-04-01
    recorded_by: P-002
    person: P-003
    course: standard-first-aid
    provider: Central Safety Training
    expires: 2026-06-30
    ```

    ## What to do

    Train somebody, move a first aider from another crew before work starts, or work with fewer people. If a valid certificate exists, file it.

    ## Source

    Code, section 178 and Schedule 2 (OHS Code, as read for 2025-03-31). Levels by course name: Basic was Emergency, Intermediate was Standard First Aid.
    """
    table = snapshot.law.first_aid
    if table is None:
        return
    for shift in measure_first_aid(snapshot.program, table, snapshot.as_of):
        if shift.missing and shift.row:
            stored = snapshot.program.sites[shift.site.id]
            have = aider_words(Counter(aider.level for aider in shift.aiders)) or "none"
            yield Problem(
                stored.place("hazard_class"),
                f"The {shift.shift} shift at {shift.site.name} has {shift.workers} workers, {shift.site.hazard_class} hazard and "
                f"{shift.site.travel_minutes} minutes to health care; it needs {aider_words(shift.required)} as first aiders and has {have}: "
                f"{aider_words(shift.missing)} missing ({snapshot.law.cite(table)}, row {row_words(shift.row)}).",
                "Train somebody or move a first aider there before work starts; if a valid certificate exists, file it.",
                (shift.site.id,),
            )
