"""A document has no front matter."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fault import faults_named
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("POL011", Severity.ERROR)
def front_matter_missing(snapshot: Snapshot) -> Iterator[Problem]:
    """A document has no front matter.

    ## Why

    The front matter is the control block: whose document it is, which version, who approved it and when. A text without it is not a controlled document.

    ## Example: fails

    ```markdown title="policies/ladders.md"
    # Ladders

    Set them up one out for every four up.
    ```

    ## Example: passes

    ```markdown title="policies/ladders.md"
    ---
    id: SWP-02
    title: Ladders
    kind: swp
    area: hazard-control
    version: 1
    owner: P-002
    review_every: P12M
    status: draft
    ---

    Set them up one out for every four up.
    ```

    ## What to do

    Begin the file with a line `---`, the fields, and a second line `---`.

    ## Source

    The standard's question on document control (AD3).
    """
    yield from faults_named(snapshot, "front-matter-missing")
