"""How the files on disk differ from a commit, found by hashing them here.

Never `git status` or `git diff`: on the way they run filters and monitors that the repository's configuration names. Only the
program's own folders are looked at, and nothing that a link points to.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from builder.model.snapshot import WorkTree
from builder.read.git.store.objects import hash_object, read_objects
from builder.read.git.store.tree import CommitSource, TreeEntry
from builder.read.git.view import Repository, View
from builder.read.lfs_pointer import MAX_POINTER, read_pointer
from builder.read.plain_file import is_junction
from builder.read.source import FOLDERS, SETTINGS, is_of_program, is_text


def compare_work_tree(
    repository: Repository, commit: str, known: Mapping[str, str] = MappingProxyType({})
) -> WorkTree | None:
    """The differences between disk and commit; None for a bare repository, which has no files to compare.

    A file that differs only in its line ends (CRLF on disk, LF in the commit) counts as unchanged: git itself makes that
    difference when it checks files out on Windows. So does an attachment that the commit holds a Git LFS pointer to, while the very
    file that the pointer stands for is on disk.

    Args:
        repository: Opened.
        commit: A full id, from `Repository.resolve`.
        known: The ids of files' bytes on disk, where they are known already.

    Raises:
        BuilderError: The commit can't be read.
    """
    root = repository.work_tree
    if root is None:
        return None
    committed = {
        path: entry
        for path, entry in CommitSource(repository.view, commit).tree.items()
        if is_of_program(path) and entry.kind != "submodule"
    }
    on_disk = set(_list_files(root))
    both = sorted(on_disk & committed.keys())
    differing = [path for path in both if not _is_same(root, committed[path], known.get(path, ""))]
    stood_for = _stood_for(repository.view, root, [committed[path] for path in differing])
    return WorkTree(
        changed=tuple(path for path in differing if path not in stood_for),
        added=tuple(sorted(on_disk - committed.keys())),
        removed=tuple(sorted(committed.keys() - on_disk)),
    )


def _list_files(root: Path) -> Iterable[str]:
    """Paths of the program's files and links on disk."""
    for name in SETTINGS:
        if os.path.lexists(root / name) and not (root / name).is_dir():
            yield name
    for folder in FOLDERS:
        if not (root / folder).is_symlink():
            yield from _walk(root, folder)


def _walk(root: Path, folder: str) -> Iterable[str]:
    try:
        items = list(os.scandir(root / folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for item in items:
        path = f"{folder}/{item.name}"
        if item.is_dir(follow_symlinks=False) and not is_junction(item.stat(follow_symlinks=False)):
            # The files of a submodule belong to another repository.
            if not os.path.lexists(root / path / ".git"):
                yield from _walk(root, path)
        elif is_of_program(path):
            yield path


def _is_same(root: Path, entry: TreeEntry, known: str) -> bool:
    if known == entry.id and entry.kind == "file":
        return True
    path = root / entry.path
    if path.is_symlink():
        target = os.fsencode(path.readlink())
        return entry.kind == "link" and hash_object("blob", target) == entry.id
    if entry.kind != "file" or not path.is_file():
        return False
    data = path.read_bytes()
    if hash_object("blob", data) == entry.id:
        return True
    return b"\r\n" in data and hash_object("blob", data.replace(b"\r\n", b"\n")) == entry.id


def _stood_for(view: View, root: Path, entries: Iterable[TreeEntry]) -> frozenset[str]:
    """The paths of attachments whose bytes on disk are those that a pointer in the commit stands for."""
    short = [each for each in entries if each.kind == "file" and each.size < MAX_POINTER and not is_text(each.path)]
    found = set()
    blobs = read_objects(view, [each.id for each in short], "blob", lambda index: short[index].path)
    for entry, data in zip(short, blobs, strict=True):
        pointer, path = read_pointer(data), root / entry.path
        if pointer and path.is_file() and not path.is_symlink() and path.stat().st_size == pointer[1]:
            with path.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() == pointer[0]:
                    found.add(entry.path)
    return frozenset(found)
