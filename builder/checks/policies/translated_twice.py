"""Two approved translations of one document in the same language."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.translation import Translation, measure_translations
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("POL020", Severity.ERROR)
def translated_twice(snapshot: Snapshot) -> Iterator[Problem]:
    """A document has two approved translations into the same language.

    ## Why

    The manual can show one of them. Half of the crew would be taught from the other.

    ## Example: fails

    ```markdown title="policies/politique.fr.md"
    ---
    id: POL-01-FR
    title: Politique de santé et sécurité
    kind: policy
    area: leadership
    version: 2
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

    ```markdown title="policies/politique-nouvelle.fr.md"
    ---
    id: POL-02-FR
    title: Notre politique de sécurité
    kind: policy
    area: leadership
    version: 2
    owner: P-001
    approved_by: P-001
    approved_on: 2026-04-01
    review_every: P12M
    last_reviewed: 2026-04-01
    status: approved
    language: fr
    translates: {id: POL-01, version: 2}
    ---

    ## Notre but

    Que chacun rentre chez soi en bonne santé.
    ```

    ## Example: passes

    ```markdown title="policies/politique.fr.md"
    ---
    id: POL-01-FR
    title: Politique de santé et sécurité
    kind: policy
    area: leadership
    version: 2
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

    Set the one that is no longer used to `status: withdrawn`.

    ## Source

    ISO 9001:2015 7.5.3 (no unintended use of obsolete documents), as good practice for translations.
    """
    for id, translations in snapshot.program.once(measure_translations).items():
        first: dict[str, Translation] = {}
        for each in translations:
            if each.stored.value.status != "approved":
                continue
            before = first.setdefault(each.language, each)
            if before is not each:
                own, other = each.stored.value.id, before.stored.value.id
                yield Problem(
                    each.stored.place("translates"),
                    f"{own} and {other} are both approved translations of {id} into “{each.language}”.",
                    "Withdraw the one that is no longer used.",
                    (own, other, id),
                )
