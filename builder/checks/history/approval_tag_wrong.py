"""A tag looks like the approval of a document and is none."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.approvals.tags import list_wrong_tags
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.snapshot import Snapshot


@rule("HIS022", Severity.GAP)
def approval_tag_wrong(snapshot: Snapshot) -> Iterator[Problem]:
    """A tag that looks like an approval doesn't hold: by its signature, its name, what it stands on or what it lists.

    ## Why

    A tag is a name in git. Whoever may push can make one, move it or rename it, so the name `policy/PRG-07/v3` alone says nothing. An approval is a tag that the approver named by the document signed with their own key, made under the name it has, and that lists exactly the content approved.

    ## Example: fails

    The tag `policy/SWP-02/v1` approves it, signed by P-002: `good`

    ```yaml title="policies/ladders.md"
    ---
    id: SWP-02
    title: Ladders
    kind: swp
    area: hazard-control
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    ---

    Three points of contact.
    ```

    ## Example: passes

    The tag `policy/SWP-02/v1` approves it, signed by P-001: `good`

    ```yaml title="policies/ladders.md"
    ---
    id: SWP-02
    title: Ladders
    kind: swp
    area: hazard-control
    version: 1
    owner: P-002
    approved_by: P-001
    approved_on: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    ---

    Three points of contact.
    ```

    ## What to do

    Find out who made the tag (`git cat-file tag NAME` shows it), and why. Then delete it (`git tag --delete NAME`, and where it was shared `git push origin --delete NAME`), and have the right person approve with `muster approve`. Don't move a tag: make one for the next version.

    ## Source

    What a tag holds: git, Documentation/git-mktag. Who may approve is what the document itself says in `approved_by`.
    """
    for wrong in list_wrong_tags(snapshot.history, snapshot.as_of):
        stored = next((each for each in snapshot.program.policies if each.path == wrong.path), None)
        yield Problem(
            stored.place("approved_by") if stored else Place(f".git/refs/tags/{wrong.tag}"),
            f"The tag {wrong.tag} is no approval. {wrong.why}",
            "Find out who made it and why, delete it, and have the approver sign with `muster approve`.",
            (stored.value.id,) if stored else (),
        )
