"""A document was put in force with another text, and its version number didn't rise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from builder.checks.rule import rule
from builder.measure.past.in_force import Revision, approved_revisions, list_documents
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("HIS027", Severity.GAP)
def version_not_raised(snapshot: Snapshot) -> Iterator[Problem]:
    """An approved document's text changed while its version number stayed the same or fell.

    ## Why

    "Version 3" has to mean one text: people sign that they read it, records are made under it. With two texts under one number nobody can say which one was meant. A slip that is put right on the same day is nothing, and neither are changes to a draft.

    ## Example: fails

    Entered in git on 2026-04-02:

    ```yaml title="policies/ladders.md"
    ---
    id: SWP-02
    title: Ladders
    kind: swp
    area: hazard-control
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    ---

    Three points of contact.
    ```

    Entered in git on 2026-05-20:

    ```yaml title="policies/ladders.md"
    ---
    id: SWP-02
    title: Ladders
    kind: swp
    area: hazard-control
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-05-20
    review_every: P12M
    last_reviewed: 2026-05-20
    status: approved
    ---

    Three points of contact. Tie off above three metres.
    ```

    ## Example: passes

    Entered in git on 2026-04-02:

    ```yaml title="policies/ladders.md"
    ---
    id: SWP-02
    title: Ladders
    kind: swp
    area: hazard-control
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    ---

    Three points of contact.
    ```

    Entered in git on 2026-05-20:

    ```yaml title="policies/ladders.md"
    ---
    id: SWP-02
    title: Ladders
    kind: swp
    area: hazard-control
    version: 2
    owner: P-002
    approved_by: P-001
    approved_on: 2026-05-20
    review_every: P12M
    last_reviewed: 2026-05-20
    status: approved
    ---

    Three points of contact. Tie off above three metres.
    ```

    ## What to do

    Have the text that is there now approved under the next number. `muster history` with the document's id shows what changed, and when.

    ## Source

    ISO 45001:2018, 7.5.3 names version control among what keeps documents under control.
    """
    documents = list_documents(snapshot)
    for stored in snapshot.program.policies:
        file = documents.files.get(stored.value.id)
        revisions = tuple(approved_revisions(file, snapshot.as_of)) if file else ()
        for index, (before, after) in enumerate(pairwise(revisions)):
            if not _is_ambiguous(before, after, documents.adopted_on):
                continue
            if _ended_before(revisions[index + 1 :], after.version, snapshot.window.first):
                continue
            yield Problem(
                stored.place("version"),
                _message(before, after),
                "Have the present text approved under the next number.",
                (stored.value.id,),
            )


def _is_ambiguous(before: Revision, after: Revision, adopted_on: date | None) -> bool:
    if before.version is None or after.version is None or (adopted_on and after.arrived <= adopted_on):
        return False
    if after.version < before.version:
        return True
    return after.version == before.version and after.text != before.text and after.arrived > before.arrived


def _ended_before(later: Sequence[Revision], version: int | None, day: date) -> bool:
    """Whether another number replaced the version before the days that count."""
    return any(each.version != version and each.arrived < day for each in later)


def _message(before: Revision, after: Revision) -> str:
    if after.version != before.version:
        return (
            f"The version of {after.document} went back from {before.version} to {after.version} on {after.arrived} "
            f"(commit {after.commit[:10]})."
        )
    return (
        f"The text of {after.document} changed on {after.arrived} (commit {after.commit[:10]}), and it is called version "
        f"{after.version} as the text since {before.arrived} was."
    )
