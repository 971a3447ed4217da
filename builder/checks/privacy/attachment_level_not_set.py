"""Nobody has said who may see a file."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.withheld import level_by_file, list_attached
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("PRV005", Severity.GAP)
def attachment_level_not_set(snapshot: Snapshot) -> Iterator[Problem]:
    """A scan, a photo or another file beside a record, or the signed copy of a document, has no level, so nobody is shown it.

    ## Why

    A text can be cut down to what somebody may see; a picture is seen whole or not at all. A scan may show a birth date, a home address, a note about somebody's health, a face, or the licence number on a ticket, and a photo from a phone carries the place where it was taken and the phone's owner. So each file has one level, and until somebody has looked at all of it and set it, the file stays out of every pack and off every page of the site. It still counts as evidence.

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
    attachments: [{path: insp-0003-scan.txt, sha256: 482af0efd858815551f68aa2e16800947ede357b840cb8009b98623f3bdbe044, caption: The signed form}]
    ```

    ```text title="records/inspection/2026/insp-0003-scan.txt"
    A photograph of the signed form.
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
    attachments: [{path: insp-0003-scan.txt, sha256: 482af0efd858815551f68aa2e16800947ede357b840cb8009b98623f3bdbe044, caption: The signed form, level: office}]
    ```

    ```text title="records/inspection/2026/insp-0003-scan.txt"
    A photograph of the signed form.
    ```

    ## What to do

    Open the file and look at every page of it, margins and back sides too. Then write its level behind the caption: `level: office` if the company and its auditor may see it, `level: posted` if it may hang on the notice board. If it shows anything medical, a complaint, discipline or a claim, it is restricted and doesn't belong here at all: have it taken out of git and its history, keep the paper locked away, and file a stub.

    ## Source

    The Personal Information Protection Act (Alberta) covers what a company keeps about its people: it is shown only as far as the purpose asks (unverified). Muster's own rule: nothing is shown until somebody has decided.
    """
    levels = level_by_file(snapshot.program)
    for each in list_attached(snapshot.program):
        if levels[each.path] is None:
            owner = each.owner.value.id
            yield Problem(
                each.owner.place(*each.field),
                f"Nobody has said who may see {each.path.rpartition('/')[2]}, so it is in no pack and on no page. It may show a birth date, "
                "an address, a face or something about somebody's health, and a photo tells where it was taken.",
                "Look at the whole file, then set `level: office` (the company and its auditor) or `level: posted` (the notice board). "
                "If it is restricted, have it taken out of git and its history.",
                (owner,),
            )
