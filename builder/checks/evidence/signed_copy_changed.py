"""The signed copy of a document is not the one that was filed."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("EVD009", Severity.ERROR)
def signed_copy_changed(snapshot: Snapshot) -> Iterator[Problem]:
    """The bytes of a signed copy are not those whose digest the document holds.

    ## Why

    An approval that can be exchanged without anyone noticing approves nothing.

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
    signed_copy: {path: signed/POL-01-v2.txt, sha256: f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0, level: office}
    ---

    ## What we want

    Everyone goes home well. How we look after that stands in the [inspection program](inspections.md).
    ```

    ```text title="policies/signed/POL-01-v2.txt"
    A photograph of the signed form.
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

    Restore the file from the history. If a new copy was signed, enter its digest together with the new version.

    ## Source

    The standard's question ML3.
    """
    for stored in snapshot.program.policies:
        copy = stored.value.signed_copy
        entry = snapshot.program.files.get(f"policies/{copy.path}") if copy else None
        if copy and entry and entry.sha256 and entry.sha256 != copy.sha256:
            yield Problem(
                stored.place("signed_copy", "sha256"),
                f"The signed copy of {stored.value.id} has the SHA-256 {entry.sha256[:12]}…, the document says {copy.sha256[:12]}….",
                "Restore the file from the history, or enter the digest of the newly signed page.",
                (stored.value.id,),
            )
