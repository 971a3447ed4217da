"""What reading a file gave, kept so that the same bytes under the same path are not taken apart again.

Kept is plain data: the JSON that a value was made of, the marks of its places, its faults. Taking it up runs nothing, and the value
is validated again by its model; a damaged or foreign entry is a miss. Everything is keyed by path, sha256 and the code's own digest.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

from builder.model.cache import Cache
from builder.read.code_digest import digest_code


class Reading(NamedTuple):
    """What reading one file gave.

    Attributes:
        value: The value as JSON, as its model takes it.
        mark: The mark of the document as JSON; see `places`.
        rest: Faults and, for a document, its body, as JSON; empty where there is nothing.
    """

    value: bytes
    mark: bytes
    rest: bytes


class ReadFiles:
    """The readings of one program's files; a memory for one run, loaded from and saved to a cache.

    Args:
        cache: Where they are kept.
        name: Which program's files they are.
    """

    def __init__(self, cache: Cache, name: str) -> None:
        self._cache = cache
        self._key = f"read files {name}"
        self._kept: dict[str, tuple[str, Reading]] = {}
        self._is_new = False

    def get(self, path: str, sha256: str) -> Reading | None:
        """What reading these bytes under this path gave, if it was kept."""
        rows, data = self._loaded
        row = rows.get(path)
        if row is None or row[0] != sha256:
            return None
        start, *lengths = row[1:]
        pieces = []
        for length in lengths:
            pieces.append(data[start : start + length])
            start += length
        reading = Reading(*pieces)
        self._kept[path] = (sha256, reading)
        return reading

    def put(self, path: str, sha256: str, reading: Reading) -> None:
        """Keep what reading a file gave."""
        self._kept[path] = (sha256, reading)
        self._is_new = True

    def save(self) -> None:
        """Keep what was taken up or read in this run; the rest is of files that are gone or changed."""
        if not self._is_new and self._kept.keys() == self._loaded[0].keys():
            return
        rows: dict[str, tuple[str | int, ...]] = {}
        pieces: list[bytes] = []
        start = 0
        for path, (sha256, reading) in self._kept.items():
            lengths = [len(piece) for piece in reading]
            rows[path] = (sha256, start, *lengths)
            pieces.extend(reading)
            start += sum(lengths)
        head = json.dumps({"code": digest_code(), "rows": rows}, separators=(",", ":")).encode()
        self._cache.put(self._key, b"".join((b"%d\n" % len(head), head, *pieces)))

    @cached_property
    def _loaded(self) -> tuple[Mapping[str, list[Any]], bytes]:
        data = self._cache.get(self._key) or b""
        line, _, rest = data.partition(b"\n")
        try:
            length = int(line)
            head = json.loads(rest[:length])
            if head["code"] == digest_code():
                return dict(head["rows"]), rest[length:]
        except (ValueError, KeyError, TypeError):
            pass
        return {}, b""
