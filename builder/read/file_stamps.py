"""Which files are unchanged since they were last hashed, told by size, times and number, as git's index does.

A file that was written at about the time it was hashed may change again without its stamp showing it; such an entry is not
believed, and the file is hashed again ("racily clean", git's Documentation/technical/racy-git.txt, read 2026-11-22). Never used for a pack.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from builder.model.cache import Cache
from builder.read.source import SourceEntry

_MARGIN = 2_000_000_000
"""Nanoseconds: the coarsest time of a file system in use (FAT) is two seconds."""


class Digests(NamedTuple):
    """A file's sha256, and the id git gives its bytes."""

    sha256: str
    blob: str


class FileStamps:
    """The digests of files by path and stamp.

    Args:
        cache: Where they are kept.
        root: The folder of the program.
        now: The cache's time when looking at the files began.
    """

    def __init__(self, cache: Cache, root: Path, now: int) -> None:
        self._cache = cache
        self._key = f"stamps {root}"
        self._now = now
        self._known, self._taken = self._load()
        self._seen: dict[str, list[Any]] = {}
        self._is_new = False

    def get(self, entry: SourceEntry) -> Digests | None:
        """The digests of a file whose stamp is the one it was hashed under; None where that is not sure."""
        if entry.stamp is None:
            return None
        just_read = self._seen.get(entry.path)
        if just_read is not None and just_read[0] == list(entry.stamp):
            return Digests(just_read[1], just_read[2])
        known = self._known.get(entry.path)
        if known is None or known[0] != list(entry.stamp):
            return None
        # The later of the two times, of content and of anything about the file.
        if max(entry.stamp[1], entry.stamp[2]) + _MARGIN >= self._taken:
            return None
        self._seen[entry.path] = known
        return Digests(known[1], known[2])

    def put(self, entry: SourceEntry, digests: Digests) -> None:
        """Note what a file's bytes were; `entry` is from before they were read."""
        if entry.stamp is not None:
            self._seen[entry.path] = [list(entry.stamp), *digests]
            self._is_new = True

    def save(self) -> None:
        """Keep them for the next time."""
        if self._is_new or self._seen.keys() != self._known.keys():
            text = json.dumps({"taken": self._now, "files": self._seen}, separators=(",", ":"))
            self._cache.put(self._key, text.encode())

    def _load(self) -> tuple[dict[str, list[Any]], int]:
        try:
            found = json.loads(self._cache.get(self._key) or b"{}")
            files, taken = dict(found["files"]), int(found["taken"])
        except (ValueError, KeyError, TypeError):
            return {}, 0
        is_sound = all(isinstance(row, list) and len(row) == 3 for row in files.values())
        return (files, taken) if is_sound else ({}, 0)
