"""Opening a file for reading that is one: a link could lead anywhere, and a pipe would never end."""

from __future__ import annotations

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path


def reading_flags(*names: str) -> int:
    """What `os.open` needs for reading bytes as they are, with more flags by name; those that a system doesn't know are left out.

    Windows knows no O_NOFOLLOW and no O_CLOEXEC, and without O_BINARY it would turn line ends about.
    """
    return os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NOINHERIT", *names))


def open_plain_file(path: Path) -> BufferedReader:
    """The file, opened.

    Raises:
        OSError: There is none, or it is something else.
    """
    file = os.fdopen(os.open(path, reading_flags("O_NOFOLLOW", "O_NONBLOCK")), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "it is not a file", str(path))
    return file


def is_junction(status: os.stat_result) -> bool:
    """Whether the folder is a link as Windows makes them without asking for rights (`mklink /J`), which `is_symlink` doesn't see.

    Only this one kind of reparse point: files that OneDrive fetches when they are opened are another, and are read.
    """
    return getattr(status, "st_reparse_tag", 0) == _MOUNT_POINT


_MOUNT_POINT = 0xA0000003
"""IO_REPARSE_TAG_MOUNT_POINT; learn.microsoft.com, "Reparse Point Tags" (read 2026-11-23). `stat` knows it by name on Windows only."""
