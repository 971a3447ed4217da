"""Records were made under a document that had been withdrawn by then."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.past.governing import asking_documents
from builder.measure.past.in_force import is_end, list_documents, withdrawn_on
from builder.model.finding import Problem, Severity
from builder.model.record import Record
from builder.model.snapshot import Snapshot
from builder.model.wording import counted


@rule("HIS025", Severity.NOTE)
def governed_by_no_revision(snapshot: Snapshot) -> Iterator[Problem]:
    """Records were made on days when the only document that asks for them had been withdrawn.

    ## Why

    A form that lives on after its procedure is withdrawn is used without instructions that anybody answers for. Often the document was replaced, and its successor doesn't name the record yet.

    ## Example: fails

    Entered in git on 2026-04-02:

    ```yaml title="policies/drills.md"
    ---
    id: PLN-02
    title: Drills
    kind: plan
    area: emergency
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    forms: [drill]
    ---

    Once a year.
    ```

    Entered in git on 2026-05-20:

    ```yaml title="policies/drills.md"
    ---
    id: PLN-02
    title: Drills
    kind: plan
    area: emergency
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: withdrawn
    forms: [drill]
    ---

    Once a year.
    ```

    ```yaml title="records/drill/2026/drl-0001.yaml"
    id: drl-0001
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    scenario: Fire in the shop
    started_at: "13:30"
    minutes: 4
    present: 3
    evaluation: All accounted for.
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## Example: passes

    Entered in git on 2026-04-02:

    ```yaml title="policies/drills.md"
    ---
    id: PLN-02
    title: Drills
    kind: plan
    area: emergency
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    forms: [drill]
    ---

    Once a year.
    ```

    ```yaml title="records/drill/2026/drl-0001.yaml"
    id: drl-0001
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    scenario: Fire in the shop
    started_at: "13:30"
    minutes: 4
    present: 3
    evaluation: All accounted for.
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## What to do

    Name the record in the document that took its place, under `forms` or `obligations`; or stop using the form.

    ## Source

    Good practice of document control: nobody works by a document that has been withdrawn.
    """
    documents = list_documents(snapshot)
    ended = {id for id, file in documents.files.items() if any(map(is_end, file.changes))}
    found: dict[str, list[Record]] = {}
    for stored in snapshot.program.records if ended else ():
        record = stored.value
        if not snapshot.window.covers(record.date):
            continue
        asking = [each.value.id for each in asking_documents(snapshot.program, record)]
        if ended.isdisjoint(asking) or any(documents.on(id, record.date) for id in asking):
            continue
        for id in ended.intersection(asking):
            if withdrawn_on(documents.files[id], record.date):
                found.setdefault(id, []).append(record)
    for id, records in sorted(found.items()):
        day = withdrawn_on(documents.files[id], records[0].date)
        yield Problem(
            snapshot.program.policy_by_id[id].place("status"),
            f"{id} was withdrawn on {day}, and {counted(len(records), 'record')} of a type it asks for "
            f"{'was' if len(records) == 1 else 'were'} made since, with no other document in force that asks for it "
            f"(first {records[0].id} of {records[0].date}).",
            "Name the record in the document that took its place, or stop using the form.",
            (id, *(record.id for record in records)),
        )
