"""One save at a time: the second one waits for nothing, it says so."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from builder.model.error import BuilderError


@contextmanager
def hold(file: Path) -> Iterator[None]:
    """Keep others out for the time of a `with` statement. The system lets go of it whatever becomes of us, so none is ever left behind.

    Args:
        file: Made if it isn't there; it stays, empty.

    Raises:
        BuilderError: Somebody else holds it.
    """
    if file.is_symlink():
        raise BuilderError(f"{file} is a link; nothing is saved through it.", "Delete it.")
    with file.open("ab") as opened:
        try:
            _lock(opened.fileno())
        except OSError:
            raise BuilderError(
                "Another `muster save` is at work in this folder right now.", "Wait until it has finished."
            ) from None
        yield


def _lock(descriptor: int) -> None:
    if os.name == "nt":
        import msvcrt

        windows: Any = msvcrt
        windows.locking(descriptor, windows.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
