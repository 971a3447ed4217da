"""Who vouches for each change of people's signing keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from builder.model.history import History, KeyChange, SignatureVerdict

_SIGNED = (SignatureVerdict.GOOD, SignatureVerdict.OTHER_PERSON)


class Vouching(StrEnum):
    """Who stands for a change of keys: in falling order of strength."""

    OWN = "own"
    OTHER = "other"
    FIRST = "first"
    WEAK = "weak"
    NONE = "none"


@dataclass(frozen=True)
class KeyTurn:
    """A change of a person's keys, judged.

    Attributes:
        change: From the history.
        vouching: `own`: signed with the person's own key, or a newcomer's first key signed by anybody known. `other`: another person whose
            key counted signed a change of keys of someone who had one. `first`: the repository named nobody's key before it. `weak`: no
            signature, but the change gave nobody a key in the name of someone who had one. `none`: nobody.
    """

    change: KeyChange
    vouching: Vouching


def judge_key_changes(history: History | None) -> Iterator[KeyTurn]:
    """Every change of keys, oldest first, with who vouches for it; nothing without a history."""
    changes = history.key_changes if history else ()
    # Who had a key once counts as having one: taking it away first must not make the next one a newcomer's.
    had_keys: set[str] = set()
    for change in changes:
        is_first = change.is_first and change.commit == changes[0].commit
        yield KeyTurn(change, _judge(change, is_first=is_first, had_keys=change.person in had_keys))
        had_keys.add(change.person)


def _judge(change: KeyChange, *, is_first: bool, had_keys: bool) -> Vouching:
    if change.signature in _SIGNED:
        return Vouching.OTHER if had_keys and change.signer != change.person else Vouching.OWN
    if is_first:
        return Vouching.FIRST
    if not change.added:
        return Vouching.WEAK
    is_newcomer = not had_keys and change.signature in (SignatureVerdict.UNSIGNED, SignatureVerdict.UNSUPPORTED)
    return Vouching.WEAK if is_newcomer else Vouching.NONE
