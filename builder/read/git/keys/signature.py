"""Checking signatures of commits and tags: which of seven verdicts, and whose key it was.

Git's own `%G?` starts a program per commit, which a repository may choose, and calls a signature good although the key is not
that of the person the commit names. SSH signatures are checked in process, OpenPGP ones by `gpgv`. X.509, hardware keys (sk-), SSH
certificates and everything built on SHA-1 give `unsupported`, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cryptography.exceptions import InvalidSignature

from builder.model.history import SignatureVerdict
from builder.read.git.keys import sshsig
from builder.read.git.keys.keyring import HeldKey
from builder.read.git.keys.keyring import Keyring as Keyring
from builder.read.git.keys.keyring import make_keyring as make_keyring
from builder.read.git.keys.openpgp import check_openpgp
from builder.read.git.keys.sshsig import MalformedError, UnsupportedError
from builder.read.git.store.commit_object import ParsedCommit

_ONCE = (b"tree", b"author", b"committer", b"object", b"type", b"tag", b"tagger")
_PGP_SIGNATURE = b"-----BEGIN PGP SIGNATURE-----"
_NOT_CHECKED = {
    b"-----BEGIN SIGNED MESSAGE-----": "It is an X.509 signature, which is not checked here.",
    b"-----BEGIN PGP MESSAGE-----": "It is an OpenPGP signature in a form that was given up before 2000.",
}


@dataclass(frozen=True)
class Checked:
    """What the signature alone says, before any day or name is looked at.

    Attributes:
        verdict: good, bad, unknown key, unsigned, unsupported, or outside its days for a key that its owner took back.
        owners: Whose key it is, with the days on which it counts.
        reason: Why it is bad or unsupported, a sentence for people; may be empty.
    """

    verdict: SignatureVerdict
    owners: tuple[HeldKey, ...] = ()
    reason: str = ""


_UNSIGNED = Checked(SignatureVerdict.UNSIGNED)
_UNKNOWN = Checked(SignatureVerdict.UNKNOWN_KEY)


def check_signature(commit: ParsedCommit, keyring: Keyring) -> Checked:
    """Whether the signature covers the bytes of a commit (or of a tag in its shape), and whose key made it.

    An object with two authors, committers or trees is never good: each reader would take another of the two for the signed one.
    """
    if commit.signature is None:
        return _UNSIGNED
    try:
        _refuse_doubles(commit.payload)
        begin = commit.signature.partition(b"\n")[0]
        if begin in _NOT_CHECKED:
            raise UnsupportedError(_NOT_CHECKED[begin])
        if begin == _PGP_SIGNATURE:
            verdict, owners = check_openpgp(commit.payload, commit.signature, keyring)
            return Checked(verdict, owners)
        return _check_sshsig(commit.signature, commit.payload, keyring)
    except UnsupportedError as error:
        return Checked(SignatureVerdict.UNSUPPORTED, reason=str(error))
    except InvalidSignature:
        return Checked(SignatureVerdict.BAD, reason="It doesn't fit the content.")
    except MalformedError as error:
        return Checked(SignatureVerdict.BAD, reason=str(error))


def judge_signature(
    checked: Checked, commit: ParsedCommit, keyring: Keyring, days: Iterable[date]
) -> tuple[SignatureVerdict, str | None]:
    """The verdict on a commit, and the person whose key signed it; None where the key's owner is not in the register of people.

    Good means: the key of the one person whom the commit names as author and as committer, on days on which that key counts.
    A commit written by one person and signed by another who committed it is `good-but-other-person`.

    Args:
        checked: From `check_signature`.
        commit: The signed commit.
        keyring: The one it was checked with: of the first-parent commit before the one with which it arrived, or a verifier's. Never
            that of the commit itself, which could name any key.
        days: The day the commit claims and the day it arrived on the branch. Both have to lie in the key's days, because the
            claimed one can be chosen freely by whoever holds an old key.
    """
    if not checked.owners:
        return checked.verdict, None
    wanted = tuple(days)
    in_force = [held for held in checked.owners if all(held.covers(day) for day in wanted)]
    if checked.verdict is not SignatureVerdict.GOOD or not in_force:
        return SignatureVerdict.OUTSIDE_WINDOW, _registered(checked.owners[0])
    named = keyring.named(commit.author_text) & keyring.named(commit.committer_text)
    own = next((held for held in in_force if held.person in named), None)
    if own is None:
        return SignatureVerdict.OTHER_PERSON, _registered(in_force[0])
    return SignatureVerdict.GOOD, _registered(own)


def _registered(held: HeldKey) -> str | None:
    return held.person if held.is_known else None


def _refuse_doubles(payload: bytes) -> None:
    head = payload.partition(b"\n\n")[0]
    names = [line.partition(b" ")[0] for line in head.split(b"\n")]
    for name in _ONCE:
        if names.count(name) > 1:
            raise MalformedError(
                f"The signed text names its {name.decode()} twice, so nobody can say which one was meant."
            )


def _check_sshsig(armoured: bytes, payload: bytes, keyring: Keyring) -> Checked:
    parts = sshsig.take_apart(armoured)
    sshsig.verify_sshsig(parts, payload)
    owners = keyring.owners.get(parts.key)
    return Checked(SignatureVerdict.GOOD, owners) if owners else _UNKNOWN
