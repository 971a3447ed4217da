"""The program's folder as the editor may touch it: no link is followed, and what is written arrives whole or not at all."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from builder.commands.editing.kinds import is_plain_path
from builder.commands.files import write_all
from builder.model.error import BuilderError
from builder.read.source import FolderSource

MOST_FILES = 20_000
"""Files that one list holds; the largest register seen has a tenth."""


def digest(data: bytes) -> str:
    """The sha256 of bytes, by which the editor says what it began with."""
    return hashlib.sha256(data).hexdigest()


def read_file(root: Path, path: str) -> bytes | None:
    """The bytes of a file of the program; None where there is none.

    Raises:
        BuilderError: A link, or something that is no file, stands there or on the way.
    """
    _refuse_links(root, path)
    if not (root / path).exists():
        return None
    if not (root / path).is_file():
        raise BuilderError(f"{path} is not a file.", "Nothing was read or written.")
    return next(data for _, data in FolderSource(root).read([path]))


def list_files(root: Path, folder: str, ending: str, depth: int) -> list[str]:
    """The files below a folder whose names end so, sorted; links and hidden files are left out.

    Args:
        root: The folder of the program.
        folder: Relative, with `/`.
        ending: `yaml`, `md`; empty for all.
        depth: Levels of folders, 1 for the folder alone.
    """
    if not is_plain_path(f"{folder}/a") or _is_link_on_the_way(root, folder):
        return []
    found = sorted(_walk(root, folder, min(depth, 8)))[:MOST_FILES]
    return [path for path in found if not ending or path.endswith(f".{ending.lstrip('.')}")]


def _walk(root: Path, folder: str, depth: int) -> Iterator[str]:
    if depth <= 0:
        return
    try:
        listed = list(os.scandir(root / folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for item in listed:
        path = f"{folder}/{item.name}"
        if not is_plain_path(path) or item.is_symlink():
            continue
        if item.is_dir(follow_symlinks=False):
            yield from _walk(root, path, depth - 1)
        elif item.is_file(follow_symlinks=False):
            yield path


def write_files(root: Path, files: Mapping[str, bytes]) -> None:
    """Writes files over older ones or as new ones: all of them, or none.

    Raises:
        BuilderError: A name isn't one of the program's, or a link stands on the way.
        OSError: The disk doesn't take them.
    """
    for path in files:
        if not is_plain_path(path):
            raise BuilderError(f"{path!r} is no name for a file of the program.", "Nothing was written.")
        _refuse_links(root, path)
    made: list[Path] = []
    try:
        for path in files:
            _make_folders((root / path).parent, made)
        write_all({root / path: data for path, data in files.items()})
    except BaseException:
        for folder in reversed(made):
            # Only those made just now, and only if nothing came into them meanwhile.
            try:
                folder.rmdir()
            except OSError:
                continue
        raise


def _make_folders(folder: Path, made: list[Path]) -> None:
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(exist_ok=True)
        made.append(each)


def _refuse_links(root: Path, path: str) -> None:
    if not is_plain_path(path):
        raise BuilderError(f"{path!r} is no file of the program.", "Nothing was read or written.")
    if _is_link_on_the_way(root, path):
        raise BuilderError(
            f"{path} is a link, or lies behind one; what it points at is not part of the program.",
            "Put the file itself there. Nothing was read or written.",
        )


def _is_link_on_the_way(root: Path, path: str) -> bool:
    at = root
    for part in path.split("/"):
        at = at / part
        try:
            status = at.lstat()
        except OSError:
            return False
        # A junction on Windows is a folder to Python, and yet leads elsewhere.
        is_junction = getattr(status, "st_reparse_tag", 0) == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)
        if stat.S_ISLNK(status.st_mode) or is_junction:
            return True
    return False
