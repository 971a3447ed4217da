"""Which writer a `--format` means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from builder.model.error import BuilderError

WriterT = TypeVar("WriterT")


def pick_format(writers: Mapping[str, WriterT], format: str) -> WriterT:
    """The writer of a format.

    Raises:
        BuilderError: There is no such format.
    """
    if format not in writers:
        raise BuilderError(f"There is no format called {format!r}.", f"Use one of: {', '.join(writers)}.")
    return writers[format]
