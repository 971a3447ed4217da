"""Signing keys that came to people without their own signature, as a first key must, or by another person's hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.checks.rule import rule
from builder.measure.past.key_turns import KeyTurn, Vouching, judge_key_changes
from builder.model.finding import Problem, Severity
from builder.model.history import KeyChange
from builder.model.place import Place
from builder.model.snapshot import Snapshot
from builder.model.wording import counted

_SHOWN = 8
_FIX = "Have each person read the fingerprint of their key to you once, and keep a note that it was theirs."


@rule("HIS045", Severity.NOTE)
def signing_key_not_confirmed(snapshot: Snapshot) -> Iterator[Problem]:
    """Keys stand in people's files that no earlier signature of the same person could confirm.

    ## Why

    A signature proves that somebody held a key; whose key it was, the register of people says. The first key of a repository can't be vouched for by an earlier one, and neither can a person's first key. An auditor who wants to know has one question: did anybody ever compare the key with its owner? The first keys of a repository are told once and together.

    ## Example: fails

    The first keys of all, those of P-001, came on 2026-04-02.

    ```yaml title="records/people/P-001.yaml"
    id: P-001
    name: Ann Beck
    employment: [{from: 2026-04-01, position: foreman, level: manager, site: yard}]
    ```

    ## Example: passes

    ```yaml title="records/people/P-001.yaml"
    id: P-001
    name: Ann Beck
    employment: [{from: 2026-04-01, position: foreman, level: manager, site: yard}]
    ```

    ## What to do

    Print the fingerprints (`ssh-keygen -l -f FILE.pub`, or the output of `muster keys person`), have each person compare and sign the sheet, and file it as a record. It stays a note: nothing in git can take its place. An auditor who has got the keys another way gives them with `--keys`.

    ## Source

    ssh-keygen(1), "ALLOWED SIGNERS": whose key counts is for the verifier to say; NIST SP 800-57 part 1 rev. 5, 8.1.1 (registering a key).
    """
    turns = list(judge_key_changes(snapshot.history))
    first = [turn.change for turn in turns if turn.vouching is Vouching.FIRST]
    if first:
        yield _first_of_all(first)
    for turn in turns:
        if turn.vouching in (Vouching.OTHER, Vouching.WEAK):
            yield _problem(turn)


def _first_of_all(changes: Sequence[KeyChange]) -> Problem:
    people = sorted({change.person for change in changes})
    return Problem(
        Place("records/people"),
        f"The first signing keys, those of {_joined(people)}, came on {changes[0].arrived} with commit "
        f"{changes[0].commit[:10]}; no key was there before them that could vouch for them.",
        _FIX,
        tuple(people),
    )


def _problem(turn: KeyTurn) -> Problem:
    change = turn.change
    if turn.vouching is Vouching.OTHER:
        who = change.signer or "Somebody whom only the verifier knows"
        told = f"{who} signed the commit {change.commit[:10]} of {change.arrived} that {_done(change)} {change.person}."
    elif change.added:
        told = f"The first signing key of {change.person} came on {change.arrived} with commit {change.commit[:10]}, which nobody signed so that it can be checked."
    else:
        told = f"The commit {change.commit[:10]} of {change.arrived} took signing keys of {change.person} away, and nobody whose key counts signed it."
    return Problem(Place(f"records/people/{change.person}.yaml"), told, _FIX, (change.person,))


def _done(change: KeyChange) -> str:
    """What was done to keys, up to the person whose they are."""
    if set(change.added) == set(change.removed):
        return f"changed the days of {counted(len(change.added), 'signing key')} of"
    return (
        "changed the signing keys of" if change.added else f"took away {counted(len(change.removed), 'signing key')} of"
    )


def _joined(people: Sequence[str]) -> str:
    shown = people[:_SHOWN]
    rest = len(people) - len(shown)
    return f"{', '.join(shown)} and {rest} more" if rest else ", ".join(shown)
