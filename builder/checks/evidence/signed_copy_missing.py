"""The signed copy of a document is not there."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("EVD008", Severity.ERROR)
def signed_copy_missing(snapshot: Snapshot) -> Iterator[Problem]:
    """A document names a signed copy that isn't in the repository.

    ## Why

    The page signed in ink is the approval. It is printed behind the document; a missing one leaves a blank where the signature should be.

    ## Example: fails

    ```markdown title="policies/health-and-safety-policy.md"
    ---
    id: POL-01
    title: Health and safety policy
    kind: policy
    area: leadership
    version: 2
    owner: P-001
    approved_by: P-001
    approved_on: 2026-04-01
    effective: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    answers: [ML1]
    signed_copy: {path: signed/POL-01-v2.txt, sha256: 482af0efd858815551f68aa2e16800947ede357b840cb8009b98623f3bdbe044, level: office}
    ---

    ## What we want

    Everyone goes home well. How we look after that stands in the [inspection program](inspections.md).
    ```

    ## Example: passes

    ```markdown title="policies/health-and-safety-policy.md"
    ---
    id: POL-01
    title: Health and safety policy
    kind: policy
    area: leadership
    version: 2
    owner: P-001
    approved_by: P-001
    approved_on: 2026-04-01
    effective: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    answers: [ML1]
    signed_copy: {path: signed/POL-01-v2.txt, sha256: 482af0efd858815551f68aa2e16800947ede357b840cb8009b98623f3bdbe044, level: office}
    ---

    ## What we want

    Everyone goes home well. How we look after that stands in the [inspection program](inspections.md).
    ```

    ```text title="policies/signed/POL-01-v2.txt"
    A photograph of the signed form.
    ```

    ## What to do

    Put the scan at the path named (relative to policies/), or correct the path.

    ## Source

    The standard's question ML3.
    """
    program = snapshot.program
    for stored in program.policies:
        copy = stored.value.signed_copy
        path = f"policies/{copy.path}" if copy else ""
        if path and path not in program.files and path not in program.unreadable:
            yield Problem(
                stored.place("signed_copy", "path"),
                f"The signed copy of {stored.value.id} is not at {path}.",
                "Put the scan there, or correct the path (relative to policies/).",
                (stored.value.id,),
            )
