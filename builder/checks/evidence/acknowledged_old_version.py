"""Somebody acknowledged an older version than the one in force that day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from builder.checks.rule import rule
from builder.measure.past.in_force import Documents, approved_revisions, list_documents
from builder.model.finding import Problem, Severity
from builder.model.policy import Policy
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

    Give the person the current version to read and sign. If the number was mistyped, correct it. Where the history was examined, versions between then and now count as well, not only the present one.

    ## Source

    The standard's questions ML5 and ML7.
    """
    documents = list_documents(snapshot)
    for stored in snapshot.program.records_by_type.get("acknowledgement", ()):
        document = snapshot.program.policy_by_id.get(getattr(stored.value, "document", None) or "")
        version = getattr(stored.value, "version", None)
        if document is None or version is None:
            continue
        policy = document.value
        versions = _versions(policy, documents, snapshot.as_of)
        replaced_by = max(
            (each for each in versions if each[0] > version and each[1] <= stored.value.date), default=None
        )
        doesnt_exist = version > max(policy.version, *(number for number, _ in versions), 0)
        if replaced_by or doesnt_exist:
            said = "which doesn't exist" if doesnt_exist else "which had been replaced"
            number, began = replaced_by or (policy.version, policy.effective or policy.approved_on)
            yield Problem(
                stored.place("version"),
                f"{stored.value.id} acknowledges version {version} of {policy.id}, {said}; "
                f"version {number} is in force since {began}.",
                "Have the current version read and signed.",
                tuple(id for id in (stored.value.id, getattr(stored.value, "person", None), policy.id) if id),
            )


def _versions(policy: Policy, documents: Documents, as_of: date) -> set[tuple[int, date]]:
    """The versions of a document with the days from which they count: the present one, and those that the history knows."""
    file = documents.files.get(policy.id)
    earlier = approved_revisions(file, as_of) if file else ()
    found = {(each.version, each.began) for each in earlier}
    found.add((policy.version, policy.effective or policy.approved_on))
    return {(number, began) for number, began in found if number is not None and began is not None}
