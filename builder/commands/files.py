"""Writing several files so that all of them arrive or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from builder.model.error import BuilderError


def write_new(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files that must not exist yet; if one can't be written, those already written are taken back.

    Raises:
        BuilderError: One of them exists.
    """
    for path in files:
        if (root / path).exists() or (root / path).is_symlink():
            raise BuilderError(
                f"{root / path} exists already.", "Nothing was written; move it away, or choose another name."
            )
    written: list[Path] = []
    try:
        for path, content in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with open(target, "xb") as file:
                written.append(target)
                file.write(content.encode("utf-8") if isinstance(content, str) else content)
    except BaseException:
        for target in written:
            target.unlink(missing_ok=True)
        raise


def write_over(root: Path, files: Mapping[str, str]) -> None:
    """Write files whole, over older ones: each appears with its new text or keeps its old one."""
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            Path(name).chmod(0o644)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write several files over older ones, each whole: all of them are new afterwards, or all are as they were.

    Every byte is on the disk before the first name changes; should a name then not be given, those given are taken back.

    Raises:
        OSError: The folder or the disk doesn't take them.
    """
    parts: dict[Path, Path] = {}
    kept: dict[Path, Path | None] = {}
    try:
        for target, data in files.items():
            parts[target] = _write_part(target, data)
        for target, part in parts.items():
            kept[target] = _keep(target)
            part.replace(target)
    except BaseException:
        for target, older in kept.items():
            if older is not None:
                older.replace(target)
            elif not parts[target].exists():
                target.unlink(missing_ok=True)
        raise
    finally:
        for path in (*parts.values(), *filter(None, kept.values())):
            path.unlink(missing_ok=True)


def _write_part(target: Path, data: bytes) -> Path:
    """The bytes in a file of their own beside the target, down to the disk."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def _keep(target: Path) -> Path | None:
    """A copy of the file that stands at the target now; None if none does."""
    if not target.is_file():
        return None
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".older")
    os.close(handle)
    try:
        shutil.copy2(target, name)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)
