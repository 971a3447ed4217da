"""A cache in a folder outside the repository; safe to delete at any time."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import tempfile
from io import BufferedReader
from pathlib import Path


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


def open_plain_file(path: Path) -> BufferedReader:
    """Opens a file for reading that is one: a link could lead anywhere, and a pipe would never end.

    Raises:
        OSError: There is none, or it is something else.
    """
    flags = (getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))  # each unknown on some system
    file = os.fdopen(os.open(path, os.O_RDONLY | sum(flags)), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "it is not a file", str(path))
    return file


def default_directory() -> Path:
    """Where caches live on this machine: `$XDG_CACHE_HOME/muster`, or `~/.cache/muster`."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "muster"
