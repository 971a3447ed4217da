"""The keys of a person who had keys were changed, and nobody whose key counted before vouches for it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.rule import rule
from builder.measure.past.key_turns import KeyTurn, Vouching, judge_key_changes
from builder.model.finding import Problem, Severity
from builder.model.history import SignatureVerdict
from builder.model.place import Place
from builder.model.snapshot import Snapshot
from builder.model.wording import counted

_WHY = {
    SignatureVerdict.UNSIGNED: "the commit that did it is not signed",
    SignatureVerdict.BAD: "the signature on the commit that did it doesn't fit",
    SignatureVerdict.UNKNOWN_KEY: "the commit that did it is signed with a key that nobody's file named before it",
    SignatureVerdict.OUTSIDE_WINDOW: "the commit that did it is signed with a key that didn't count on that day",
    SignatureVerdict.UNSUPPORTED: "the commit that did it is signed in a way that can't be checked here",
}


@rule("HIS018", Severity.GAP)
def signing_key_changed(snapshot: Snapshot) -> Iterator[Problem]:
    """A person's signing key was added or exchanged by a commit that no key which counted before vouches for.

    ## Why

    Whoever can write to the repository can write their own key into somebody else's file, and from the next commit on sign in that person's name: every signature is good, and none of them is the person's. What stands against it is that each change of a key is signed with a key that counted before it. Where it isn't, an auditor can't rely on what that person signed afterwards until the person confirms the key themselves.

    It is a gap where a key came to somebody who had one already, or where the signature on the commit is worse than none. A person's very first key in an unsigned commit, a key that was only taken away, and a key that was changed by somebody else who signed are told as a note by HIS045.

    ## Example: fails

    The keys of P-002 changed on 2026-04-02, signed by P-002: `good`. The keys of P-002 changed on 2026-05-04, signed by nobody: `unsigned`.

    ```yaml title="records/people/P-002.yaml"
    id: P-002
    name: Carl Dunn
    employment: [{from: 2026-04-01, position: foreman, level: supervisor, site: yard}]
    ```

    ## Example: passes

    The keys of P-002 changed on 2026-04-02, signed by P-002: `good`. The keys of P-002 changed on 2026-05-04, signed by P-002: `good`.

    ```yaml title="records/people/P-002.yaml"
    id: P-002
    name: Carl Dunn
    employment: [{from: 2026-04-01, position: foreman, level: supervisor, site: yard}]
    ```

    ## What to do

    Ask the person, face to face or by phone, to read the fingerprint of their key to you, and compare it. If it is theirs, they keep it, and a note signed with it, or on paper, says so. If it isn't, write `to:` into its entry, find out who made the commit, and record what you found. Don't rewrite the history. Next time, commit a change of keys signed with the old key, or have somebody else whose key counts commit it (`muster keys person -h`).

    ## Source

    NIST SP 800-57 part 1 rev. 5, 8.1.1 and 8.2.3 (a new key is bound to its owner through the one before it, or by registering again in person); read 2026-11-22.
    """
    for turn in judge_key_changes(snapshot.history):
        if turn.vouching is Vouching.NONE:
            yield _problem(turn)


def _problem(turn: KeyTurn) -> Problem:
    change = turn.change
    days = " (the days of one they had)" if set(change.added) & set(change.removed) else ""
    return Problem(
        Place(f"records/people/{change.person}.yaml"),
        f"On {change.arrived} commit {change.commit[:10]} gave {change.person} {counted(len(change.added), 'signing key')}{days}, "
        f"{', '.join(change.added)}, and {_WHY[change.signature]}.",
        f"Have {change.person} read the fingerprint of their key to you and compare it; record what you found.",
        (change.person,),
    )
