"""Which keys people's records named after each commit of the first-parent line.

A commit that brings its own key along would vouch for itself. So whatever arrives with a commit is judged by the keys that stood in
`records/people/` before it. What those files held then is untrusted text, read with limits; one that can't be read keeps nobody's keys.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from builder.model.register import Person, PublicKey
from builder.read.git.keys.keyring import Keyring, adopt_verifier, make_keyring, parse_key
from builder.read.git.keys.openpgp import find_gpgv
from builder.read.git.keys.openpgp_key import OpenPgpKey
from builder.read.git.keys.sshsig import fingerprint
from builder.read.git.past.change_log import RawChange
from builder.read.yaml_text import read_yaml

MAX_PERSON = 100_000
"""Bytes of a person's file; one with ten keys has five thousand."""

MAX_KEYS = 50
"""Keys of one person that are looked at."""

_PATH = re.compile(r"records/people/(P-[0-9]{3,5})\.yaml")
_FORM = 1

KeyTurn = tuple[str, tuple[str, ...], tuple[str, ...]]
"""Person id, fingerprints added, fingerprints removed. One whose days changed stands in both."""


class KeyringLine:
    """The keys along the first-parent line, one commit after the other, oldest first.

    Args:
        state: What `state` gave before, to go on from there; empty to begin with the first commit.
        verifier: Keys from outside the repository. If given, only they count; the register says no more than who has which mail.
    """

    def __init__(self, state: str = "", verifier: Keyring | None = None) -> None:
        self._verifier = verifier
        self._people: dict[str, _Entry] = _load_state(state)
        self._current: Keyring | None = None

    @property
    def current(self) -> Keyring:
        """The keys after the last commit applied: those by which the next one is judged."""
        if self._current is None:
            people = make_keyring(entry.person for _, entry in sorted(self._people.items()) if entry.person)
            self._current = adopt_verifier(self._verifier, people) if self._verifier else people
        return self._current

    @property
    def names_keys(self) -> bool:
        """Whether the records name anybody's key after the last commit applied."""
        return any(entry.person and entry.person.keys for entry in self._people.values())

    @property
    def unread(self) -> Mapping[str, str]:
        """Why the files that keep nobody's keys, or not all, can't be read, by path."""
        return {path: entry.problem for path, entry in sorted(self._people.items()) if entry.problem}

    @property
    def digest(self) -> str:
        """64 hex digits that stand for everything that a verdict on the next commit depends on beside the commit itself."""
        found = self.current.openpgp and find_gpgv(os.environ.get("PATH", ""))
        return hashlib.sha256(f"{_FORM} {self.current.digest} {bool(found)}".encode()).hexdigest()

    @property
    def state(self) -> str:
        """JSON from which another line goes on."""
        people = {path: entry.dump() for path, entry in sorted(self._people.items())}
        return json.dumps({"form": _FORM, "people": people}, ensure_ascii=True, separators=(",", ":"))

    def apply(
        self, commit: str, changes: Sequence[RawChange], read: Callable[[Sequence[str]], Iterator[bytes]]
    ) -> list[KeyTurn]:
        """Carries the keys over one commit; gives back whose keys it changed.

        Args:
            commit: Its id; not looked at, because only the changes count.
            changes: The files that differ from its first parent.
            read: Gives the contents for blob ids, in their order.
        """
        del commit
        left = [path for change in changes if (path := _left_path(change)) in self._people]
        there = [change for change in changes if change.kind != "D" and _PATH.fullmatch(change.path)]
        if not left and not there:
            return []
        wanted = [change for change in there if change.is_file]
        before = self._keys()
        for path in left:
            self._people.pop(path, None)
        for change, data in zip(wanted, read([change.blob for change in wanted]), strict=True):
            self._people[change.path] = read_key_entry(change.path, data)
        for change in there:
            if not change.is_file:
                self._people[change.path] = _Entry(None, f"{change.path} is not a file, so no keys stand in it.")
        self._current = None
        after = self._keys()
        turns = []
        for person in sorted(before.keys() | after.keys()):
            old, new = before.get(person, frozenset()), after.get(person, frozenset())
            if old != new:
                turns.append((person, _fingerprints(new - old), _fingerprints(old - new)))
        return turns

    def _keys(self) -> dict[str, frozenset[tuple[str, str, str]]]:
        people = (entry.person for entry in self._people.values())
        return {person.id: frozenset(_spell(key) for key in person.keys) for person in people if person}


