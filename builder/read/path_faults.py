"""What is wrong with the names of files, before any of them is opened: the same on every system, or not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from builder.model.finding import Fault
from builder.model.place import Place
from builder.model.wording import UNSEEN, visible
from builder.read.source import FOLDERS

_JOINERS = "\u200c\u200d"
"""Zero-width joiners: ordinary in Persian and in the scripts of India."""


def find_path_faults(paths: Iterable[str], top_names: Iterable[str] = ()) -> Iterator[Fault]:
    """The faults of the paths of a program.

    Args:
        paths: Of the program, sorted; bytes that are not UTF-8 stand as surrogates.
        top_names: Of all files and folders at the top: one called `Records` is a part of the program on some systems and not on others.
    """
    for name in top_names:
        other = _FOLDERS.get(_key(name), name)
        if other != name:
            yield _half_read(name, other)
    spelled = _Spelled()
    for path in paths:
        if any("\ud800" <= letter <= "\udfff" for letter in path):
            yield _not_utf8(path)
            continue
        if any(unicodedata.category(letter) in UNSEEN and letter not in _JOINERS for letter in path):
            yield _unseen(path)
        if _NOT_ON_WINDOWS.search(path):
            yield _not_on_windows(path)
        other = spelled.other(path)
        spelled.add(path)
        if other:
            yield _collides(path, other)


class _Spelled:
    """How each path, and each folder on the way to one, was spelled first, by what Windows and macOS take for the same."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}

    def add(self, path: str) -> None:
        self._files.setdefault(_key(path), path)
        folder = path.rpartition("/")[0]
        while folder and _key(folder) not in self._folders:
            self._folders[_key(folder)] = folder
            folder = folder.rpartition("/")[0]

    def other(self, path: str) -> str:
        """What stands there already: a file, or a folder in the place of this file, or a file in the place of a folder on the way."""
        key = _key(path)
        if key in self._files or key in self._folders:
            return self._files.get(key) or self._folders[key]
        folder = path.rpartition("/")[0]
        while folder:
            if _key(folder) in self._files:
                return self._files[_key(folder)]
            folder = folder.rpartition("/")[0]
        return ""


def _key(path: str) -> str:
    """What Windows and macOS go by; a name that isn't UTF-8 is another one there anyway."""
    return unicodedata.normalize("NFC", path).casefold()


_FOLDERS = {_key(name): name for name in FOLDERS}


_SIGNS = r'[<>:"|?*\\]'
_END = r"[ .](?=/|$)"
_DEVICE = r"(?:(?<=/)|^)(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[1-9¹²³])(?= *(?:\.|/|$))"
_NOT_ON_WINDOWS = re.compile(f"({_SIGNS})|({_END})|({_DEVICE})", re.IGNORECASE)
"""What no name may hold or end with, and what stands for a device in every folder, with any ending.

Source: learn.microsoft.com, "Naming Files, Paths, and Namespaces" (read 2026-11-23).
"""


def _not_on_windows(path: str) -> Fault:
    found = _NOT_ON_WINDOWS.search(path)
    assert found is not None
    start = path.rfind("/", 0, found.start()) + 1
    part = path[start:].split("/")[0]
    if found[1]:
        why = f"has a {found[1]} in it"
    elif found[2]:
        why = f"ends with a {'space' if found[2] == ' ' else 'full stop'}"
    else:
        why = "is that of a device there"
    return Fault(
        Place(path),
        "name-not-on-windows",
        f"Windows can't hold a file or folder called `{part}`: the name {why}. Nobody can open the program there.",
        "Rename it, using letters, digits and dashes.",
    )


def _not_utf8(path: str) -> Fault:
    return Fault(
        Place(visible(path)),
        "path-not-utf8",
        "The file's name is not UTF-8 text, so other systems show it differently.",
        "Rename the file, using plain letters.",
    )


def _unseen(path: str) -> Fault:
    return Fault(
        Place(path),
        "name-not-visible",
        "The file's name has characters that can't be seen: line breaks, tabs, control characters or changes of direction.",
        "Rename the file, using plain letters; find out who named it so.",
    )


def _collides(path: str, other: str) -> Fault:
    return Fault(
        Place(path),
        "paths-collide",
        f"`{path}` and `{other}` differ only in capitals or accents; Windows and macOS keep one of them.",
        "Rename one of the two.",
    )


def _half_read(name: str, other: str) -> Fault:
    return Fault(
        Place(name),
        "paths-collide",
        f"`{name}` and `{other}` differ only in capitals or accents: on Windows and macOS what is in it belongs to the program, elsewhere not.",
        f"Move its files to `{other}`.",
    )
