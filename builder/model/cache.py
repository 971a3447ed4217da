"""What a cache is: bytes under a key, passed in as a value, safe to lose at any time and never evidence."""

from __future__ import annotations

from typing import Protocol


class Cache(Protocol):
    """Bytes by key. Keys are made from content digests, so an entry is never out of date, only unused."""

    def get(self, key: str) -> bytes | None:
        """The bytes stored under `key`, or None."""

    def put(self, key: str, value: bytes) -> None:
        """Keep the bytes; losing them is allowed."""

    def time(self) -> int | None:
        """The time that something kept now would bear, in nanoseconds; None where nothing is kept.

        It is the file system's, not a clock's: it says which files were written before something was kept and which may not have been.
        """


class NoCache:
    """A cache that keeps nothing."""

    def get(self, key: str) -> bytes | None:  # noqa: ARG002  the face of a cache
        """Always None."""
        return None

    def put(self, key: str, value: bytes) -> None:
        """Forgets it."""

    def time(self) -> None:
        """Nothing is kept."""
