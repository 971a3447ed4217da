"""Which folder is the program's: a person may stand anywhere inside it."""

from __future__ import annotations

from pathlib import Path

from builder.model.error import BuilderError
from builder.read.source import FOLDERS

_MARKS = ("records", "policies")

INBOX = "inbox"
"""Beside the program's own folders: where paper waits until `muster import` has filed it. Git doesn't see it, and no check, site or pack reads it."""

SET_ASIDE = "set-aside"
"""Likewise: where `muster save` puts what it could not put together."""


def find_program(repo: Path) -> Path:
    """The folder that holds records/ or policies/: the one given, or the one around it that it is a part of.

    Raises:
        BuilderError: There is none.
    """
    if not repo.is_dir():
        raise BuilderError(f"There is no folder {repo}.", "Give the folder of the program with --repo.")
    refuse_bare(repo)
    found = nearest_program(repo)
    if found is None:
        raise BuilderError(
            f"{repo} holds no program: there is no records/ and no policies/ in it.",
            "Give the folder of the program with --repo, or start one with `muster init DIR`.",
        )
    return found


def refuse_bare(repo: Path) -> None:
    """Passes unless the folder is a bare repository: one that holds commits and no files.

    Raises:
        BuilderError: It is one.
    """
    if (repo / "HEAD").is_file() and (repo / "objects").is_dir() and (repo / "refs").is_dir():
        raise BuilderError(
            f"{repo} is a bare repository: it holds commits, and no files to work with.",
            "Clone it, and give the folder of the clone with --repo.",
        )


def nearest_program(repo: Path) -> Path | None:
    """The folder itself, or the nearest one around it whose program or repository it belongs to; None where there is none."""
    start = repo.resolve()
    for folder in (start, *start.parents):
        inside = start.relative_to(folder).parts[:1]
        is_repository = (folder / ".git").exists()
        # A folder called records further up may hold anything; it counts only for what lies in it.
        belongs = not inside or inside[0] in FOLDERS or is_repository
        if belongs and any((folder / name).is_dir() for name in _MARKS):
            return folder
        if is_repository:
            return None
    return None
