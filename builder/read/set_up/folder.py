"""Facts about the folder of a program: its disk, its paths, the ends of its lines."""

from __future__ import annotations

import os
import shutil
import sys
from itertools import islice
from pathlib import Path

from builder.model.set_up import ProgramFolder
from builder.read.set_up.place import find_file_system, is_network, name_sync
from builder.read.set_up.repository import read_repository
from builder.read.source import FolderSource, is_text

_MOST = 20_000
"""Texts whose line ends are looked at; more would only say the same once more."""

_SHOWN = 3
_START = 65_536
"""Bytes of a text that are looked at: an editor writes all its lines alike."""

_ONE_DRIVE = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Variables in which OneDrive on Windows says where its folders are."""


def read_folder(root: Path) -> ProgramFolder:
    """The facts about the folder of a program."""
    path = root.resolve()
    paths = sorted(FolderSource(path).entries())
    crlf = [each for each in islice(filter(is_text, paths), _MOST) if _has_crlf(path / each)]
    roots = [("OneDrive", Path(os.environ[name]).parts) for name in _ONE_DRIVE if os.environ.get(name)]
    file_system = find_file_system(str(path), _mounts())
    return ProgramFolder(
        path=str(path),
        free=_free(path),
        drive="network" if is_network(file_system) or _is_windows_network(path) else "",
        file_system=file_system,
        sync=name_sync(path.parts, roots),
        longest=max(paths, key=len, default=""),
        crlf=tuple(crlf[:_SHOWN]),
        crlf_count=len(crlf),
        has_attributes=_says_line_ends(path / ".gitattributes"),
        repository=read_repository(path),
    )


def _has_crlf(file: Path) -> bool:
    try:
        if file.is_symlink() or not file.is_file():
            return False
        with file.open("rb") as opened:
            return b"\r\n" in opened.read(_START)
    except OSError:
        return False


def _free(path: Path) -> int | None:
    try:
        return shutil.disk_usage(path).free
    except OSError:
        return None


def _mounts() -> str:
    try:
        return Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _is_windows_network(path: Path) -> bool:
    r"""Whether Windows says that the drive is a share; `\\server\share` always is one."""
    if sys.platform != "win32":
        return False
    import ctypes

    # GetDriveTypeW: 4 is DRIVE_REMOTE (learn.microsoft.com, "GetDriveTypeW function").
    return path.drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\") == 4


def _says_line_ends(file: Path) -> bool:
    try:
        lines = file.read_bytes()[:_START].decode("utf-8", "replace").splitlines()
    except OSError:
        return False
    return any(line.startswith("* ") and ("eol=lf" in line or "text=auto" in line) for line in lines)
