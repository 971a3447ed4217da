"""People signed that they read a version whose text was changed afterwards, under the same number."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.past.in_force import Revision, approved_revisions, list_documents
from builder.model.finding import Problem, Severity
from builder.model.history import FileHistory
from builder.model.policy import Policy
from builder.model.record import Record
from builder.model.snapshot import Snapshot
from builder.model.stored import Stored
from builder.model.wording import counted

_SHOWN = 6


@rule("HIS026", Severity.GAP)
def acknowledged_text_changed(snapshot: Snapshot) -> Iterator[Problem]:
    """The text of a document changed after people acknowledged it, and its version number is still the one they signed.

    ## Why

    The acknowledgements look as if they were for the present text, because the number fits. What these people read was another text.

    ## Example: fails

    Entered in git on 2026-04-02:

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

    ```yaml title="records/acknowledgement/2026/ack-0001.yaml"
    id: ack-0001
    date: 2026-05-05
    recorded_by: P-002
    person: P-003
    document: SWP-02
    version: 1
    signatures: [{person: P-003, date: 2026-05-05, method: electronic}]
    ```

    Entered in git on 2026-05-20:

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

    Three points of contact. Tie off above three metres.
    ```

    That the number stayed is also HIS027, and that nobody approved the text anew is HIS020.

    ## Example: passes

    Entered in git on 2026-04-02:

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

    ```yaml title="records/acknowledgement/2026/ack-0001.yaml"
    id: ack-0001
    date: 2026-05-05
    recorded_by: P-002
    person: P-003
    document: SWP-02
    version: 1
    signatures: [{person: P-003, date: 2026-05-05, method: electronic}]
    ```

    ## What to do

    Have the present text approved under the next number, and have that read and signed. What was signed stays as it is: it was true of the text of that day.

    ## Source

    The standard's questions ML5 and ML7.
    """
    documents = list_documents(snapshot)
    for stored in snapshot.program.policies:
        file = documents.files.get(stored.value.id)
        outdated = _outdated(snapshot, stored, file) if file else []
        if outdated:
            ids = [record.id for record in outdated]
            more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
            yield Problem(
                stored.place("version"),
                f"{counted(len(ids), 'acknowledgement')} of {stored.value.id}, version {stored.value.version}, "
                f"{'was' if len(ids) == 1 else 'were'} signed for a text that has changed since under the same number: "
                f"{', '.join(ids[:_SHOWN])}{more}.",
                "Have the present text approved under the next number, then read and signed.",
                (stored.value.id, *ids),
            )


def _outdated(snapshot: Snapshot, stored: Stored[Policy], file: FileHistory) -> list[Record]:
    """The acknowledgements of the present version that were signed for an older text of it."""
    texts = [each for each in approved_revisions(file, snapshot.as_of) if each.version == stored.value.version]
    if len({each.text for each in texts}) < 2:
        return []
    return [
        each.value
        for each in snapshot.program.records_by_type.get("acknowledgement", ())
        if getattr(each.value, "document", None) == stored.value.id
        and getattr(each.value, "version", None) == stored.value.version
        and _read(texts, each.value).text != texts[-1].text
    ]


def _read(texts: list[Revision], record: Record) -> Revision:
    """The text of a version that was there on the day of the acknowledgement; paper may be signed before the first one is filed."""
    return next((each for each in reversed(texts) if each.arrived <= record.date), texts[0])
