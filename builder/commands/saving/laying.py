"""Files of a commit put onto the disk, so that nothing that somebody is writing there meanwhile gets lost."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from builder.commands.saving.room import (
    find_leaving,
    is_blind_to_case,
    one_name,
    refuse_occupied,
    refuse_twins,
    spellings,
)
from builder.commands.saving.versions import Aside
from builder.model.error import BuilderError
from builder.model.wording import visible
from builder.read.git.saving.file_list import Listed, list_files
from builder.read.git.saving.opening import Desk
from builder.read.git.store.blobs import read_blobs
from builder.read.git.store.tree import CommitSource
from builder.read.plain_file import is_junction, open_plain_file
from builder.read.source import is_text
from builder.write.merge import merge_file

_PART = ".muster-"
"""How the name of a file begins that is not whole yet."""

_MOST = 1_000_000_000
"""Bytes of a file that is still put onto the disk."""

_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\..*)?")


def lay(desk: Desk, old: str, new: str) -> tuple[Aside, ...]:
    """Bring the disk from one commit to the next; gives back what somebody changed meanwhile and had no place.

    A file that is neither as in the old commit nor as in the new one was changed by somebody: both changes are put together.

    Args:
        desk: Opened.
        old: Id of the commit the disk is at; empty for none.
        new: Id of the commit it is brought to.

    Raises:
        BuilderError: A file of the new commit can't have its place on this disk.
    """
    # Every folder of the commit is looked at first: its names come from somebody else.
    CommitSource(desk.repository.view, new).tree  # noqa: B018
    before, after = list_files(desk.repository.view, old), list_files(desk.repository.view, new)
    paths = [path for path in sorted({*before, *after}) if before.get(path) != after.get(path)]
    coming = [path for path in paths if path in after]
    leaving = find_leaving([path for path in paths if path not in after], coming)
    # New files first, what is taken away last: what moves to another name is on the disk at every moment. Only what stands in the place
    # of something new goes before it.
    paths.sort(key=lambda path: (path not in leaving, path not in after, path in before))
    for path in paths:
        _refuse_place(desk.root, path)
    is_blind = is_blind_to_case(desk.root)
    if is_blind:
        refuse_twins(after, coming)
    _sweep(desk.root, paths)
    contents = read_contents(desk, [each.id for path in paths for each in (before.get(path), after.get(path)) if each])

    def may_go(path: str) -> bool:
        there = _read(desk.root / path) if path in leaving else None
        return there is not None and _is_same(there, contents.get(before[path].id))

    refuse_occupied(desk.root, coming, may_go)
    asides = []
    staying = spellings(after) if is_blind else frozenset[str]()
    for path in paths:
        if path not in after and one_name(path) in staying:
            # Only its letters changed: to this disk it is the file that was just written.
            continue
        aside = _lay_one(desk.root, path, before.get(path), after.get(path), contents)
        if aside is not None:
            asides.append(aside)
    return tuple(asides)


def _sweep(root: Path, paths: Sequence[str]) -> None:
    """Take away what an interrupted save had not put in its place yet."""
    for folder in {(root / path).parent for path in paths}:
        for part in folder.glob(f"{_PART}*.part"):
            part.unlink(missing_ok=True)


def read_contents(desk: Desk, ids: Sequence[str]) -> dict[str, bytes]:
    """The contents of files by id; those of other repositories (submodules) are not there."""
    wanted = sorted(set(ids))
    with tempfile.TemporaryFile() as asked:
        asked.write("\n".join(wanted).encode("ascii") + b"\n")
        asked.seek(0)
        rows = desk.repository.view.require("cat-file", "--batch-check", stdin=asked).split(b"\n")
    there = [id for id, row in zip(wanted, rows, strict=False) if row.split()[1:2] == [b"blob"]]
    found = read_blobs(desk.repository.view, there, _MOST, lambda index: f"content {there[index][:10]}")
    return {id: data for id, data in zip(there, found, strict=True) if data is not None}


def _lay_one(
    root: Path, path: str, before: Listed | None, after: Listed | None, contents: Mapping[str, bytes]
) -> Aside | None:
    if after is not None and after.mode == "160000":
        return None
    file = root / path
    there = _read(file)
    old = contents.get(before.id) if before else None
    if after is None:
        if there is not None and _is_same(there, old):
            file.unlink()
            _remove_empty(file.parent, root)
        return None
    new = contents[after.id]
    if there is not None and there != new and not _is_same(there, old):
        aside, new = _with_changes(path, old, there, new)
    else:
        aside = None
    if there != new:
        write_file(root, path, new, after.mode)
    return aside


def _with_changes(path: str, old: bytes | None, there: bytes, new: bytes) -> tuple[Aside | None, bytes]:
    """What somebody wrote into the file meanwhile, put together with what comes in."""
    try:
        texts = [(data or b"").replace(b"\r\n", b"\n").decode("utf-8") for data in (old, there, new)]
    except UnicodeDecodeError:
        texts = []
    if not texts or not is_text(path):
        return Aside(path, there, ("the whole file",)), new
    merged = merge_file(path, *texts)
    aside = Aside(path, merged.with_ours.encode("utf-8"), merged.clashes) if merged.with_ours else None
    return aside, merged.text.encode("utf-8")


def write_file(root: Path, path: str, data: bytes, mode: str = "100644") -> None:
    """Put a file in its place, whole or not at all; folders are made.

    Raises:
        BuilderError: A link stands in the way, or the name would lead elsewhere.
    """
    _refuse_place(root, path)
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=_PART, suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        if mode != "120000" or not _make_link(part, data):
            part.chmod(0o755 if mode == "100755" else 0o644)
        part.replace(file)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            part.unlink()
        raise


def _make_link(part: Path, data: bytes) -> bool:
    """Puts a link in place of a file that holds where it leads; False where this computer makes none, and the file stays, as with git."""
    link = part.with_suffix(".link.part")
    try:
        link.symlink_to(os.fsdecode(data))
    except (OSError, ValueError):
        # Windows asks for rights that few people have; a NUL can stand in no path.
        return False
    link.replace(part)
    return True


def _refuse_place(root: Path, path: str) -> None:
    parts = path.split("/")
    odd = any(part in ("", ".", "..") or _plain_name(part) == ".git" for part in parts)
    if odd or (os.name == "nt" and (any(sign in path for sign in '\\:*?"<>|') or any(map(_is_kept_by_windows, parts)))):
        raise BuilderError(
            f"The shared copy holds a file whose name can't stand on this computer: {visible(path)}.",
            "Have it renamed by whoever saved it. Nothing was changed here.",
        )
    for count in range(1, len(parts)):
        folder = root.joinpath(*parts[:count])
        if folder.is_symlink() or (folder.is_dir() and is_junction(folder.lstat())):
            raise BuilderError(
                f"{visible('/'.join(parts[:count]))} is a link, and {visible(path)} would be written through it to another place.",
                "Replace the link by an ordinary folder, then save again.",
            )


def _plain_name(name: str) -> str:
    """The name as a disk of macOS compares it: without signs that show nothing (is_hfs_dotgit in utf8.c of git 2.39)."""
    return "".join(sign for sign in name if unicodedata.category(sign) != "Cf").casefold()


def _is_kept_by_windows(name: str) -> bool:
    """Whether Windows would take the name for another one, or for a device; "Naming Files, Paths, and Namespaces", read 2026-11-23."""
    return name[-1:] in (".", " ") or _DEVICE.fullmatch(name) is not None


def _read(file: Path) -> bytes | None:
    if file.is_symlink():
        return os.fsencode(file.readlink())
    if not file.is_file():
        return None
    with open_plain_file(file) as opened:
        return opened.read()


def _is_same(there: bytes, old: bytes | None) -> bool:
    return old is not None and old in (there, there.replace(b"\r\n", b"\n"))


def _remove_empty(folder: Path, root: Path) -> None:
    while folder != root:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
