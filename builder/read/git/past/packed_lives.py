"""The changes of every file as text, one text a file, opened only where somebody looks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from json.encoder import encode_basestring_ascii
from sys import intern
from typing import Any

from builder.model.history import Change, Content, FileHistory
from builder.read.git.past.lives import Life, Step
from builder.read.git.past.packed_commits import PackedCommits

_write = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
NO_CONTENT = "null"

ROOM = 50_000
"""Changes that are kept open, at 0.7 KiB each; ten times those of a company of 5,000 records. The rest are opened whenever they are looked
at, in 13 µs each: who reads a hundred thousand commits has more need of memory."""


def pack_content(content: Content | None) -> str:
    """What a revision says of itself, as JSON without the empty fields at the end."""
    if content is None:
        return NO_CONTENT
    fields: list[Any] = [
        content.id,
        _spell(content.day),
        [day.isoformat() for day in content.signed_on],
        content.version,
        content.status,
        content.approved_by,
        _spell(content.approved_on),
        _spell(content.effective),
        content.text,
        content.problem,
        content.lines,
    ]
    while fields and not fields[-1]:
        fields.pop()
    return _write(fields)


def pack_step(step: Step, path: str, blob: str, commit: int, origin: int, content: str) -> None:
    """Add a change to the life it belongs to.

    Args:
        step: What it means for the life.
        path: After the change; for a deletion, before it.
        blob: Of the content after it.
        commit: Number of the first-parent commit with which it arrived.
        origin: Number of the commit that made it.
        content: From `pack_content`.
    """
    old = NO_CONTENT if step.old_path is None else encode_basestring_ascii(step.old_path)
    entry = f'[{commit},"{step.kind}",{encode_basestring_ascii(path)},{old},"{blob}",{origin},{content}]'
    entries = step.life.entries
    if not isinstance(entries, bytearray):
        entries = step.life.entries = bytearray(entries)
    if entries:
        entries += b","
    entries += entry.encode("ascii")


class PackedFiles(Mapping[str, FileHistory]):
    """Histories of files as values of the model, by path.

    Args:
        lives: By the path that is the key.
        commits: What the changes refer to.
        room: How many changes are kept open.
    """

    def __init__(self, lives: Mapping[str, Life], commits: PackedCommits, room: int = ROOM) -> None:
        # What was opened is kept open and no longer packed, while there is room; None stands in its place.
        self._packed: dict[str, tuple[str, str, bytes | bytearray] | None] = {
            key: (life.path, life.id, life.entries) for key, life in lives.items()
        }
        self._commits = commits
        self._opened: dict[str, FileHistory] = {}
        self._room = room

    def __len__(self) -> int:
        return len(self._packed)

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __contains__(self, path: object) -> bool:
        return path in self._packed

    def __getitem__(self, path: str) -> FileHistory:
        packed = self._packed[path]
        if packed is None:
            return self._opened[path]
        place, id, entries = packed
        opened = FileHistory(place, tuple(self._open(place, id, entries)))
        if len(opened.changes) <= self._room:
            self._room -= len(opened.changes)
            self._opened[path] = opened
            self._packed[path] = None
        return opened

    def _open(self, place: str, own_id: str, entries: bytes | bytearray) -> Iterator[Change]:
        """The changes, with the same text for the same path and id: most are where the file is now."""
        for commit, kind, path, old_path, blob, origin, content in open_entries(entries):
            facts = self._commits.facts(origin)
            id = self._commits.id(commit)
            yield Change(
                commit=id,
                arrived=self._commits.facts(commit).committed,
                kind=kind,
                path=place if path == place else path,
                old_path=old_path,
                blob=blob,
                author=facts.author,
                authored=facts.authored,
                subject=facts.subject,
                signature=facts.signature,
                origin=id if origin == commit else self._commits.id(origin),
                committer=facts.committer,
                committed=facts.committed,
                signer=facts.signer,
                content=None if content is None else open_content(content, own_id),
            )


def open_entries(entries: bytes | bytearray) -> list[Any]:
    """The changes of a life as plain lists, oldest first: what `pack_step` was given."""
    found: list[Any] = json.loads(b"".join((b"[", entries, b"]")))
    return found


def order_alive(lives: Iterable[Life]) -> dict[str, Life]:
    """The lives that are there, by path in order."""
    return {life.path: life for life in sorted((life for life in lives if life.gone_at < 0), key=_by_path)}


def order_gone(lives: Iterable[Life]) -> dict[str, Life]:
    """The lives that ended, by the path where they were last, in order; where several ended at one path, the last of them by it.

    The others have their id, or their number, in brackets behind the path.
    """
    found: dict[str, Life] = {}
    gone = sorted(
        (life for life in lives if life.gone_at >= 0), key=lambda life: (life.path, -life.gone_at, life.number)
    )
    for life in gone:
        key = life.path
        if key in found:
            key = f"{life.path} ({life.id or life.number})"
        if key in found:
            key = f"{life.path} ({life.id}, {life.number})"
        found[key] = life
    return found


def _by_path(life: Life) -> str:
    return life.path


def open_content(fields: list[Any], own_id: str = "") -> Content:
    """What `pack_content` packed, from its JSON.

    Args:
        fields: The JSON.
        own_id: The id it will most likely have; the same text is then used again.
    """
    padded: list[Any] = [*fields, *_EMPTY[len(fields) :]]
    id, day, signed_on, version, status, approved_by, approved_on, effective, text, problem, lines = padded
    return Content(
        id=own_id if id == own_id else id,
        day=_read(day),
        signed_on=tuple(map(_read_day, signed_on)),
        version=version,
        status=intern(status),
        approved_by=intern(approved_by),
        approved_on=_read(approved_on),
        effective=_read(effective),
        text=text,
        problem=problem,
        lines=lines,
    )


_EMPTY: tuple[Any, ...] = ("", "", (), None, "", "", "", "", "", "", "")


def _spell(day: date | None) -> str:
    return day.isoformat() if day else ""


def _read(day: str) -> date | None:
    return _read_day(day) if day else None


@lru_cache(maxsize=4096)
def _read_day(day: str) -> date:
    """The day; the same value for the same text, because a hundred thousand revisions name a few thousand days."""
    return date.fromisoformat(day)
