"""A translation names an original that isn't one."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot


@rule("POL017", Severity.ERROR)
def translation_of_nothing(snapshot: Snapshot) -> Iterator[Problem]:
    """A translation names a document that doesn't exist, that is a translation itself, or that is in the same language.

    ## Why

    A translation is the same document in other words: approved rules, obligations and records stand in the original. Without one, nobody
    can tell whether what the crew reads is what the company decided.

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
    translates: {id: POL-11, version: 2}
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

    Write the id of the original under `translates`, and the language of the translation under `language`. A document of its own in another language
    leaves `translates` out.

    ## Source

    ISO 9001:2015 7.5.3 (control of documented information), as good practice for translations.
    """
    program = snapshot.program
    for stored in program.policies:
        translates = stored.value.translates
        if translates is None:
            continue
        original = program.policy_by_id.get(translates.id)
        about: tuple[str, ...] = (stored.value.id, translates.id)
        if original is None:
            if translates.id in program.unreadable_ids:
                continue
            said = f"{stored.value.id} translates {translates.id}, and there is no such document."
        elif original.value.translates is not None:
            said = f"{stored.value.id} translates {translates.id}, which is a translation itself."
        elif original.value.language == stored.value.language:
            said = (
                f"{stored.value.id} translates {translates.id}, and both are in the language “{stored.value.language}”."
            )
        else:
            continue
        fix = "Name the original under translates, and the language that this text is in under language."
        yield Problem(stored.place("translates", "id"), said, fix, about)
