"""Everything outside its objects on which a repository's answers depend, as one digest; no git is started for it."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from builder.read.git.location import find_common_dir

_OWN = ("HEAD", "config.worktree")
_SHARED = ("HEAD", "packed-refs", "reftable/tables.list", "config", "shallow", "info/grafts", "objects/info/alternates")


def digest_git_state(git_dir: Path) -> str:
    """A digest of HEAD, all branches and tags, settings, grafts, the names of the packs, and of which git would be started.

    Objects are named by their content, so the same names stand for the same history. Damage inside an object is not seen here.

    Args:
        git_dir: From `find_git_dir`.
    """
    found = hashlib.sha256()
    common = find_common_dir(git_dir)
    files = [*(git_dir / name for name in _OWN), *(common / name for name in _SHARED)]
    for folder in {git_dir / "refs", common / "refs"}:
        files.extend(_walk(folder))
    for file in sorted(set(files)):
        try:
            data = file.read_bytes()
        except OSError:
            continue
        found.update(f"{file} {len(data)}\n".encode("utf-8", "surrogateescape"))
        found.update(data)
    for line in (*_list_packs(common), _git_program()):
        found.update(f"{line}\n".encode("utf-8", "surrogateescape"))
    return found.hexdigest()


def _walk(folder: Path) -> Iterator[Path]:
    for base, _, names in os.walk(folder):
        for name in names:
            yield Path(base, name)


def _list_packs(common: Path) -> list[str]:
    try:
        return sorted(f"{item.name} {item.stat().st_size}" for item in os.scandir(common / "objects" / "pack"))
    except OSError:
        return []


def _git_program() -> str:
    program = shutil.which("git")
    if program is None:
        return "no git"
    status = Path(program).stat()
    return f"{program} {status.st_size} {status.st_mtime_ns}"
