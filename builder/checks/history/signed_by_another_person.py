"""A commit was signed with somebody else's key."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.history import SignatureVerdict
from builder.model.place import Place
from builder.model.snapshot import Snapshot


@rule("HIS008", Severity.NOTE)
def signed_by_another_person(snapshot: Snapshot) -> Iterator[Problem]:
    """The author named in a commit is not the person whose key signed it.

    ## Why

    Often one computer in the office files for everyone, and that is fine. It has to be seen, because the name of the author is only a claim.

    ## Example: fails

    Its commit is signed: `good-but-other-person`

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

    Nothing, if somebody files for others. Otherwise ask both.

    ## Source

    The keys are those that records/people/ named before the commit arrived, or a list given with `--keys`. That git itself calls such a commit good was measured with git 2.39.
    """
    history = snapshot.history
    for path, file in history.files.items() if history else ():
        other = [change for change in file.changes if change.signature is SignatureVerdict.OTHER_PERSON]
        if other:
            yield Problem(
                Place(path),
                f"The commit {other[-1].commit[:10]} of {other[-1].arrived} was signed with the key of {other[-1].signer or 'another person'}; it names somebody else as author or committer.",
                "Nothing has to be done if one person files for others.",
            )
