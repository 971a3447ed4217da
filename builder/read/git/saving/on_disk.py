"""What is on disk and not in the history yet: which files are taken, with the bytes that are saved of them."""

from __future__ import annotations

import os
import re
import stat
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.model.error import BuilderError
from builder.model.snapshot import WorkTree
from builder.model.wording import visible
from builder.read.git.command import Command
from builder.read.git.saving.file_list import FILE, Listed
from builder.read.git.saving.opening import Desk
from builder.read.git.store.objects import hash_object
from builder.read.plain_file import is_junction, open_plain_file
from builder.read.source import is_of_program, is_text

LARGEST = 100_000_000
"""Bytes of a file that is still saved: GitHub and GitLab.com refuse a larger one, and then nothing of that day can be shared (read 2026-11-23:
docs.github.com, "About large files on GitHub")."""

BEGINNING = (".gitattributes", ".gitignore", ".gitlab-ci.yml", ".pre-commit-config.yaml", "README.md", "mkdocs.yml")
"""Files at the top that Muster itself writes: taken though nobody named them before. Anything else outside the program isn't."""

OWN_FOLDERS = (".github/workflows", ".muster", ".vscode")
"""Folders of which the same is true."""

_TEXT = (".yaml", ".yml", ".md", ".json", ".gitignore", ".gitattributes")


@dataclass(frozen=True)
class Change:
    """A file that is to be saved.

    Attributes:
        path: With `/`.
        kind: added, changed or removed.
        listed: As it goes into the history; None where it is removed.
        data: Its bytes; empty where it is removed.
    """

    path: str
    kind: str
    listed: Listed | None
    data: bytes = b""


@dataclass(frozen=True)
class Found:
    """What is on disk.

    Attributes:
        changes: Sorted by path.
        ignored: Paths within the program that stay out because .gitignore says so.
        too_large: Paths that stay out because nobody could share them.
        respelled: Paths whose letters are put together in another way on this disk than in the history; they stay as they are there.
    """

    changes: tuple[Change, ...]
    ignored: tuple[str, ...] = ()
    too_large: tuple[str, ...] = ()
    respelled: tuple[str, ...] = ()


def find_changes(desk: Desk, work_tree: WorkTree, committed: Mapping[str, Listed]) -> Found:
    """What differs between the disk and the newest commit.

    Args:
        desk: Opened.
        work_tree: How the program's own files differ.
        committed: From `list_files`.

    Raises:
        BuilderError: A file can't be read.
    """
    respelled = _respelled(work_tree)
    added = [path for path in (*work_tree.added, *_own_files(desk.root, committed)) if path not in respelled]
    ignored = _ignored(desk, added)
    outside = _outside(desk, committed)
    refuse_links(desk.root, outside)
    gone = {path for path in outside if not os.path.lexists(desk.root / path)}
    removed = ({*work_tree.removed} - set(respelled.values())) | gone
    found = [Change(path, "removed", None) for path in removed]
    too_large = []
    for path in sorted(({*added, *work_tree.changed, *outside} - gone) - ignored):
        data = _read(desk.root / path, path)
        if data is None:
            too_large.append(path)
        elif change := _compare(desk.root / path, path, data, committed.get(path)):
            found.append(change)
    return Found(
        tuple(sorted(found, key=lambda each: each.path)),
        tuple(sorted(each for each in ignored if is_of_program(each))),
        tuple(too_large),
        tuple(sorted(respelled)),
    )


def _outside(desk: Desk, committed: Mapping[str, Listed]) -> list[str]:
    """Files of the history that lie outside the program's folders; those that Git LFS keeps apart are left to it."""
    found = [path for path in committed if not is_of_program(path) and committed[path].mode != "160000"]
    kept_apart = set(find_large_file_storage(desk, found))
    return [path for path in found if path not in kept_apart]


def refuse_links(root: Path, paths: Iterable[str]) -> None:
    """Passes unless one of the folders of the files is a link: what it leads to belongs to somebody else, and would be shared.

    Raises:
        BuilderError: One is.
    """
    folders = {path[: slash.start()] for path in paths for slash in re.finditer("/", path)}
    for folder in sorted(folders):
        try:
            status = (root / folder).lstat()
        except OSError:
            continue
        if stat.S_ISLNK(status.st_mode) or is_junction(status):
            raise BuilderError(
                f"{visible(folder)}/ is a link to another place, whose files are not part of this program.",
                "Put an ordinary folder in its place, with the files in it, then save again.",
            )


def _compare(file: Path, path: str, data: bytes, before: Listed | None) -> Change | None:
    """The change, if there is one; whether a file may be run is kept as it was, because Windows doesn't know."""
    mode = before.mode if before and before.mode in (FILE, "100755") else FILE
    listed = Listed("120000" if file.is_symlink() else mode, hash_object("blob", data))
    if before == Listed("120000", listed.id):
        # Where a computer makes no links, git and we leave a file that says where it would lead.
        return None
    if before == listed or _differs_in_line_ends_only(before, data):
        return None
    return Change(path, "changed" if before else "added", listed, data)


