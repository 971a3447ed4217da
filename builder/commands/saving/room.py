"""Room on the disk for the files of a commit: what has to go first, and what can't have its place here at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from builder.model.error import BuilderError
from builder.model.wording import visible


def find_leaving(gone: Collection[str], coming: Collection[str]) -> frozenset[str]:
    """Files that have to go before others can come: a folder takes the name of a file, or a file that of a folder.

    Args:
        gone: Paths that the new commit no longer has.
        coming: Paths that it brings.
    """
    whole = frozenset(coming)
    folders = {folder for path in whole for folder in _folders(path)}
    return frozenset(path for path in gone if path in folders or any(folder in whole for folder in _folders(path)))


def refuse_occupied(root: Path, coming: Collection[str], may_go: Callable[[str], bool]) -> None:
    """Passes unless something that nobody saved stands where a file or its folder is to come.

    Args:
        root: The folder of the program.
        coming: Paths of the new commit; no link stands on the way to them.
        may_go: Whether what stands at a path is in the history, and goes with the new commit.

    Raises:
        BuilderError: It would have to be thrown away.
    """
    for path in coming:
        before = (folder for folder in _folders(path) if (root / folder).exists() and not (root / folder).is_dir())
        for occupied in (*before, *_inside(root, path)):
            if not may_go(occupied):
                raise BuilderError(
                    f"{visible(occupied)} stands in the way: others shared {visible(path)}, and both can't have that place.",
                    "Move yours to another name or folder, then save again. Nothing was changed here.",
                )


def _inside(root: Path, path: str) -> Iterator[str]:
    """The files, and the empty folders, of a folder that stands where a file is to come."""
    folder = root / path
    if folder.is_symlink() or not folder.is_dir():
        return
    for each in folder.rglob("*"):
        if each.is_symlink() or not each.is_dir() or not any(each.iterdir()):
            yield each.relative_to(root).as_posix()


def _folders(path: str) -> Iterator[str]:
    return (path[: slash.start()] for slash in re.finditer("/", path))


def is_blind_to_case(root: Path) -> bool:
    """Whether the disk takes `Spill.md` and `spill.md` for one file, as those of Windows and macOS do: it then finds `.git` as `.GIT`."""
    return (root / ".git").exists() and (root / ".GIT").exists()


def one_name(path: str) -> str:
    """The same for all spellings of a path that such a disk takes for one."""
    return unicodedata.normalize("NFC", path).casefold()


def refuse_twins(paths: Collection[str], changed: Collection[str]) -> None:
    """Passes unless two files of a commit would be one on a disk that doesn't tell capitals from small letters.

    Args:
        paths: All of the commit.
        changed: Those that are to be laid out; of the others nothing is written.

    Raises:
        BuilderError: One would be written over the other.
    """
    wanted = {one_name(path) for path in changed}
    known: dict[str, str] = {}
    for path in paths:
        name = one_name(path)
        other = known.setdefault(name, path)
        if other != path and name in wanted:
            raise BuilderError(
                f"The shared copy holds {visible(other)} and {visible(path)}, which are one file to this computer.",
                "Have one of them renamed by whoever saved it. Nothing was changed here.",
            )


def spellings(paths: Mapping[str, object]) -> frozenset[str]:
    """The names of all paths as such a disk tells them apart."""
    return frozenset(map(one_name, paths))
