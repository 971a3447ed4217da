"""Which folder is the program's: a person may stand anywhere inside it."""

from __future__ import annotations

from pathlib import Path

from builder.model.error import BuilderError

_MARKS = ("records", "policies")


def find_program(repo: Path) -> Path:
    """The folder that holds records/ or policies/: the one given, or the nearest one around it within the same repository.

    Raises:
        BuilderError: There is none.
    """
    if not repo.is_dir():
        raise BuilderError(f"There is no folder {repo}.", "Give the folder of the program with --repo.")
    start = repo.resolve()
    for folder in (start, *start.parents):
        if any((folder / name).is_dir() for name in _MARKS):
            return folder
        if (folder / ".git").exists():
            break
    raise BuilderError(
        f"{repo} holds no program: there is no records/ and no policies/ in it.",
        "Give the folder of the program with --repo, or start one with `muster init DIR`.",
    )
