"""Where files come from: a folder, the tree of a commit (in `read.git.tree`), or memory. One face for all three."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from builder.read.plain_file import is_junction, reading_flags

FOLDERS = ("content", "policies", "records")
"""The folders whose files are the program."""

SETTINGS = ("mkdocs.yml",)
"""Files outside them that are read."""

IGNORED_NAMES = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Litter that operating systems leave; nobody files it on purpose."""


MAX_ATTACHMENT = 30_000_000
"""Bytes of an attachment: a long scan at office quality."""

TEXT_SUFFIXES = (".yaml", ".yml", ".md")
"""Of records, register entries and documents; everything else is an attachment."""

_CHUNK = 1 << 16
_FLAGS = reading_flags("O_NOFOLLOW")


@dataclass(frozen=True)
class SourceEntry:
    """A path that a source lists.

    Attributes:
        path: Relative, with `/`; bytes that are not UTF-8 stand as surrogates.
        size: In bytes.
        kind: `file`, or what it is instead (`special` is a pipe, a socket or a device); only files are read.
        blob: Git's id of it, where a commit lists it; empty for what was not committed or isn't known to be.
        stamp: What a change of a file on disk would change too: size, time of the content, time of the entry (both in nanoseconds), and
            the number of the file. None for what is not on disk.
    """

    path: str
    size: int
    kind: Literal["file", "link", "submodule", "special"] = "file"
    stamp: tuple[int, int, int, int] | None = None
    blob: str = ""


class Source(Protocol):
    """Files by path. Reading never writes, and never runs or follows anything a file names."""

    @property
    def description(self) -> str:
        """What it is, for people: "the folder", "commit 1a2b3c4"."""

    def entries(self) -> Mapping[str, SourceEntry]:
        """Everything in the program's folders, sorted by path."""

    def top_names(self) -> Iterable[str]:
        """The names of all files and folders at the top, also those that aren't of the program."""

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The bytes of the given files, in the order asked for."""


def is_text(path: str) -> bool:
    """Whether a path is that of a record, register entry or document, and not of an attachment."""
    return path.lower().endswith(TEXT_SUFFIXES)


def is_of_program(path: str) -> bool:
    """Whether a path lies in one of the program's folders or is a settings file, and isn't litter.

    A path that is itself called like one of the folders is a link or a submodule in its place; it has to be seen.
    """
    parts = path.split("/")
    if parts[-1] in IGNORED_NAMES or any(part.startswith(".") for part in parts):
        return False
    return path in SETTINGS or parts[0] in FOLDERS


class FolderSource:
    """The work tree: files as they are on disk now, committed or not."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.nested: set[str] = set()
        """Folders that are repositories of their own, as far as they have been listed."""

    @property
    def description(self) -> str:
        """What it is, for people."""
        return "the files on disk"

    def entries(self) -> Mapping[str, SourceEntry]:
        """Everything in the program's folders, sorted by path; links are listed, never followed."""
        found: dict[str, SourceEntry] = {}
        for name in SETTINGS:
            path = self.root / name
            if path.is_symlink():
                found[name] = SourceEntry(name, 0, "link")
            elif path.is_file():
                found[name] = _entry(name, path.stat())
        for folder in FOLDERS:
            if (self.root / folder).is_symlink():
                found[folder] = SourceEntry(folder, 0, "link")
            else:
                self._walk(folder, found)
        return dict(sorted(found.items()))

    def _walk(self, folder: str, found: dict[str, SourceEntry]) -> None:
        try:
            listed = list(os.scandir(self.root / folder))
        except (FileNotFoundError, NotADirectoryError):
            return
        for item in listed:
            path = f"{folder}/{item.name}"
            if not is_of_program(path):
                if item.name == ".git":
                    self.nested.add(folder)
                continue
            if item.is_symlink() or is_junction(item.stat(follow_symlinks=False)):
                found[path] = SourceEntry(path, 0, "link")
            elif item.is_dir():
                self._walk(path, found)
            else:
                status = item.stat(follow_symlinks=False)
                # A pipe or a device would block the reader for ever; it is no evidence either.
                is_file = stat.S_ISREG(status.st_mode)
                found[path] = _entry(path, status) if is_file else SourceEntry(path, 0, "special")

    def top_names(self) -> Iterable[str]:
        """The names of all files and folders at the top; none where there is no such folder."""
        return sorted(item.name for item in self.root.iterdir()) if self.root.is_dir() else ()

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The bytes of the given files, in the order asked for."""
        root = str(self.root)
        for path in paths:
            yield path, _read_bytes(f"{root}/{path}")


def _read_bytes(path: str) -> bytes:
    """A file's bytes; half the system calls of Python's own files, which is a quarter of the time of reading small ones.

    A link that took the file's place since it was listed is not followed.
    """
    descriptor = os.open(path, _FLAGS)
    try:
        data = os.read(descriptor, _CHUNK)
        if not data:
            return data
        pieces = [data]
        while data := os.read(descriptor, _CHUNK):
            pieces.append(data)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)
    finally:
        os.close(descriptor)


def _entry(path: str, status: os.stat_result) -> SourceEntry:
    stamp = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    return SourceEntry(path, status.st_size, "file", stamp)


class MemorySource:
    """Files given as a mapping; for tests, examples and files not written yet."""

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        self.files = {
            path: data.encode("utf-8") if isinstance(data, str) else data for path, data in sorted(files.items())
        }

    @property
    def description(self) -> str:
        """What it is, for people."""
        return "files in memory"

    def entries(self) -> Mapping[str, SourceEntry]:
        """Everything in the program's folders, sorted by path."""
        return {path: SourceEntry(path, len(data)) for path, data in self.files.items() if is_of_program(path)}

    def top_names(self) -> Iterable[str]:
        """The names of all files and folders at the top."""
        return sorted({path.split("/", 1)[0] for path in self.files})

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The bytes of the given files, in the order asked for."""
        for path in paths:
            yield path, self.files[path]
