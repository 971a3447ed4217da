"""A stub has an attachment."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("PRV002", Severity.ERROR)
def attachment_on_stub(snapshot: Snapshot) -> Iterator[Problem]:
    """A file is attached to a stub.

    ## Why

    A stub exists so that the record itself stays out of the repository. A scan beside it puts it back in.

    ## Example: fails

    ```yaml title="records/stub/2026/stb-0001.yaml"
    id: stb-0001
    date: 2026-06-10
    recorded_by: P-002
    class: first-aid
    month: 2026-06
    kept_at: Locked cabinet of the coordinator
    keyed_hash: ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12
    attachments: [{path: stb-0001-form.txt, sha256: 482af0efd858815551f68aa2e16800947ede357b840cb8009b98623f3bdbe044, caption: First aid form, level: office}]
    ```

    ```text title="records/stub/2026/stb-0001-form.txt"
    A photograph of the signed form.
    ```

    ## Example: passes

    ```yaml title="records/stub/2026/stb-0001.yaml"
    id: stb-0001
    date: 2026-06-10
    recorded_by: P-002
    class: first-aid
    month: 2026-06
    kept_at: Locked cabinet of the coordinator
    keyed_hash: ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12
    ```

    ## What to do

    Have the file removed from the repository and from its history, and keep it where `kept_at` says.

    ## Source

    Freedom of information and privacy law; OHS Code, section 184 (first aid records are confidential, read 2025-03-31).
    """
    for stored in snapshot.program.records_by_type.get("stub", ()):
        if stored.value.attachments:
            yield Problem(
                stored.place("attachments"),
                f"{stored.value.id} is a stub and has {len(stored.value.attachments)} attachment(s); the record itself must stay out.",
                "Have the file removed from the repository and its history.",
                (stored.value.id,),
            )
