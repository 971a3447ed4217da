"""Where something stands in the program: a path with a line and a column."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model.wording import visible


@dataclass(frozen=True, order=True)
class Place:
    """A position in a file of the repository.

    Attributes:
        path: Relative to the repository, with `/`.
        line: Counted from 1.
        column: Counted from 1, in characters.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{visible(self.path)}:{self.line}:{self.column}"


Step = str | int
"""A step into a document: the name of a field or the index in a list."""

FieldPath = tuple[Step, ...]
"""The way to a value inside a document: `("signatures", 0, "date")`."""