@dataclass(frozen=True)
class _Entry:
    """What a person's file says about keys.

    Attributes:
        person: With nothing but id, name, mail and keys; None if the file keeps nobody's keys.
        problem: Why it could not be read, or not all of it, for people; else empty.
    """

    person: Person | None
    problem: str = ""

    def dump(self) -> dict[str, Any]:
        if self.person is None:
            return {"problem": self.problem}
        fields = self.person.model_dump(mode="json", by_alias=True, include={"id", "name", "email", "keys"})
        return {"person": fields, "problem": self.problem}


def read_key_entry(path: str, data: bytes) -> _Entry:
    """The keys in one revision of a person's file. Never raises for what it holds.

    Other fields than id, name, email and keys are passed over: an old revision need not fit today's form.
    """
    if len(data) > MAX_PERSON:
        return _Entry(None, f"{path} is larger than {MAX_PERSON:,} bytes, so its keys don't count.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _Entry(None, f"{path} is not UTF-8 text, so its keys don't count.")
    document = read_yaml(text, path)
    doubtful = [fault for fault in document.faults if fault.name != "number-like-text"]
    fields = document.value
    found = _PATH.fullmatch(path)
    if doubtful or not isinstance(fields, dict):
        why = doubtful[0].message if doubtful else "It holds no fields."
        return _Entry(None, f"{path} could not be read, so its keys don't count: {why}")
    if found is None or fields.get("id") != found[1]:
        return _Entry(None, f"The id in {path} is not the file's name, so its keys don't count.")
    keys, problem = _read_keys(path, fields.get("keys"))
    try:
        known = {name: fields[name] for name in ("id", "name", "email") if fields.get(name) is not None}
        return _Entry(Person.model_validate({**known, "keys": tuple(keys)}), problem)
    except ValidationError:
        return _Entry(
            None, f"{path} names the person or the e-mail in a way that can't be read, so its keys don't count."
        )


def _read_keys(path: str, value: object) -> tuple[list[PublicKey], str]:
    if value is None:
        return [], ""
    if not isinstance(value, list) or len(value) > MAX_KEYS:
        return [], f"`keys` in {path} is not a list of at most {MAX_KEYS} keys, so none of them counts."
    keys: list[PublicKey] = []
    broken: list[int] = []
    for number, each in enumerate(value, 1):
        try:
            key = PublicKey.model_validate(each)
        except ValidationError:
            broken.append(number)
            continue
        if parse_key(key.public) is None:
            broken.append(number)
        else:
            keys.append(key)
    return keys, f"Key {broken[0]} in {path} is not written as a key is, so it doesn't count." if broken else ""


def _load_state(state: str) -> dict[str, _Entry]:
    if not state:
        return {}
    people = json.loads(state)["people"]
    return {path: _Entry(_load_person(kept.get("person")), kept["problem"]) for path, kept in people.items()}


def _load_person(fields: Mapping[str, Any] | None) -> Person | None:
    return Person.model_validate({**fields, "keys": tuple(fields["keys"])}) if fields else None


def _left_path(change: RawChange) -> str:
    """The path that a change empties; empty if none."""
    if change.kind == "D":
        return change.path
    return (change.old_path or "") if change.kind == "R" else ""


def _spell(key: PublicKey) -> tuple[str, str, str]:
    return name_key(key.public), str(key.from_), str(key.to or "")


def _fingerprints(keys: frozenset[tuple[str, str, str]]) -> tuple[str, ...]:
    return tuple(sorted({mark for mark, _, _ in keys}))


@lru_cache(maxsize=2048)
def name_key(public: str) -> str:
    """`SHA256:…` of an SSH key, `OpenPGP:` and 40 hex digits of an OpenPGP key; empty for what is neither."""
    parsed = parse_key(public)
    if isinstance(parsed, OpenPgpKey):
        return f"OpenPGP:{parsed.fingerprint}"
    return fingerprint(parsed) if parsed is not None else ""
