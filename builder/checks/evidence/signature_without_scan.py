"""A signature is said to stand on a scan that isn't attached."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("EVD015", Severity.GAP)
def signature_without_scan(snapshot: Snapshot) -> Iterator[Problem]:
    """A signature has the method `seen-on-scan`, and the record has no attachment.

    ## Why

    The method says: look at the paper. There is no paper.

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
    signatures: [{person: P-002, date: 2026-06-10, method: seen-on-scan, page: 1}]
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
    signatures: [{person: P-002, date: 2026-06-10, method: seen-on-scan, page: 1}]
    attachments: [{path: insp-0003-scan.txt, sha256: 482af0efd858815551f68aa2e16800947ede357b840cb8009b98623f3bdbe044, caption: The signed form, level: office}]
    ```

    ```text title="records/inspection/2026/insp-0003-scan.txt"
    A photograph of the signed form.
    ```

    ## What to do

    Attach the scan, or correct the method: `electronic` if it was signed in an app, `typed` if it is only a name.

    ## Source

    Muster's own format: a signature has a method.
    """
    for stored in snapshot.program.records:
        record = stored.value
        claimed = [index for index, each in enumerate(record.signatures) if each.method == "seen-on-scan"]
        if claimed and not record.has_scan:
            yield Problem(
                stored.place("signatures", claimed[0], "method"),
                f"{record.id} has {len(claimed)} signatures said to be on a scan, and no scan is attached."
                if len(claimed) > 1
                else f"{record.id} has a signature said to be on a scan, and no scan is attached.",
                "Attach the scan, or correct the method.",
                (record.id,),
            )
