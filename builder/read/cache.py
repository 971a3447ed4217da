"""A cache in a folder outside the repository; safe to delete at any time."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from builder.read.plain_file import open_plain_file
from builder.read.user_folders import cache_directory as default_directory

__all__ = ["DirectoryCache", "default_directory"]


class DirectoryCache:
    """Bytes in files named by the digest of their key. A damaged or vanished entry is a miss, never an error."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def _file(self, key: str) -> Path:
        digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        return self.directory / digest[:2] / digest

    def get(self, key: str) -> bytes | None:
        """The bytes under `key`, or None when they are not there or were damaged on disk."""
        try:
            with open_plain_file(self._file(key)) as file:
                data = file.read()
        except OSError:
            return None
        digest, value = data[:32], data[32:]
        return value if hashlib.sha256(value).digest() == digest else None

    def put(self, key: str, value: bytes) -> None:
        """Keep the bytes; a full or read-only disk is no reason to stop."""
        target = self._file(key)
        try:
            # What is kept holds what the program says; it is nobody else's on this machine.
            self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            target.parent.mkdir(mode=0o700, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=target.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(hashlib.sha256(value).digest() + value)
                Path(name).replace(target)
            except BaseException:
                Path(name).unlink()
                raise
        except OSError:
            return

    def time(self) -> int | None:
        """The time that a file made in the folder now has, in nanoseconds; None where none can be made."""
        try:
            self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.directory) as file:
                return os.fstat(file.fileno()).st_mtime_ns
        except OSError:
            return None
