"""Restricted content stands in the repository in plain text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from builder.checks.rule import rule
from builder.model.field import level_of
from builder.model.finding import Problem, Severity
from builder.model.level import Level
from builder.model.place import Place
from builder.model.record import Record
from builder.model.snapshot import Snapshot


@rule("PRV001", Severity.ERROR)
def restricted_content(snapshot: Snapshot) -> Iterator[Problem]:
    """A record, a field or an attachment is marked as restricted and isn't a stub.

    ## Why

    Git never forgets: what was committed once is in every copy, for ever. Medical details, discipline and claims therefore never enter; a stub stands for them, and the paper stays locked away.

    ## Example: fails

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    confidentiality: restricted
    ```

    ## Example: passes

    ```yaml title="records/inspection/2026/insp-0003.yaml"
    id: insp-0003
    date: 2026-06-10
    site: yard
    recorded_by: P-002
    kind: site
    area: Shop and yard
    inspectors: [P-002]
    items_ok: 20
    items_deficient: 0
    signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
    ```

    ## What to do

    Don't just delete it: the history keeps it. Take the repository offline, ask whoever looks after it to remove the file from the history, and file a stub.

    ## Source

    Freedom of information and privacy law; OHS Code, section 184 (first aid records are confidential, read 2025-03-31).
    """
    for stored in snapshot.program.records:
        record = stored.value
        if type(record).TYPE == "stub":
            continue
        if record.confidentiality is Level.RESTRICTED:
            yield _problem(stored.place("confidentiality"), record.id, "is marked as restricted")
        for index, attachment in enumerate(record.attachments):
            if attachment.level is Level.RESTRICTED:
                yield _problem(stored.place("attachments", index), record.id, "has a restricted attachment")
        for name in _restricted_fields(type(record)):
            if getattr(record, name) not in (None, ()):
                yield _problem(stored.place(name), record.id, f"has something in the restricted field `{name}`")
    for document in snapshot.program.policies:
        copy = document.value.signed_copy
        if copy and copy.level is Level.RESTRICTED:
            yield _problem(document.place("signed_copy"), document.value.id, "has a signed copy marked as restricted")


def _problem(place: Place, id: str, what: str) -> Problem:
    return Problem(
        place,
        f"{id} {what}, and stands here in plain text. Git keeps it even after it is deleted.",
        "Take the repository offline, have the file removed from its history, and file a stub instead.",
        (id,),
    )


@cache
def _restricted_fields(model: type[Record]) -> tuple[str, ...]:
    return tuple(name for name, info in model.model_fields.items() if level_of(info) is Level.RESTRICTED)
