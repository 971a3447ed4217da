"""A record became another one."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.filing.removals import find_new_identities
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.snapshot import Snapshot


@rule("HIS013", Severity.GAP)
def id_changed(snapshot: Snapshot) -> Iterator[Problem]:
    """The `id:` of a file was changed, more than 7 days after it was filed.

    ## Why

    A record is known by its id, wherever its file goes. Under another id it is another record: the old one ended that day, and the new one entered that day. What referred to the old one points to nothing.

    ## Example: fails

    Its id was insp-0002 until 2026-06-28:

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

    Entered in git on 2026-06-12:

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

    Give it its old id back. A record of something else is a new file with an id of its own.

    ## Source

    Ids are the identity of records; git's renames only support it.
    """
    for each in find_new_identities(snapshot):
        yield Problem(
            Place(each.path),
            f"Until {each.arrived} this file was {each.old}; since then it is {each.new}. The record {each.old} ended that day.",
            f"Give it the id {each.old} back, and file anything else as a record of its own.",
            (each.new, each.old),
        )
