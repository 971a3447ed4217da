"""Revealing one withheld value: what the company hands over, and whether it is exactly the value that a pack is bound to."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from builder.model.error import BuilderError
from builder.seal.pack_file import read_attached
from builder.seal.privacy.commitment import commit_to, make_salt
from builder.seal.privacy.sources import REDACTIONS_NAME, REDACTIONS_SCHEMA, WHOLE_FILE
from builder.seal.verdict import Check, Status, plain

REVEALED_SCHEMA = "https://muster.example/schema/revealed-1.json"
REVEALED = "revealed"
"""Name of the check."""
SIZE_LIMIT = 4_000_000
"""Bytes of a file with a revealed value."""

_HASH = re.compile(r"[0-9a-f]{64}\Z")
_ROW = {"path", "pointer", "level", "commitment"}


class UnreadableRedactionsError(ValueError):
    """Bytes that are no list of redactions or no revealed value; the message says what is wrong, as a sentence."""


@dataclass(frozen=True)
class Redactions:
    """What was withheld from the sources in a pack.

    Attributes:
        commitments: By path and pointer (the empty one is the whole file), 64 hex digits; empty where no key was given.
        levels: In words, by path and pointer of a value.
    """

    commitments: Mapping[tuple[str, str], str]
    levels: Mapping[tuple[str, str], str]

    def pointers(self, path: str) -> tuple[str, ...]:
        """Pointers of the values withheld from a file, in order."""
        return tuple(pointer for each, pointer in self.levels if each == path)


@dataclass(frozen=True)
class Revealed:
    """A value with what proves it.

    Attributes:
        path: Of the file it stands in.
        pointer: Of the value (RFC 6901); the empty one is the whole text.
        value: The value.
        salt: Of this value alone; it says nothing of any other.
    """

    path: str
    pointer: str
    value: Any
    salt: bytes


def find_redactions(pack: bytes) -> bytes | None:
    """The list of what was withheld, as attached to a pack; None if it has none.

    Raises:
        NotAPackError: It isn't a PDF, or the list is packed in a way that Muster does not use.
    """
    return read_attached(pack, REDACTIONS_NAME)


def read_redactions(data: bytes) -> Redactions:
    """The list of what was withheld.

    Raises:
        UnreadableRedactionsError: It isn't one.
    """
    what = f"The list in {REDACTIONS_NAME}"
    rows = _parse(data, what, REDACTIONS_SCHEMA, ("files", "redactions"))
    commitments: dict[tuple[str, str], str] = {}
    levels: dict[tuple[str, str], str] = {}
    for name, keys in (("files", {"path", "attachment", "commitment"}), ("redactions", _ROW)):
        if not isinstance(rows[name], list):
            raise UnreadableRedactionsError(f"{what} has no list `{name}`.")
        for row in rows[name]:
            if not isinstance(row, dict) or set(row) != keys or not all(isinstance(each, str) for each in row.values()):
                raise UnreadableRedactionsError(f"{what} has a row in `{name}` that is not as it should be.")
            place = row["path"], row.get("pointer", WHOLE_FILE)
            if place in commitments or not (row["commitment"] == "" or _HASH.match(row["commitment"])):
                raise UnreadableRedactionsError(f"{what} has a row in `{name}` that stands twice or has no commitment.")
            commitments[place] = row["commitment"]
            if "level" in row:
                levels[place] = row["level"]
    return Redactions(commitments, levels)


def reveal_value(redactions: Redactions, key: bytes, place: tuple[str, str], value: Any, blob: str) -> Revealed:
    """A withheld value with its salt.

    Args:
        redactions: Of the pack.
        key: With which it was made.
        place: Path and pointer.
        value: As it stands in the file.
        blob: Git's id of the file's bytes.

    Raises:
        BuilderError: Nothing was withheld there, the pack has no commitments, or the key is another one.
    """
    path, pointer = place
    if place not in redactions.commitments:
        raise BuilderError(
            f"Nothing was withheld from {path} at {pointer or 'the file as a whole'}.", _known(redactions, path)
        )
    if not redactions.commitments[place]:
        raise BuilderError(
            "This pack has no commitments: it was made without a commitment key, so no value can be proved against it.",
            "Next time give --commitment-key to `muster pack`.",
        )
    salt = make_salt(key, path, pointer, blob)
    if not hmac.compare_digest(commit_to(salt, path, pointer, value), redactions.commitments[place]):
        raise BuilderError(
            "This is not the commitment key with which the pack was made.",
            "Give the key that was given to `muster pack` then.",
        )
    return Revealed(path, pointer, value, salt)


def _known(redactions: Redactions, path: str) -> str:
    fields = redactions.pointers(path)
    if fields:
        return f"Withheld from it: {', '.join(fields)}."
    files = sorted({each for each, _ in redactions.levels})
    return f"Something was withheld from: {', '.join(files[:5])}{' and others' if len(files) > 5 else ''}."


def write_revealed(revealed: Revealed) -> bytes:
    """A revealed value as a file to hand over."""
    said = {
        "schema": REVEALED_SCHEMA,
        "path": revealed.path,
        "pointer": revealed.pointer,
        "value": revealed.value,
        "salt": revealed.salt.hex(),
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def read_revealed(data: bytes) -> Revealed:
    """A revealed value from a file.

    Raises:
        UnreadableRedactionsError: It isn't one.
    """
    what = "The file with the revealed value"
    said = _parse(data, what, REVEALED_SCHEMA, ("path", "pointer", "value", "salt"))
    path, pointer, salt = said["path"], said["pointer"], said["salt"]
    if not (isinstance(path, str) and isinstance(pointer, str) and isinstance(salt, str) and _HASH.match(salt)):
        raise UnreadableRedactionsError(f"{what} lacks its path, pointer or salt.")
    return Revealed(path, pointer, said["value"], bytes.fromhex(salt))


def check_revealed(redactions: bytes | None, revealed: bytes) -> Check:
    """Whether exactly this value stood where the pack has a marker.

    Args:
        redactions: The list attached to the pack; None if it has none.
        revealed: The file that was handed over.
    """
    try:
        value = read_revealed(revealed)
        if redactions is None:
            return Check(REVEALED, Status.FAIL, "Nothing was withheld from the sources in this pack.")
        known = read_redactions(redactions)
    except UnreadableRedactionsError as error:
        return Check(REVEALED, Status.FAIL, str(error))
    field = f"the field {plain(value.pointer)}" if value.pointer else "the whole text"
    where = f"{field} of {plain(value.path)}"
    commitment = known.commitments.get((value.path, value.pointer))
    if commitment is None:
        return Check(REVEALED, Status.FAIL, f"Nothing was withheld from this pack at {where}.")
    if not commitment:
        return Check(REVEALED, Status.NOT_CHECKED, "This pack has no commitments, so no value can be held against it.")
    try:
        found = commit_to(value.salt, value.path, value.pointer, value.value)
    except (ValueError, TypeError, RecursionError):
        return Check(REVEALED, Status.FAIL, "The revealed value is not one that a file can hold.")
    if not hmac.compare_digest(found, commitment):
        return Check(
            REVEALED, Status.FAIL, f"This is not the value that stood in {where}: it, or its salt, is another one."
        )
    return Check(REVEALED, Status.PASS, f"Exactly this value stood in {where} when the pack was made.")


def _parse(data: bytes, what: str, schema: str, names: tuple[str, ...]) -> dict[str, Any]:
    if len(data) > SIZE_LIMIT and schema == REVEALED_SCHEMA:
        raise UnreadableRedactionsError(f"{what} is {len(data):,} bytes long; {SIZE_LIMIT:,} are allowed.")
    try:
        said = json.loads(data.decode("utf-8"), object_pairs_hook=_refuse_twins(what), parse_constant=_refuse(what))
    except UnreadableRedactionsError:
        raise
    except (ValueError, RecursionError):
        raise UnreadableRedactionsError(f"{what} is not JSON in UTF-8.") from None
    if not isinstance(said, dict) or said.get("schema") != schema or set(said) != {"schema", *names}:
        raise UnreadableRedactionsError(f"{what} is not of the schema {schema}.")
    return said


def _refuse_twins(what: str) -> Callable[[list[tuple[str, Any]]], dict[str, Any]]:
    """An object whose keys differ; readers disagree about which of two equal keys counts."""

    def read(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        said = dict(pairs)
        if len(said) != len(pairs):
            raise UnreadableRedactionsError(f"{what} has the same key twice in one object.")
        return said

    return read


def _refuse(what: str) -> Callable[[str], Any]:
    def read(name: str) -> Any:
        raise UnreadableRedactionsError(f"{what} has {name}, which is not a number.")

    return read
