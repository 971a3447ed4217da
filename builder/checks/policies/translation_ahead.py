"""A translation names a version of its original that doesn't exist."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.translation import measure_translations
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("POL018", Severity.ERROR)
def translation_ahead(snapshot: Snapshot) -> Iterator[Problem]:
    """A translation says that it was made from a version that its original hasn't reached.

    ## Why

    The version under `translates` is how the manual tells readers whether a translation can be trusted. One that is too high hides every
    change that is still to come.

    ## Example: fails

    ```markdown title="policies/politique.fr.md"
    ---
    id: POL-01-FR
    title: Politique de santé et sécurité
    kind: policy
    area: leadership
    version: 3
    owner: P-001
    approved_by: P-001
    approved_on: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    language: fr
    translates: {id: POL-01, version: 3}
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
    version: 3
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

    `translates.version` is the version of the original that was translated, not a number of the translation's own. Look it up in the original.

    ## Source

    ISO 9001:2015 7.5.3 (control of changes, version control), as good practice for translations.
    """
    for translations in snapshot.program.once(measure_translations).values():
        for each in translations:
            now = each.original.value.version
            if each.made_from > now:
                id, original = each.stored.value.id, each.original.value.id
                yield Problem(
                    each.stored.place("translates", "version"),
                    f"{id} translates version {each.made_from} of {original}, which is at version {now}.",
                    f"Write the version of {original} that was translated.",
                    (id, original),
                )
