"""Somebody whose signature the record needs didn't sign."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.record import in_sentence
from builder.model.snapshot import Snapshot


@rule("EVD003", Severity.GAP)
def signature_missing(snapshot: Snapshot) -> Iterator[Problem]:
    """A record lacks the signature of somebody who must sign that type.

    ## Why

    A toolbox meeting proves attendance by signatures, an orientation that the worker and the orienter both stood for it. An unsigned line proves that a name was known.

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

    If the person signed on paper, attach the scan and note the signature as `seen-on-scan`. A signature that was never given can't be added later.

    ## Source

    Who signs which record: the standard's questions TR4, HA10, JH10 and their like.
    """
    for stored in snapshot.program.records:
        record = stored.value
        missing = [id for id in record.must_sign if id not in record.has_signed and id in snapshot.program.people]
        if missing:
            yield Problem(
                stored.place("signatures"),
                f"{record.id} has no signature of {', '.join(missing)}, who must sign {_with_article(type(record).TITLE)}.",
                "If it was signed on paper, attach the scan and note the signature; one that was never given can't be added.",
                (record.id, *missing),
            )


def _with_article(title: str) -> str:
    return f"{'an' if title[0].lower() in 'aeiou' else 'a'} {in_sentence(title)}"
