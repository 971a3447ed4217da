"""A record was taken away before its time."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.filing.removals import Removal, find_removals
from builder.model.finding import Problem, Severity
from builder.model.place import Place
from builder.model.snapshot import Snapshot
from builder.record_types import TYPES


@rule("HIS014", Severity.GAP)
def record_removed(snapshot: Snapshot) -> Iterator[Problem]:
    """A record was taken away although records of its type have to be kept longer.

    ## Why

    Git still holds what it said, but nobody who looks at the program sees it. A record that came twice, or under a wrong id, is taken away within a week; after that it stays for as long as its type is kept.

    ## Example: fails

    Taken away on 2026-06-25:

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

    Put it back: git has it. If it was wrong, it stays and says so in `notes`.

    ## Source

    The retention schedule, made from the record types (section of the law where the law says so).
    """
    for each in find_removals(snapshot):
        if each.is_too_early and not each.is_slip:
            yield Problem(
                Place(each.path),
                f"{each.id} of {each.day} was taken away on {each.change.arrived}. {_kept(each)}",
                "Put it back; git has it. If it was wrong, it stays and says so in `notes`.",
                (each.id,),
            )


def _kept(removal: Removal) -> str:
    until = f", so until {removal.until}" if removal.until else ""
    source = f" ({removal.keep.source})" if removal.keep.is_law else ""
    return f"{TYPES[removal.type].PLURAL} are kept {removal.keep.words}{source}{until}."
