"""A translation promises or answers something itself, or belongs elsewhere than its original."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.translation import measure_translations
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot

_OF_THE_ORIGINAL = ("obligations", "forms", "answers", "clauses", "supersedes")
"""What is said once, in the original; in a translation it would be read over or counted twice."""

_SAME = ("kind", "area")


@rule("POL019", Severity.GAP)
def translation_promises(snapshot: Snapshot) -> Iterator[Problem]:
    """A translation has obligations, forms, answers, clauses or replacements of its own, or another kind or area than its original.

    ## Why

    A translation says the same in other words. What it promised beyond its original would be looked for by nobody: the records are counted
    from the original.

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
    forms: [work-refusal]
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

    Move it to the original if it is meant there, and take it out of the translation.

    ## Source

    Muster's own: what a document promises is counted once.
    """
    for translations in snapshot.program.once(measure_translations).values():
        for each in translations:
            policy, original = each.stored.value, each.original.value
            for name in _OF_THE_ORIGINAL:
                if getattr(policy, name):
                    yield Problem(
                        each.stored.place(name),
                        f"{policy.id} is a translation of {original.id} and has `{name}` of its own.",
                        f"Take `{name}` out; {original.id} says it for every language.",
                        (policy.id, original.id),
                    )
            for name in _SAME:
                mine, theirs = getattr(policy, name), getattr(original, name)
                if mine != theirs:
                    yield Problem(
                        each.stored.place(name),
                        f"{policy.id} has the {name} “{mine}”; {original.id}, which it translates, has “{theirs}”.",
                        f"Write {name}: {theirs}.",
                        (policy.id, original.id),
                    )
