"""What a run may know before it reads: digests of files that did not change, and what reading them gave."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from builder.model.cache import Cache, NoCache
from builder.read.file_stamps import Digests, FileStamps
from builder.read.read_files import ReadFiles, Reading
from builder.read.source import SourceEntry


@dataclass(frozen=True)
class Memory:
    """Passed to the reader; with nothing in it, everything is read.

    Attributes:
        stamps: Which files on disk are unchanged; None where every file is to be hashed (a commit, a pack).
        readings: What reading files gave.
    """

    stamps: FileStamps | None
    readings: ReadFiles

    def digests(self, entry: SourceEntry) -> Digests | None:
        """The digests of a file that is sure not to have changed since it was hashed."""
        return self.stamps.get(entry) if self.stamps else None

    def note(self, entry: SourceEntry, digests: Digests) -> None:
        """Note the digests of a file that was just read."""
        if self.stamps:
            self.stamps.put(entry, digests)

    def recall(self, path: str, sha256: str) -> Reading | None:
        """What reading these bytes under this path gave."""
        return self.readings.get(path, sha256)

    def keep(self, path: str, sha256: str, reading: Reading) -> None:
        """Keep what reading a file gave."""
        self.readings.put(path, sha256, reading)

    def save(self) -> None:
        """Keep all of it for the next run."""
        self.readings.save()
        if self.stamps:
            self.stamps.save()


def no_memory() -> Memory:
    """A memory that knows nothing and keeps nothing."""
    return Memory(None, ReadFiles(NoCache(), ""))


def memory_of_folder(cache: Cache, root: Path) -> Memory:
    """What is known about the files in a folder."""
    now = cache.time()
    stamps = FileStamps(cache, root, now) if now is not None else None
    return Memory(stamps, ReadFiles(cache, f"in {root}"))


def memory_of_commits(cache: Cache, repository: Path) -> Memory:
    """What is known about files that come from commits; their bytes are read and hashed every time."""
    return Memory(None, ReadFiles(cache, f"of commits in {repository}"))
