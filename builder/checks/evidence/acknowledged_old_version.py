"""Somebody acknowledged an older version than the one in force that day."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("EVD007", Severity.GAP)
def acknowledged_old_version(snapshot: Snapshot) -> Iterator[Problem]:
    """An acknowledgement is for a version that had been replaced when it was signed.

    ## Why

    The signature says "I have read it". If the text had changed by then, what was read is not what counts.

    ## Example: fails

    ```yaml title="records/acknowledgement/2026/ack-0001.yaml"
    id: ack-0001
    date: 2026-06-10
    recorded_by: P-002
    person: P-003
    document: POL-01
    version: 1
    signatures: [{person: P-003, date: 2026-06-10, method: electronic}]
    ```

    ## Example: passes

    ```yaml title="records/acknowledgement/2026/ack-0001.yaml"
    id: ack-0001
    date: 2026-06-10
    recorded_by: P-002
    person: P-003
    document: POL-01
    version: 2
    signatures: [{person: P-003, date: 2026-06-10, method: electronic}]
    ```

    ## What to do

    Give the person the current version to read and sign. If the number was mistyped, correct it.

    ## Source

    The standard's questions ML5 and ML7.
    """
    for stored in snapshot.program.records_by_type.get("acknowledgement", ()):
        document = snapshot.program.policy_by_id.get(getattr(stored.value, "document", None) or "")
        version = getattr(stored.value, "version", None)
        if document is None or version is None:
            continue
        policy = document.value
        began = policy.effective or policy.approved_on
        is_replaced = version < policy.version and began is not None and began <= stored.value.date
        if is_replaced or version > policy.version:
            said = "which had been replaced" if is_replaced else "which doesn't exist"
            yield Problem(
                stored.place("version"),
                f"{stored.value.id} acknowledges version {version} of {policy.id}, {said}; "
                f"version {policy.version} is in force since {began}.",
                "Have the current version read and signed.",
                tuple(id for id in (stored.value.id, getattr(stored.value, "person", None), policy.id) if id),
            )
