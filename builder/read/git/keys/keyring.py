"""Whose keys count, and for which days: from people's records, or from a verifier's own list."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from builder.model.register import Person
from builder.read.git.keys.openpgp_key import OpenPgpKey, parse_public_block
from builder.read.git.keys.sshsig import parse_public_line


@dataclass(frozen=True, order=True)
class HeldKey:
    """That a key is a person's on certain days.

    Attributes:
        person: Id of the person; where only a verifier knows whose it is, the name that stands in their list.
        first, last: Both included; open where None.
        is_known: Whether `person` is the id of somebody in the register of people.
    """

    person: str
    first: date | None = None
    last: date | None = None
    is_known: bool = True

    def covers(self, day: date) -> bool:
        """Whether the key counts on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Keyring:
    """The keys and identities of people.

    Attributes:
        owners: Who holds an SSH key, by the key's bytes; a key may stand at several people, or twice with other days.
        people_by_mail, people_by_name: Person ids by what commits call them, in lower case.
        openpgp: OpenPGP keys with who holds them.
        source: sha256 of the verifier's list that it comes from, 64 hex digits; empty for people's records.
    """

    owners: Mapping[bytes, tuple[HeldKey, ...]]
    people_by_mail: Mapping[str, frozenset[str]]
    people_by_name: Mapping[str, frozenset[str]]
    openpgp: tuple[tuple[OpenPgpKey, HeldKey], ...] = ()
    source: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it holds nobody's key."""
        return not self.owners and not self.openpgp

    @cached_property
    def digest(self) -> str:
        """64 hex digits that stand for all of it: two keyrings with the same digest judge alike."""
        parts = {
            "keys": sorted(
                [base64.b64encode(blob).decode(), *_spell(held)] for blob, many in self.owners.items() for held in many
            ),
            "openpgp": sorted([hashlib.sha256(key.packets).hexdigest(), *_spell(held)] for key, held in self.openpgp),
            "mails": {mail: sorted(ids) for mail, ids in self.people_by_mail.items()},
            "names": {name: sorted(ids) for name, ids in self.people_by_name.items()},
        }
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    def named(self, identity: str) -> frozenset[str]:
        """Ids of the people whom "Name <mail>" can mean; the mail decides where anybody has it."""
        name, mail = split_identity(identity)
        return self.people_by_mail.get(mail) or self.people_by_name.get(name) or frozenset()


def make_keyring(people: Iterable[Person]) -> Keyring:
    """The keyring of the people in a register; an entry that isn't a public key is left out."""
    owners: dict[bytes, list[HeldKey]] = {}
    openpgp: list[tuple[OpenPgpKey, HeldKey]] = []
    mails: dict[str, set[str]] = {}
    names: dict[str, set[str]] = {}
    for person in people:
        names.setdefault(fold(person.name), set()).add(person.id)
        if person.email:
            mails.setdefault(fold(person.email), set()).add(person.id)
        for key in person.keys:
            held = HeldKey(person.id, key.from_, key.to)
            parsed = parse_key(key.public)
            if isinstance(parsed, OpenPgpKey):
                openpgp.append((parsed, held))
            elif parsed is not None:
                owners.setdefault(parsed, []).append(held)
    return Keyring(
        {blob: tuple(entries) for blob, entries in owners.items()},
        {mail: frozenset(ids) for mail, ids in mails.items()},
        {name: frozenset(ids) for name, ids in names.items()},
        tuple(openpgp),
    )


@lru_cache(maxsize=2048)
def parse_key(public: str) -> bytes | OpenPgpKey | None:
    """A public key as people's records hold it: an SSH key's bytes, an OpenPGP key, or None for what is neither."""
    if public.lstrip().startswith("-----BEGIN PGP"):
        return parse_public_block(public)
    return parse_public_line(public)


def adopt_verifier(verifier: Keyring, people: Keyring) -> Keyring:
    """The verifier's keys under the ids of the people who have the same mail; whom nobody knows keeps the verifier's name.

    Args:
        verifier: From `read_allowed_signers`; its people are mails or ids.
        people: Of the register, for ids and mails. Its keys don't count.
    """
    registered = {id for ids in people.people_by_name.values() for id in ids}

    def rename(held: HeldKey) -> tuple[HeldKey, ...]:
        ids = frozenset({held.person}) if held.person in registered else people.people_by_mail.get(held.person, ())
        return tuple(replace(held, person=id, is_known=True) for id in sorted(ids)) or (held,)

    # A name in the verifier's list stands for whoever has that mail, and for itself.
    mails = dict(people.people_by_mail)
    for name in verifier.people_by_mail.keys() - mails.keys():
        mails[name] = frozenset({name})
    return Keyring(
        {blob: tuple(new for held in many for new in rename(held)) for blob, many in verifier.owners.items()},
        mails,
        people.people_by_name,
        tuple((key, new) for key, held in verifier.openpgp for new in rename(held)),
        verifier.source,
    )


def split_identity(identity: str) -> tuple[str, str]:
    """Name and mail of "Name <mail>", both folded; no mail where there is none."""
    name, bracket, rest = identity.partition("<")
    if not bracket or not rest.endswith(">") or "<" in rest or ">" in rest[:-1]:
        return fold(identity), ""
    return fold(name), fold(rest[:-1])


def fold(text: str) -> str:
    """The text as it is compared: lower case, single spaces."""
    return " ".join(text.split()).casefold()


def _spell(held: HeldKey) -> tuple[str, str, str]:
    return held.person, str(held.first or ""), str(held.last or "")
