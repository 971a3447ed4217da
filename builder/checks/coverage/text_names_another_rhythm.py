"""The text of a document names another rhythm than its obligations."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.promises.phrase import RHYTHMS, find_rhythms
from builder.measure.promises.promise import list_promises
from builder.model.day import Period
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.snapshot import Snapshot


@rule("COV012", Severity.NOTE)
def text_names_another_rhythm(snapshot: Snapshot) -> Iterator[Problem]:
    """The text says "weekly inspection", and no obligation promises inspections weekly.

    ## Why

    People follow the text, and the count follows the obligations. Where they differ, the records look complete and the auditor, who reads the text, finds half of them missing. Only a word for a rhythm right before the name of the record is looked at, so this finds the plain cases and may miss others.

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
      - {record: inspection, kind: site, every: P1M, per: site, by: supervisor, grace: P5D, answers: [IN2]}
    ---

    ## How often

    The foreman makes a weekly inspection of every site.
    ```

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

    The foreman makes a monthly inspection of every site.
    ```

    ## What to do

    Correct whichever is wrong: the text, or `every` in the obligation. Either is a change that is approved again.

    ## Source

    The standard's questions on stated frequency (IN1 with IN2, JH8, TR10).
    """
    promised: dict[str, set[Period]] = {}
    for promise in list_promises(snapshot.program):
        if promise.obligation.every is not None:
            promised.setdefault(promise.obligation.record, set()).add(promise.obligation.every)
    for stored in snapshot.program.policies:
        policy = stored.value
        if policy.status != "approved" or policy.translates is not None:
            continue
        for record in dict.fromkeys(each.record for each in policy.obligations if each.every):
            for phrase in find_rhythms(policy.body, record):
                if not promised[record] & set(RHYTHMS[phrase.rhythm]):
                    rhythms = ", ".join(f"every {each.words}" for each in sorted(promised[record], key=str))
                    yield Problem(
                        Place(stored.path, policy.body_line + phrase.line - 1),
                        f'{policy.id} says "{phrase.words}"; the obligations promise {record} {rhythms}.',
                        "Correct the text or the obligation, whichever is wrong.",
                        (policy.id,),
                    )
