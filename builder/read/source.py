"""Where files come from: a folder, the tree of a commit (in `read.git.tree`), or memory. One face for all three."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

FOLDERS = ("content", "policies", "records")
"""The folders whose files are the program."""

SETTINGS = ("mkdocs.yml",)
"""Files outside them that are read."""

IGNORED_NAMES = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Litter that operating systems leave; nobody files it on purpose."""


@dataclass(frozen=True)
class SourceEntry:
    """A path that a source lists.

    Attributes:
        path: Relative, with `/`; bytes that are not UTF-8 stand as surrogates.
        size: In bytes.
        kind: `file`, or what it is instead (`special` is a pipe, a socket or a device); only files are read.
    """

    path: str
    size: int
    kind: Literal["file", "link", "submodule", "special"] = "file"


class Source(Protocol):
    """Files by path. Reading never writes, and never runs or follows anything a file names."""

    @property
    def description(self) -> str:
        """What it is, for people: "the folder", "commit 1a2b3c4"."""

    def entries(self) -> Mapping[str, SourceEntry]:
        """Everything in the program's folders, sorted by path."""

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The bytes of the given files, in the order asked for."""


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

    @property
    def description(self) -> str:
        """What it is, for people."""
        return "the files on disk"

    def entries(self) -> Mapping[str, SourceEntry]:
        """Everything in the program's folders, sorted by path; links are listed, never followed."""
        found: dict[str, SourceEntry] = {}
        for name in SETTINGS:
            path = self.root / name
            if path.is_file() and not path.is_symlink():
                found[name] = SourceEntry(name, path.stat().st_size)
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
                continue
            if item.is_symlink():
                found[path] = SourceEntry(path, 0, "link")
            elif item.is_dir():
                self._walk(path, found)
            else:
                status = item.stat(follow_symlinks=False)
                # A pipe or a device would block the reader for ever; it is no evidence either.
                is_file = stat.S_ISREG(status.st_mode)
                found[path] = SourceEntry(path, status.st_size, "file") if is_file else SourceEntry(path, 0, "special")

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The bytes of the given files, in the order asked for."""
        for path in paths:
            yield path, (self.root / path).read_bytes()


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

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The bytes of the given files, in the order asked for."""
        for path in paths:
            yield path, self.files[path]
