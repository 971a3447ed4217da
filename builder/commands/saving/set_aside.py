"""What had no place is set aside in a folder that everybody can see, and brought back from there with one command.

The folder stands beside the program's own, so no check, site or pack looks into it, and it isn't shared. What was saved before it was set
aside is in the history as well: throwing the folder away loses nothing that was saved.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from builder.commands.program_folder import SET_ASIDE
from builder.commands.saving.laying import read_contents, write_file
from builder.commands.saving.versions import Aside
from builder.model.error import BuilderError
from builder.model.wording import counted, visible
from builder.read.git.saving.file_list import list_files
from builder.read.git.saving.opening import Desk
from builder.read.plain_file import open_plain_file
from builder.read.source import is_of_program, is_text
from builder.write.merge import merge_file

_ORIGINS = ".saved-with.json"
_ID = re.compile(r"[0-9a-f]{40}")
_LARGEST = 1_000_000_000


def set_aside(root: Path, asides: Sequence[Aside], commit: str, day: str) -> str:
    """Writes the files below `set-aside/<day>/` and gives back that folder, relative to the program; empty where there are none.

    Args:
        root: The folder of the program.
        asides: What had no place.
        commit: Id of the commit that holds what took its place.
        day: YYYY-MM-DD.
    """
    if not asides:
        return ""
    folder = _free_folder(root, asides, day)
    for aside in asides:
        write_file(root, f"{folder}/{aside.path}", aside.data)
    origins = {**_read_origins(root / folder), **{aside.path: commit for aside in asides}}
    write_file(root, f"{folder}/{_ORIGINS}", json.dumps(origins, indent=0).encode("utf-8"))
    return folder


def _free_folder(root: Path, asides: Sequence[Aside], day: str) -> str:
    folder, number = f"{SET_ASIDE}/{day}", 2
    while any(_stands_otherwise(root / folder / aside.path, aside.data) for aside in asides):
        folder, number = f"{SET_ASIDE}/{day}-{number}", number + 1
    return folder


def _stands_otherwise(file: Path, data: bytes) -> bool:
    return file.exists() and file.read_bytes() != data


def bring_back(desk: Desk, say: Callable[[str], None]) -> int:
    """Puts what was set aside into its place again, on disk only; gives back the exit status.

    What is in place now and contradicts gives way, but only if nobody changed it since; otherwise it stays set aside, and is named.

    Args:
        desk: Opened.
        say: Prints a line.
    """
    back: list[str] = []
    stays: list[str] = []
    for folder, path in list(_list(desk.root)):
        (back if _bring_one(desk, folder, path) else stays).append(path)
    _tidy(desk.root)
    if not back and not stays:
        say("Nothing is set aside.")
        return 0
    for path in back:
        say(f"Brought back: {visible(path)}")
    for path in stays:
        say(
            f"Stays in {SET_ASIDE}/: {visible(path)}. It was changed again since, in the same place; copy over by hand what is still right."
        )
    if back:
        say(f"Look at {counted(len(back), 'file')}, then run `muster save`.")
    return int(bool(stays))


def _list(root: Path) -> Iterator[tuple[Path, str]]:
    top = root / SET_ASIDE
    if top.is_symlink() or not top.is_dir():
        return
    for folder in sorted(top.iterdir()):
        if folder.is_symlink() or not folder.is_dir():
            continue
        for file in sorted(folder.glob("**/*")):
            path = file.relative_to(folder).as_posix()
            if file.is_file() and not file.is_symlink() and is_of_program(path):
                yield folder, path


def _bring_one(desk: Desk, folder: Path, path: str) -> bool:
    with open_plain_file(folder / path) as opened:
        aside = opened.read(_LARGEST)
    file = desk.root / path
    there = file.read_bytes() if file.is_file() and not file.is_symlink() else None
    data = aside
    if there is not None and there != aside:
        merged = _merge(path, _origin(desk, folder, path), there, aside)
        if merged is None:
            return False
        data = merged
    write_file(desk.root, path, data)
    (folder / path).unlink()
    return True


def _merge(path: str, base: bytes | None, there: bytes, aside: bytes) -> bytes | None:
    if base is None:
        return None
    plain = there.replace(b"\r\n", b"\n") if is_text(path) else there
    if plain == base:
        return aside
    if not is_text(path):
        return None
    merged = merge_file(path, *(data.decode("utf-8", "replace") for data in (base, plain, aside)))
    return None if merged.with_ours else merged.text.encode("utf-8")


def _origin(desk: Desk, folder: Path, path: str) -> bytes | None:
    """The file as it was in place when this one was set aside; None where nobody knows any more."""
    commit = _read_origins(folder).get(path, "")
    if not _ID.fullmatch(commit):
        return None
    try:
        listed = list_files(desk.repository.view, commit).get(path)
    except BuilderError:
        # The note names a commit that isn't here; it may have been written by anybody.
        return None
    return read_contents(desk, [listed.id]).get(listed.id) if listed else None


def _read_origins(folder: Path) -> dict[str, str]:
    file = folder / _ORIGINS
    if file.is_symlink() or not file.is_file() or file.stat().st_size > 10_000_000:
        return {}
    try:
        found = json.loads(file.read_bytes())
    except (ValueError, RecursionError):
        return {}
    return {str(path): str(id) for path, id in found.items()} if isinstance(found, dict) else {}


def _tidy(root: Path) -> None:
    """Take away folders in which nothing is left but our own note."""
    top = root / SET_ASIDE
    if top.is_symlink() or not top.is_dir():
        return
    for folder in sorted(top.glob("**/"), reverse=True):
        names = [each.name for each in folder.iterdir()]
        if names == [_ORIGINS]:
            (folder / _ORIGINS).unlink()
            names = []
        if not names:
            folder.rmdir()
