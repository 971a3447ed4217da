"""A release says that a pack was handed over, but not which file."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot
from builder.record_types.pack_release import PackRelease


@rule("CYC025", Severity.GAP)
def release_without_file(snapshot: Snapshot) -> Iterator[Problem]:
    """A release of a pack lacks the pack's name or the SHA-256 of its signed file. Documents handed over without a pack need neither.

    ## Why

    When somebody asks later what the auditor was shown, only the digest can tell one file from another: names are easily used twice.

    ## Example: fails

    ```yaml title="records/audit/2026/aud-0001.yaml"
    id: aud-0001
    date: 2026-04-17
    recorded_by: P-002
    kind: maintenance
    auditor_name: H. Sim, Sim Safety Ltd.
    first_document_on: 2026-04-02
    gathering_ended_on: 2026-04-17
    submitted_on: 2026-04-24
    score: 78
    ```

    ```yaml title="records/pack-release/2026/rel-0001.yaml"
    id: rel-0001
    date: 2026-04-02
    recorded_by: P-002
    audit: aud-0001
    kind: evidence
    pack: 2026-03-31-4f2c8a1be0-auditor
    handed_to: H. Sim
    handed_by: P-002
    how: link
    ```

    ## Example: passes

    ```yaml title="records/audit/2026/aud-0001.yaml"
    id: aud-0001
    date: 2026-04-17
    recorded_by: P-002
    kind: maintenance
    auditor_name: H. Sim, Sim Safety Ltd.
    first_document_on: 2026-04-02
    gathering_ended_on: 2026-04-17
    submitted_on: 2026-04-24
    score: 78
    ```

    ```yaml title="records/pack-release/2026/rel-0001.yaml"
    id: rel-0001
    date: 2026-04-02
    recorded_by: P-002
    audit: aud-0001
    kind: evidence
    pack: 2026-03-31-4f2c8a1be0-auditor
    sha256: 6a09e667f3bcc908b2fb1366ea957d3e3adec17512775099da2f590b0667322a
    handed_to: H. Sim
    handed_by: P-002
    how: link
    ```

    ## What to do

    Run `muster verify PACK.pdf` on the copy you kept: it prints the name and the digest. Write both into the release.

    ## Source

    Muster's own: a chain of packs can be followed back only when each is known by its digest.
    """
    for stored in snapshot.program.records_by_type.get(PackRelease.TYPE, ()):
        release = stored.value
        if not isinstance(release, PackRelease) or release.kind in (None, "documents"):
            continue
        missing = [words for words, value in (("name", release.pack), ("SHA-256", release.sha256)) if not value]
        if missing:
            yield Problem(
                stored.place("kind"),
                f"{release.id} doesn't give the {' and the '.join(missing)} of the pack that was handed over.",
                "Write in what `muster verify` prints for the copy you kept.",
                (release.id,),
            )
