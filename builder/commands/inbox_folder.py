"""The folder that is imported: what lies in it, looked at piece by piece, and where what was filed goes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from builder.bring_in.paper.filled_form import ENDINGS, MAX_BYTES
from builder.bring_in.paper.index_sheet import NAMES
from builder.bring_in.paper.papers import Sheet
from builder.bring_in.paper.planning import InboxFile
from builder.bring_in.paper.scan_facts import is_heic, scan_ending
from builder.bring_in.paper.sheets import UnreadableScanError, cut_pages, read_pages
from builder.model.error import BuilderError
from builder.read.plain_file import is_junction
from builder.read.source import IGNORED_NAMES, MAX_ATTACHMENT

DONE = "done"
"""The folder within the inbox for what was filed, by the day on which it was."""

MOST_FILES = 5_000
"""In one folder: a year's paper of a hundred people. More than that is somebody's whole disk, given by mistake."""

DEEPEST = 6
"""Folders within folders."""

MAX_STACK = 150_000_000
"""Bytes of a PDF that is cut into its forms; what is kept of one paper is smaller (`MAX_ATTACHMENT`)."""

_TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods")
_DOCUMENTS = (".doc", ".docx", ".odt", ".rtf", ".pages", ".ppt", ".pptx", ".eml", ".msg", ".zip")


def refuse_link(folder: Path) -> None:
    """Passes unless the folder is a link: a repository from elsewhere could lead anywhere with it.

    Raises:
        BuilderError: It is one.
    """
    if folder.is_symlink() or (folder.is_dir() and is_junction(folder.lstat())):
        raise BuilderError(f"{folder} is a link, which is not followed.", "Give the folder itself.")


def list_files(folder: Path) -> tuple[str, ...]:
    """The files in a folder and in its folders, relative, with `/`, sorted; index sheets, what was filed before and litter left out.

    Raises:
        BuilderError: There are too many.
    """
    found: list[str] = []
    for path in _walk(folder, "", 0):
        found.append(path)
        if len(found) > MOST_FILES:
            raise BuilderError(
                f"{folder} holds more than {MOST_FILES:,} files.", "Give the folder with the scans, in several parts."
            )
    return tuple(sorted(found))


def _walk(folder: Path, within: str, depth: int) -> Iterator[str]:
    for item in sorted(os.scandir(folder), key=lambda item: item.name):
        path = f"{within}{item.name}"
        # ~$ is a spreadsheet that is open now.
        if item.name in IGNORED_NAMES or item.name.startswith((".", "~$")):
            continue
        if not within and (item.name in NAMES or item.name == DONE):
            continue
        # A junction of Windows is a folder to Python, and yet leads elsewhere, from where nothing may be read or moved.
        is_folder = item.is_dir(follow_symlinks=False) and not is_junction(item.stat(follow_symlinks=False))
        if is_folder and depth < DEEPEST:
            yield from _walk(folder / item.name, f"{path}/", depth + 1)
        else:
            yield path


def done_names(folder: Path) -> frozenset[str]:
    """The names under which files lay in the inbox that were filed since."""
    done = folder / DONE
    if not done.is_dir() or done.is_symlink():
        return frozenset()
    days = [item for item in done.iterdir() if item.is_dir() and not item.is_symlink()]
    return frozenset(path for day in days for path in _walk(day, "", 1))


def look_at_files(
    folder: Path, names: tuple[str, ...], filed: frozenset[str], say: Callable[[str], None]
) -> list[InboxFile]:
    """The files with the pages of their scans; as many at once as there are processors, because each waits for a process of its own.

    Args:
        folder: That they lie in.
        names: Of the files.
        filed: The SHA-256 of what is filed already, which needn't be looked at.
        say: Prints a line.
    """
    found = []
    with ThreadPoolExecutor(max_workers=max(1, min(4, os.cpu_count() or 1))) as pool:
        for number, each in enumerate(pool.map(lambda name: look_at(folder, name, filed), names), 1):
            found.append(each)
            if number % 50 == 0 and number < len(names):
                say(f"  {number} of {len(names)} files looked at")
    return found


def look_at(folder: Path, name: str, filed: frozenset[str] = frozenset()) -> InboxFile:
    """A file, with the pages of a scan or the bytes of a filled form, or with the reason why it is neither."""
    path = folder / name
    if path.is_symlink() or not path.is_file():
        return InboxFile(name, problem="It is a link or no file at all; put the file itself here.")
    size = path.stat().st_size
    suffix = path.suffix.lower()
    limit = MAX_STACK if suffix == ".pdf" else MAX_ATTACHMENT
    if size > limit:
        return InboxFile(
            name, problem=f"It has {size:,} bytes; at most {limit:,} are read. Scan it with 200 dots per inch."
        )
    data = path.read_bytes()
    looked = InboxFile(name, hashlib.sha256(data).hexdigest(), scan_ending(data))
    if looked.sha256 in filed:
        return looked
    if looked.ending:
        try:
            return replace(looked, pages=read_pages(data))
        except UnreadableScanError as error:
            return replace(looked, problem=f"It {error}.")
    if suffix in ENDINGS and len(data) <= MAX_BYTES:
        return replace(looked, form=data)
    return replace(looked, problem=_not_a_scan(name, suffix, data))


def _not_a_scan(name: str, suffix: str, data: bytes) -> str:
    if not data:
        return "It is empty. Was it copied to the end?"
    if is_heic(data):
        return (
            "It is a picture in the format of iPhones (HEIC), which few programs can show. Save it as JPEG; on the "
            "telephone, Settings, Camera, Formats, Most Compatible makes it take JPEG."
        )
    if suffix in _TABLES:
        return f"It is a table. Import it by itself: muster import {name}"
    if suffix in _DOCUMENTS:
        return "It is a document or an archive. Save each paper in it as PDF."
    if suffix in ENDINGS:
        return f"It has {len(data):,} bytes; the form of one record has at most {MAX_BYTES:,}."
    return "It is neither a scan (PDF, PNG, JPEG, TIFF) nor a filled form (YAML, JSON)."


def read_again(folder: Path, name: str, sha256: str = "") -> bytes:
    """The bytes of a file that was looked at before.

    Raises:
        UnreadableScanError: It is another one now.
    """
    path = folder / name
    if path.is_symlink():
        raise UnreadableScanError("became a link while it was being read")
    data = path.read_bytes()
    if sha256 and hashlib.sha256(data).hexdigest() != sha256:
        raise UnreadableScanError("changed while it was being read; import it once it is complete")
    return data


def read_sheet(folder: Path, sheet: Sheet) -> bytes:
    """The bytes of a sheet: the file as it is, or its pages as a PDF of their own.

    Raises:
        UnreadableScanError: It is too large, or can't be cut.
    """
    data = read_again(folder, sheet.file, sheet.sha256)
    if not sheet.is_whole:
        data = cut_pages(data, sheet.part.first, sheet.part.last)
    if len(data) > MAX_ATTACHMENT:
        raise UnreadableScanError(
            f"has {len(data):,} bytes; at most {MAX_ATTACHMENT:,} are kept of one paper, so scan it with 200 dots per inch"
        )
    return data


def put_away(folder: Path, names: tuple[str, ...], day: str) -> tuple[list[str], list[str]]:
    """Moves files to the folder of what was filed on a day, under their own names; nothing is written over.

    Returns:
        The files that were moved, and those that another program holds open.
    """
    moved, held = [], []
    for name in names:
        target = _free(folder / DONE / day / name)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            (folder / name).rename(target)
        except OSError:
            # Windows doesn't move what is shown in a window; the next run knows it by its content.
            held.append(name)
        else:
            moved.append(name)
    for name in moved:
        _remove_empty(folder, (folder / name).parent)
    return moved, held


def _free(target: Path) -> Path:
    number = 2
    found = target
    while found.exists() or found.is_symlink():
        found = target.with_name(f"{target.stem}-{number}{target.suffix}")
        number += 1
    return found


def _remove_empty(folder: Path, inner: Path) -> None:
    while inner != folder and folder in inner.parents and not any(inner.iterdir()):
        inner.rmdir()
        inner = inner.parent
