"""The company's file names another adoption day, time zone or branch than it did when records were filed."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.filing.yardsticks import AdoptedLate, Moved, find_adopted_late, find_moved
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot
from builder.model.wording import counted

_NAMES = {"adopted_on": "day of adoption", "time_zone": "time zone", "branch": "branch"}
_EFFECTS = {
    "time_zone": "All days of entry are days in that zone; some may now be a day earlier or later than before.",
    "branch": "The branch is the one on which arrival counts; what was watched before is another one.",
}


@rule("HIS046", Severity.GAP)
def yardstick_moved(snapshot: Snapshot) -> Iterator[Problem]:
    """The day of adoption, the time zone or the branch was changed after the company's file had been there for 7 days, or the adoption is dated long after records had begun to come in.

    ## Why

    Nothing is held against the time before the program was adopted. So whoever moves that day forward turns a year of late records into records that were “taken over”, with one line. The time zone decides on which day something entered, and the branch where. Each can be right to change; an auditor has to know that it was, and what changed with it.

    Found is every change of the three after the first 7 days, except a day of adoption that is moved back; and a day of adoption more than 90 days after the first record came in, if late records count as taken over by it.

    ## Example: fails

    The company's `adopted_on` became `2026-04-01` instead of `2025-09-01` on 2026-06-20:

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-05-20
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-05-20, method: electronic}]
    ```

    ## Example: passes

    The company's `adopted_on` became `2026-04-01` instead of `2026-05-01` on 2026-06-20:

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-05-20
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-05-20, method: electronic}]
    ```

    ## What to do

    If the earlier value was right, put it back. If it was a mistake, keep what shows it (the decision to adopt the program, the minutes) for the auditor, who will ask.

    ## Source

    Muster's own: what a count leaves out must not be chosen after the counting. The 7 and 90 days are those of HIS010 and of the adoption.
    """
    company = snapshot.program.company
    if company is None:
        return
    for each in find_moved(snapshot):
        yield Problem(
            company.place(each.change.field),
            _moved(each),
            "Put the earlier value back, or keep what shows that it was a mistake; an auditor will ask.",
        )
    late = find_adopted_late(snapshot)
    if late:
        yield Problem(company.place("adopted_on"), _late(late), "Name the day on which the program was adopted.")


def _moved(each: Moved) -> str:
    change = each.change
    old, new = (f"`{value}`" if value else "nothing" for value in (change.old, change.new))
    said = f"On {change.arrived} commit {change.commit[:10]} changed the company's {_NAMES[change.field]} from {old} to {new}."
    if change.field in _EFFECTS:
        return f"{said} {_EFFECTS[change.field]}"
    return f"{said} {_taken_over(each.records)} count as taken over only since then." if each.records else said


def _late(late: AdoptedLate) -> str:
    return (
        f"The company's day of adoption is {late.adopted_on}, but records have come in since {late.first}. "
        f"{_taken_over(late.records)} that came in more than a month after their day count as taken over."
    )


def _taken_over(records: int) -> str:
    return counted(records, "record")
