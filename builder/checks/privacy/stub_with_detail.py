"""A stub says who or what it is about."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("PRV004", Severity.ERROR)
def stub_with_detail(snapshot: Snapshot) -> Iterator[Problem]:
    """A stub names people or a site, or says something in words.

    ## Why

    A stub says that there is a record, of what class, in which month, and where it is kept. With a name or a note, everybody who can read the repository knows whom it is about. A link to the incident it belongs to is fine.

    ## Example: fails

    ```yaml title="records/stub/2026/stb-0001.yaml"
    id: stb-0001
    date: 2026-06-10
    recorded_by: P-002
    class: first-aid
    month: 2026-06
    kept_at: Locked cabinet of the coordinator
    keyed_hash: ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12
    people: [{person: P-003, role: injured}]
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

    Take it out, also from the history. What is there to say stands in the record itself, where `kept_at` says.

    ## Source

    Freedom of information and privacy law; OHS Code, section 184 (first aid records are confidential, read 2025-03-31).
    """
    for stored in snapshot.program.records_by_type.get("stub", ()):
        record = stored.value
        for name in ("people", "site", "notes", "signatures"):
            if getattr(record, name) not in (None, ()):
                yield Problem(
                    stored.place(name),
                    f"{record.id} is a stub and says something under `{name}`, which tells whom or what it is about.",
                    "Take it out, also from the history.",
                    (record.id,),
                )
