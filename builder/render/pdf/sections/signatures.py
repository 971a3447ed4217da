"""The annex on signatures: how many commits carry which, by whose word a key was somebody's, and every change of a key."""

from __future__ import annotations

from builder.measure.past.key_turns import KeyTurn, Vouching, judge_key_changes
from builder.model.history import History, SignatureVerdict
from builder.model.level import Level
from builder.model.register import Person, PublicKey
from builder.read.git.keys.keyring_line import name_key
from builder.render.history_words import SIGNATURE_WORDS
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View

SHORT = 10
"""Hex digits of a commit's id in print, as in the revision history."""

MEANINGS = {
    SignatureVerdict.GOOD: "The commit is as its signer left it, and the key was that of the one person whom it names as author, both on the day it claims and on the day it arrived.",
    SignatureVerdict.OTHER_PERSON: "The commit is as its signer left it; the key was that of another person than its author. Often one computer files for everyone.",
    SignatureVerdict.OUTSIDE_WINDOW: "The key was known, but did not count on the day the commit claims or on the day it arrived, or its owner had taken it back.",
    SignatureVerdict.UNKNOWN_KEY: "Nobody had that key before the commit arrived, so it says nothing about who signed.",
    SignatureVerdict.BAD: "It doesn't fit the commit, was made for something else, or is not built as it should.",
    SignatureVerdict.UNSIGNED: "Nobody's key stands behind the commit; that says nothing against it.",
    SignatureVerdict.UNSUPPORTED: "It can't be checked here: an X.509 signature, a hardware key (FIDO), an SSH certificate, anything built on SHA-1 or MD5, an RSA key under 2048 bits, or an OpenPGP signature where the program gpgv was not installed.",
}
"""What each verdict says, for a reader who doesn't know git."""

VOUCHING = {
    Vouching.OWN: "a key that counted before",
    Vouching.OTHER: "the key of another person",
    Vouching.FIRST: "nothing before it: the first keys of all",
    Vouching.WEAK: "nobody; it gave no one a second key",
    Vouching.NONE: "nobody",
}


def make_signatures(view: View) -> Section | None:
    """The annex; None where the history was not examined, and in a pack that shows no office values."""
    snapshot = view.snapshot
    history = snapshot.history
    if history is None or not snapshot.level.shows(Level.OFFICE):
        return None
    people = sorted((stored.value for stored in snapshot.program.people.values()), key=lambda person: person.id)
    html = write_html(
        "signatures",
        title="Annex: signatures",
        running=("Annex: signatures", ""),
        verifier=history.verifier,
        commits=history.commits,
        verdicts=_verdicts(history),
        keys=[_key(view, person, key) for person in people for key in person.keys],
        turns=[_turn(turn) for turn in judge_key_changes(history) if turn.change.arrived <= snapshot.as_of],
    )
    return Section("signatures", "Annex: signatures", "", html, "signatures")


def _verdicts(history: History) -> list[dict[str, str]]:
    return [
        {"words": SIGNATURE_WORDS[verdict], "commits": f"{history.signatures[verdict]:,}", "meaning": MEANINGS[verdict]}
        for verdict in SignatureVerdict
        if history.signatures.get(verdict)
    ]


def _key(view: View, person: Person, key: PublicKey) -> dict[str, str]:
    return {
        "person": view.naming.signer(person.id),
        "fingerprint": name_key(key.public) or "not a key that can be read",
        "first": key.from_.isoformat(),
        "last": key.to.isoformat() if key.to else "",
    }


def _turn(turn: KeyTurn) -> dict[str, object]:
    change = turn.change
    signed = SIGNATURE_WORDS[change.signature] + (f", by {change.signer}" if change.signer else "")
    keys = [f"added {key}" for key in change.added] + [f"taken away {key}" for key in change.removed]
    both = set(change.added) & set(change.removed)
    return {
        "day": change.arrived.isoformat(),
        "person": change.person,
        "keys": [f"other days for {key}" for key in sorted(both)]
        + [key for key in keys if key.split()[-1] not in both],
        "commit": change.commit[:SHORT],
        "signed": signed,
        "vouching": VOUCHING[turn.vouching],
    }
