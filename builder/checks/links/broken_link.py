"""A link in a document leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.document_link import find_broken_links
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("LNK009", Severity.ERROR)
def broken_link(snapshot: Snapshot) -> Iterator[Problem]:
    """A link in a document leads to a file, or a heading, that isn't there.

    ## Why

    On a phone on a site nobody searches for the page that was meant. In the pack the auditor sees a company that doesn't read its own manual.

    ## Example: fails

    ```markdown title="policies/health-and-safety-policy.md"
    ---
    id: POL-01
    title: Health and safety policy
    kind: policy
    area: leadership
    version: 2
    owner: P-001
    approved_by: P-001
    approved_on: 2026-04-01
    effective: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    answers: [ML1]
    ---

    ## What we want

    Everyone goes home well. How we look after that stands in the [inspection program](inspection.md).
    ```

    ## Example: passes

    ```markdown title="policies/health-and-safety-policy.md"
    ---
    id: POL-01
    title: Health and safety policy
    kind: policy
    area: leadership
    version: 2
    owner: P-001
    approved_by: P-001
    approved_on: 2026-04-01
    effective: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    answers: [ML1]
    ---

    ## What we want

    Everyone goes home well. How we look after that stands in the [inspection program](inspections.md#how-often).
    ```

    ## What to do

    Correct the file name or the heading after `#`. Links between documents are relative, like `[Ladders](ladders.md)`.

    ## Source

    Muster's own format: ids are unique in the program, and every id that is named must be there.
    """
    yield from find_broken_links(snapshot)
