"""A commit gives a day that a time stamp proves to be wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.checks.rule import rule
from builder.measure.past.proof_of_age import ProofOfAge
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.snapshot import Snapshot


@rule("HIS036", Severity.GAP)
def day_disproved_by_anchor(snapshot: Snapshot) -> Iterator[Problem]:
    """A commit says that it entered on a day on which it can't have entered, as an anchor shows.

    ## Why

    The days that git shows are what somebody's computer said. A stamp can be known to nobody before the authority makes it; so a commit that comes after the one with the stamp was made after the stamp's time, whatever day it gives. If that day is earlier, it isn't true: a clock was wrong, or somebody set it. The other way round, what was stamped existed by then, and can't be younger.

    ## Example: fails

    Its stamp is: `intact`

    ```yaml title="records/anchor/2026/anc-0001.yaml"
    id: anc-0001
    date: 2026-06-22
    recorded_by: P-002
    commit: 4f2c8a1be07d3965c1f0a8e2d4b6937f5a0c1d2e
    statement: 6a09e667f3bcc908b2fb1366ea957d3e3adec17512775099da2f590b0667322a
    authority: Clock House
    stamped_at: "2026-06-22T16:20:05Z"
    ```

    Entered in git on 2026-06-12, but after the stamp:

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

    ## Example: passes

    Its stamp is: `intact`

    ```yaml title="records/anchor/2026/anc-0001.yaml"
    id: anc-0001
    date: 2026-06-22
    recorded_by: P-002
    commit: 4f2c8a1be07d3965c1f0a8e2d4b6937f5a0c1d2e
    statement: 6a09e667f3bcc908b2fb1366ea957d3e3adec17512775099da2f590b0667322a
    authority: Clock House
    stamped_at: "2026-06-22T16:20:05Z"
    ```

    Entered in git on 2026-06-23, but after the stamp:

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

    The history stays as it is. Find out whether the clock of a computer was wrong, and write what you found into the `notes` of the records that came with the commit. Until then count them as entered after the stamp.

    ## Source

    RFC 3161, 1 (read 2026-11-23): a stamp is evidence that something existed before a time. Days within one of each other are not reported: clocks and time zones differ.
    """
    contradictions = ProofOfAge(snapshot.history).contradictions()
    ids = {stored.path: stored.value.id for stored in snapshot.program.records} if contradictions else {}
    for found in contradictions:
        records = [ids[path] for path in found.paths if path in ids]
        brought = f" It brought or changed {_list(records or found.paths)}." if found.paths else ""
        yield Problem(
            Place(found.paths[0] if found.paths else "records/anchor"),
            found.words + brought,
            "Find out whether a computer's clock was wrong, and write what you found into the notes of the records concerned.",
            tuple(records) or (found.stamp.record,),
        )


def _list(names: Sequence[str]) -> str:
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more
