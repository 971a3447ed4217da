"""Writing several files so that all of them arrive or none."""

from __future__ import annotations

import os
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
