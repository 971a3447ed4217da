"""A file's bytes with their digests; unchanged bytes that were read before are fetched only when somebody asks for them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cached_property

from builder.model.error import BuilderError
from builder.model.finding import Fault
from builder.model.place import Place
from builder.read.file_stamps import Digests
from builder.read.memory import Memory
from builder.read.read_files import Reading

_SAVE_AGAIN = "Save the file again as UTF-8."


class FileText:
    """A file of the program while it is read.

    Attributes:
        path: Relative, with `/`.
        sha256: Of the bytes, 64 hex digits.
        blob: The id git gives the same bytes in a SHA-1 repository.
        size: In bytes.
        reading: What reading the same bytes gave before, if that was kept.
    """

    def __init__(
        self, path: str, digests: Digests, size: int, load: Callable[[], bytes], memory: Memory | None = None
    ) -> None:
        self.path = path
        self.sha256, self.blob = digests
        self.size = size
        self.reading = memory.recall(path, self.sha256) if memory else None
        self._load = load
        self._memory = memory

    @classmethod
    def of(cls, path: str, data: bytes, memory: Memory | None = None) -> FileText:
        """The file with its digests."""
        return cls(path, digest(data), len(data), lambda: data, memory)

    @cached_property
    def data(self) -> bytes:
        """The bytes.

        Raises:
            BuilderError: They are not what the digests are of.
        """
        data = self._load()
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise BuilderError(f"{self.path} was changed while it was read.", "Run the command again.")
        return data

    def keep(self, reading: Reading) -> None:
        """Keep what reading it gave for the next run."""
        if self._memory:
            self._memory.keep(self.path, self.sha256, reading)

    def decode(self) -> tuple[str | None, list[Fault]]:
        """The text, or None with the fault that says which byte is not UTF-8."""
        if b"\0" in self.data[:2]:
            # Latin letters in UTF-16 are valid UTF-8 with NULs between them.
            message = "The file was saved as UTF-16."
            return None, [Fault(Place(self.path), "not-utf8", message, _SAVE_AGAIN)]
        try:
            text = self.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            start = self.data.rfind(b"\n", 0, error.start) + 1
            place = Place(self.path, self.data.count(b"\n", 0, error.start) + 1, error.start - start + 1)
            byte = self.data[error.start]
            message = f"The byte 0x{byte:02X} is not UTF-8; the file was probably saved as Windows-1252 or UTF-16."
            return None, [Fault(place, "not-utf8", message, _SAVE_AGAIN)]
        return text.replace("\r\n", "\n").replace("\r", "\n"), []


def digest(data: bytes) -> Digests:
    """The two digests of a file's bytes."""
    blob = hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
    return Digests(hashlib.sha256(data).hexdigest(), blob)
