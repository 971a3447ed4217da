"""A document has raw HTML in it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fault import faults_named
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("POL012", Severity.ERROR)
def raw_html(snapshot: Snapshot) -> Iterator[Problem]:
    """A document has raw HTML in it.

    ## Why

    The same text becomes a web page and a page of the evidence pack. Raw HTML works in only one of them at best, and could run something in the reader's browser.

    ## Example: fails

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

    <font color="red">Never from the top rung.</font>
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

    **Never from the top rung.**
    ```

    ## What to do

    Write it in Markdown. To show the sign itself, put a backslash before `<`.

    ## Source

    One Markdown subset for site and pack; raw HTML is passed on by neither.
    """
    yield from faults_named(snapshot, "raw-html")
