"""A translation shows an older version than the document in force."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot
from builder.model.wording import counted


@rule("POL007", Severity.GAP)
def translation_behind(snapshot: Snapshot) -> Iterator[Problem]:
    """A translation was made from an older version of its original.

    ## Why

    People read the language they know best. If it says something else than the original, half the crew works by rules that are gone.

    ## Example: fails

    ```markdown title="policies/politique.fr.md"
    ---
    id: POL-01-FR
    title: Politique de santé et sécurité
    kind: policy
    area: leadership
    version: 1
    owner: P-001
    approved_by: P-001
    approved_on: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    language: fr
    translates: {id: POL-01, version: 1}
    ---

    ## Ce que nous voulons

    Que chacun rentre en bonne santé.
    ```

    ## Example: passes

    ```markdown title="policies/politique.fr.md"
    ---
    id: POL-01-FR
    title: Politique de santé et sécurité
    kind: policy
    area: leadership
    version: 1
    owner: P-001
    approved_by: P-001
    approved_on: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    language: fr
    translates: {id: POL-01, version: 2}
    ---

    ## Ce que nous voulons

    Que chacun rentre en bonne santé.
    ```

    ## What to do

    Translate what changed, then set `translates.version` to the original's version.

    ## Source

    OHS Act: workers must be told of hazards and controls in a way they understand; good practice for translations.
    """
    for stored in snapshot.program.policies:
        translates = stored.value.translates
        original = snapshot.program.policy_by_id.get(translates.id) if translates else None
        if translates and original and translates.version < original.value.version:
            behind = counted(original.value.version - translates.version, "version")
            yield Problem(
                stored.place("translates", "version"),
                f"{stored.value.id} translates version {translates.version} of {translates.id}, "
                f"which is at version {original.value.version}: it is {behind} behind.",
                "Translate what changed, then set the version.",
                (stored.value.id, translates.id),
            )
