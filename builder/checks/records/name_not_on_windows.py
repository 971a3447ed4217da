"""Windows can't hold a file of this name."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fault import faults_named
from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("REC028", Severity.ERROR)
def name_not_on_windows(snapshot: Snapshot) -> Iterator[Problem]:
    """Windows can't hold a file of this name.

    ## Why

    Some names stand for devices there (`con`, `aux`, `nul`, `com1`, with any ending), and some signs can't be in a name at all. Whoever
    fetches the program on Windows gets an error instead of the files, all of them.

    ## Example: fails

    ```markdown title="content/how-to/con.md"
    # The contractor's gate

    Whoever comes through the contractor's gate signs in at the trailer first.
    ```

    ## Example: passes

    ```markdown title="content/how-to/contractors.md"
    # The contractor's gate

    Whoever comes through the contractor's gate signs in at the trailer first.
    ```

    ## What to do

    Rename the file, using letters, digits and dashes, and everything that refers to it. `muster check` names what still has the old id.

    ## Source

    learn.microsoft.com, "Naming Files, Paths, and Namespaces" (read 2026-11-23).
    """
    yield from faults_named(snapshot, "name-not-on-windows")
