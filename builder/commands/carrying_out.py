"""Changing, moving and copying files of a program so that all of it happens or nothing: a record is never half filed."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from builder.commands.files import write_all
from builder.model.error import BuilderError


def carry_out(
    root: Path,
    texts: Mapping[str, tuple[bytes, str]],
    moves: Sequence[tuple[str, str]],
    copies: Sequence[tuple[str, str]],
) -> None:
    """Move and copy files, and write others over.

    Args:
        root: The folder of the program.
        texts: By path as it is now: the bytes that must still stand there, and the text that replaces them.
        moves: From where to where.
        copies: Likewise.

    Raises:
        BuilderError: A file was changed meanwhile, a place is taken, or a folder on the way is a link; nothing is changed then.
    """
    for path, (before, _) in texts.items():
        if _read(root, path) != before:
            raise BuilderError(f"{path} was changed while you looked at it.", "Nothing was written; run it again.")
    for _, target in (*moves, *copies):
        _expect_free(root, target)
    now = dict(moves)
    done: list[tuple[str, str]] = []
    try:
        for source, target in moves:
            (root / target).parent.mkdir(parents=True, exist_ok=True)
            (root / source).rename(root / target)
            done.append((source, target))
        written = {root / now.get(path, path): text.encode("utf-8") for path, (_, text) in texts.items()}
        for source, target in copies:
            (root / target).parent.mkdir(parents=True, exist_ok=True)
            written[root / target] = _read(root, now.get(source, source))
        write_all(written)
    except BaseException:
        for source, target in reversed(done):
            (root / target).rename(root / source)
        raise
    for source, _ in moves:
        _remove_if_empty(root, (root / source).parent)


def _read(root: Path, path: str) -> bytes:
    _expect_no_link(root, path)
    return (root / path).read_bytes()


def _expect_free(root: Path, target: str) -> None:
    _expect_no_link(root, target)
    if os.path.lexists(root / target):
        raise BuilderError(f"{target} is there already.", "Nothing was written; move it away, or keep both.")


def _expect_no_link(root: Path, path: str) -> None:
    """Passes unless a link on the way would lead somewhere else."""
    place = root
    for part in Path(path).parts:
        place /= part
        if place.is_symlink():
            raise BuilderError(f"{path} leads over a link, out of the program.", "Put the folder itself there.")


def _remove_if_empty(root: Path, folder: Path) -> None:
    """Takes away a year's folder in which nothing is left; git doesn't keep empty ones either."""
    if folder != root:
        with suppress(OSError):
            folder.rmdir()
