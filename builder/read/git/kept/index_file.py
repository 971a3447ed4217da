"""Where the history of a repository is kept on this computer, and what was noticed about it; apart, because it has to be quick to load."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path


def index_file(directory: Path, common_dir: Path) -> Path:
    """Where the index of a repository is kept.

    Args:
        directory: Of all that is kept on this computer.
        common_dir: Of the repository.
    """
    name = hashlib.sha256(os.fsencode(os.path.realpath(common_dir))).hexdigest()[:32]
    return directory / "history" / f"{name}.sqlite"


def guard_file(index: Path) -> Path:
    """Where the memory of a repository's branches is kept, beside its index."""
    return index.with_suffix(".json")


def digest_noticed(index: Path) -> str:
    """What was noticed about the branches so far, as one text; empty if nothing was, or nothing can be read.

    Args:
        index: From `index_file`.
    """
    try:
        branches = json.loads(guard_file(index).read_bytes())["branches"]
        noticed = [(name, kept["rewritings"], kept["crossings"]) for name, kept in sorted(branches.items())]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ""
    found = [each for each in noticed if each[1] or each[2]]
    return repr(found) if found else ""
