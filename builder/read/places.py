"""Where every value of a file stands, kept small: most places are never asked for, so they are made when they are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from builder.model.place import FieldPath, Place

_COLUMNS = 1 << 20
"""More than a line can have columns: files over a million bytes are not read."""

Mark = Any
"""The mark of a value: the number of its position; for a mapping or a list that number and the marks of what is in it.

`[position, {"id": position, "people": [position, [position, position]]}]`: plain data, so that a cache can keep it as JSON.
"""


def mark_position(line: int, column: int) -> int:
    """Line and column (both counted from 1) as one number."""
    return line * _COLUMNS + column


class Places(Mapping[FieldPath, Place]):
    """The places of a document by path; the empty path is the document.

    Args:
        path: Of the file.
        mark: Of the document, or the same as JSON; None for a document that could not be read.
    """

    def __init__(self, path: str, mark: Mark) -> None:
        self._path = path
        self._mark = mark

    @property
    def mark(self) -> Mark:
        """The mark of the document, as plain data."""
        if isinstance(self._mark, bytes):
            self._mark = json.loads(self._mark)
        return self._mark

    def below(self, step: str | int) -> Places:
        """The places inside a value of the document, as if it were a document."""
        return Places(self._path, self.mark[1][step])

    def __getitem__(self, steps: FieldPath) -> Place:
        mark = self.mark
        if mark is None:
            raise KeyError(steps)
        for step in steps:
            if type(mark) is int or isinstance(step, int) is not isinstance(mark[1], list):
                raise KeyError(steps)
            try:
                mark = mark[1][step]
            except (KeyError, IndexError):
                raise KeyError(steps) from None
        position = mark if type(mark) is int else mark[0]
        line, column = divmod(position, _COLUMNS)
        return Place(self._path, line, column)

    def __iter__(self) -> Iterator[FieldPath]:
        return _paths((), self.mark)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return f"Places({self._path!r}, {len(self)} values)"


def _paths(steps: FieldPath, mark: Mark) -> Iterator[FieldPath]:
    if mark is None:
        return
    yield steps
    if type(mark) is int:
        return
    inner = mark[1]
    for step, below in inner.items() if isinstance(inner, dict) else enumerate(inner):
        yield from _paths((*steps, step), below)
