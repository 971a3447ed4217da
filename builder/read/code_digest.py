"""One digest of the code that makes results: what an older or changed version has kept is never used by another."""

from __future__ import annotations

import hashlib
import os
import sys
import sysconfig
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_DATA = (".py", ".yaml", ".json", ".txt", ".csv")
"""Ends of the names of what a result can depend on: code, standards, laws, lists. Pictures and templates are not read by a check."""


@cache
def digest_code() -> str:
    """A digest of every file of this package, the version of Python, and the names and versions of all that is installed beside it.

    The bytes are read, not their dates: a package that was installed anew, switched to another branch or edited in place has another
    digest, and the same code has the same one in every folder.
    """
    found = hashlib.sha256(f"{sys.version} {sys.platform}".encode())
    for path in sorted(_list_files(str(_PACKAGE))):
        with open(path, "rb") as file:
            data = file.read()
        found.update(f"{path[len(str(_PACKAGE)) :]} {len(data)}\n".encode("utf-8", "surrogateescape"))
        found.update(data)
    for name in _installed():
        found.update(f"{name}\n".encode("utf-8", "surrogateescape"))
    return found.hexdigest()


def _list_files(folder: str) -> list[str]:
    found: list[str] = []
    for item in os.scandir(folder):
        if item.is_dir() and item.name != "__pycache__":
            found.extend(_list_files(item.path))
        elif item.name.endswith(_DATA):
            found.append(item.path)
    return found


def _installed() -> list[str]:
    """`pydantic-2.12.0.dist-info`, …: the folder's own names say the versions, and nothing has to be imported to know them."""
    folders = {Path(sysconfig.get_path(kind)) for kind in ("purelib", "platlib")}
    return sorted(
        item.name for folder in folders if folder.is_dir() for item in os.scandir(folder) if item.name.endswith("-info")
    )