def _differs_in_line_ends_only(before: Listed | None, data: bytes) -> bool:
    """Whether git for Windows alone made the difference, when it put the file on the disk."""
    return before is not None and b"\r\n" in data and hash_object("blob", data.replace(b"\r\n", b"\n")) == before.id


def _respelled(work_tree: WorkTree) -> dict[str, str]:
    """Paths on disk by which a macOS disk gives back files of the history, with the history's spelling (Unicode NFD and NFC)."""
    missing = {unicodedata.normalize("NFC", path): path for path in work_tree.removed}
    return {
        path: missing[plain]
        for path in work_tree.added
        if (plain := unicodedata.normalize("NFC", path)) in missing and plain != path
    }


def _own_files(root: Path, committed: Mapping[str, Listed]) -> Iterable[str]:
    """Files outside the program's folders that Muster wrote and nobody saved yet."""
    for name in BEGINNING:
        if (root / name).is_file() and not is_of_program(name) and name not in committed:
            yield name
    for folder in OWN_FOLDERS:
        if any((root / part).is_symlink() for part in (folder, folder.partition("/")[0])):
            continue
        for file in sorted((root / folder).glob("**/*")):
            path = file.relative_to(root).as_posix()
            if file.is_file() and not file.is_symlink() and path not in committed:
                yield path


def _read(file: Path, path: str) -> bytes | None:
    """The bytes that are saved: of text with the line ends of the history, whatever the disk has. None for what is too large."""
    if file.is_symlink():
        return os.fsencode(file.readlink())
    if not file.exists():
        return b""
    try:
        with open_plain_file(file) as opened:
            data = opened.read(LARGEST + 1)
    except OSError:
        if file.is_file():
            raise
        raise BuilderError(
            f"{visible(path)} was a file when it was last saved, and is a folder or something else now.",
            "Put the file back, or give what stands there another name; then save again.",
        ) from None
    if len(data) > LARGEST:
        return None
    return data.replace(b"\r\n", b"\n") if is_text(path) or path.endswith(_TEXT) else data


def _ignored(desk: Desk, paths: Iterable[str]) -> frozenset[str]:
    """Those that .gitignore keeps out; asked in a repository of ours, so that no setting of this one counts."""
    paths = list(paths)
    _refuse_pipes(desk.root, paths)
    exclude = desk.repository.common_dir / "info" / "exclude"
    listed = exclude.read_bytes() if exclude.is_file() and not exclude.is_symlink() else b""
    out = _ask(desk, paths, ("check-ignore", "--no-index", "-z", "--stdin"), listed)
    return frozenset(row.decode("utf-8", "surrogateescape") for row in out.split(b"\0") if row)


def _refuse_pipes(root: Path, paths: Iterable[str]) -> None:
    """Passes unless a list for git is a pipe or a device, at which git would wait for ever."""
    folders = {"", *(path[: slash.end()] for path in paths for slash in re.finditer("/", path))}
    for name in (f"{folder}{each}" for folder in sorted(folders) for each in (".gitignore", ".gitattributes")):
        try:
            mode = (root / name).lstat().st_mode
        except OSError:
            continue
        if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode) or stat.S_ISDIR(mode)):
            raise BuilderError(f"{visible(name)} is not a file.", "Delete it, then save again.")


def find_large_file_storage(desk: Desk, paths: Iterable[str]) -> tuple[str, ...]:
    """Those that .gitattributes wants kept with Git LFS."""
    out = _ask(desk, paths, ("check-attr", "-z", "--stdin", "filter"), b"")
    rows = out.split(b"\0")
    found = (path for path, value in zip(rows[::3], rows[2::3], strict=False) if value == b"lfs")
    return tuple(path.decode("utf-8", "surrogateescape") for path in found)


def _ask(desk: Desk, paths: Iterable[str], arguments: tuple[str, ...], exclude: bytes) -> bytes:
    with tempfile.TemporaryDirectory(prefix="muster-ask-") as name, tempfile.TemporaryFile() as wanted:
        ours = Path(name) / "ask.git"
        for folder in ("objects", "refs", "info"):
            (ours / folder).mkdir(parents=True)
        (ours / "HEAD").write_bytes(b"ref: refs/heads/none\n")
        (ours / "config").write_bytes(b"[core]\n\trepositoryformatversion = 0\n\tbare = false\n")
        (ours / "info" / "exclude").write_bytes(exclude)
        wanted.write(b"".join(path.encode("utf-8", "surrogateescape") + b"\0" for path in paths))
        if not wanted.tell():
            return b""
        wanted.seek(0)
        command = Command(ours, desk.repository.view.home, work_tree=desk.root)
        return command.run("-C", str(desk.root), *arguments, stdin=wanted).out
