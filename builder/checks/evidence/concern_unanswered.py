"""A hazard report or a committee's recommendation has had no answer for a month."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.follow_up.deficiency import Deficiency, DeficiencyState, measure_deficiencies
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot

ANSWER_WITHIN = 30
"""Days after which a concern without an answer or an action counts as unanswered; our default for "in a timely way"."""


@rule("EVD021", Severity.GAP)
def concern_unanswered(snapshot: Snapshot) -> Iterator[Problem]:
    """A reported hazard or a recommendation of the committee has neither an answer nor a corrective action after 30 days.

    ## Why

    Whoever reports a hazard and hears nothing doesn't report the next one. The auditor asks workers about it, and compares what they say with the dates on the reports.

    ## Example: fails

    ```yaml title="records/hazard-report/2026/hzr-0001.yaml"
    id: hzr-0001
    date: 2026-05-30
    site: yard
    recorded_by: P-002
    hazard: Ramp to the laydown slippery with clay
    ```

    ## Example: passes

    ```yaml title="records/hazard-report/2026/hzr-0001.yaml"
    id: hzr-0001
    date: 2026-05-30
    site: yard
    recorded_by: P-002
    hazard: Ramp to the laydown slippery with clay
    response: Gravel the same afternoon
    closed_on: 2026-05-30
    ```

    ## What to do

    Answer it, and write the answer and its day on the record; or raise a corrective action, and name it there. Tell whoever reported it.

    ## Source

    The standard's questions JH6 and JH7: concerns are resolved in a timely way. The 30 days are Muster's own default.
    """
    for each in measure_deficiencies(snapshot.program, snapshot.as_of):
        if each.state is DeficiencyState.NO_ACTION and each.age > ANSWER_WITHIN and _is_concern(each):
            record = each.source.value
            yield Problem(
                each.source.place(*each.steps),
                f"{record.id} has had no answer for {each.age} days: {each.text.rstrip('.')}.",
                "Answer it and write down what and when, or raise a corrective action and name it there.",
                (record.id,),
            )


def _is_concern(each: Deficiency) -> bool:
    """Whether somebody is waiting for an answer; a scan may hold it on paper."""
    kind = type(each.source.value).TYPE
    asked = kind == "hazard-report" or (kind == "hsc-meeting" and each.steps[:1] == ("recommendations",))
    return asked and not each.source.value.has_scan
