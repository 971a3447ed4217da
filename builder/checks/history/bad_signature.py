"""A commit's signature doesn't fit its content."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.history import SignatureVerdict
from builder.model.place import Place
from builder.model.snapshot import Snapshot


@rule("HIS004", Severity.GAP)
def bad_signature(snapshot: Snapshot) -> Iterator[Problem]:
    """A commit that changed this file carries a signature that is wrong.

    ## Why

    An unsigned commit claims little. One whose signature is wrong claims something that isn't true: its content was changed after signing, or the signature belongs to something else, was made for another purpose, or stands over a text that names two authors.

    A signature is one of seven things, and only this one is wrong: good; good, but of another person than the author (HIS008); made outside the key's days (HIS019); by an unknown key; bad; not signed; of a kind that can't be checked. An unknown key, no signature and one that can't be checked say nothing against a commit; it only means that nobody we know stands behind it.

    ## Example: fails

    Its commit is signed: `bad`

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

    Its commit is signed: `good`

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

    Find out who made the commit, and from where. Don't rewrite the history; record what you found.

    ## Source

    git-verify-commit(1); OpenSSH, PROTOCOL.sshsig; RFC 4880, 5.2 (read 2026-11-22). The keys are those that records/people/ named before the commit arrived, or a list given with `--keys`.
    """
    history = snapshot.history
    for path, file in history.files.items() if history else ():
        bad = [change for change in file.changes if change.signature is SignatureVerdict.BAD]
        if bad:
            yield Problem(
                Place(path),
                f"The commit {bad[-1].commit[:10]} of {bad[-1].arrived} changed this file; its signature is bad: it doesn't fit the content, or was made for something else.",
                "Find out who made it and from where, and record what you found.",
            )
