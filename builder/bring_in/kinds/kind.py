"""A kind of spreadsheet as a value: its fields, and how the values of an entry become the data of a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel

What = Literal["person", "people", "site", "asset", "position", "course", "day", "text", "whole", "hours", "choice"]
"""What a column holds, and so how its cells are read."""

Values = Mapping[str, Any]
"""The values of an entry by field, read and matched: ids for names, `date` for days."""


@dataclass(frozen=True)
class Column:
    """A field that a column can give.

    Attributes:
        name: In the mapping.
        what: How its cells are read.
        title: What it is, within a sentence: "the day the certificate was issued".
        names: What people write above such a column, in small letters.
        needed: Without it there is no entry.
        choices: For a choice: what people write, in small letters, and what it stands for.
        beside: The field without which there is none: a heading that could name both names that one where it stands alone.
    """

    name: str
    what: What
    title: str
    names: tuple[str, ...]
    needed: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    beside: str = ""


@dataclass(frozen=True)
class Setting:
    """What every entry of an import shares.

    Attributes:
        source: Name of the file.
        today: The day of the import.
        by: Who records it; empty where nobody was named.
    """

    source: str
    today: date
    by: str = ""


class UnfitError(ValueError):
    """The values of an entry don't fit together; it says why in a sentence."""


@dataclass(frozen=True)
class Kind:
    """A kind of spreadsheet.

    Attributes:
        name: On the command line and in the mapping.
        title: What one entry is, within a sentence: "training certificate".
        model: What an entry becomes.
        folder: Under records/.
        prefix, digits: Of the ids.
        columns: The fields.
        across: What stands above the columns of a wide sheet, one entry a cell; empty where there is no such sheet.
        compose: The data of the record (without its id) from the values of an entry; raises `UnfitError`.
        identity: What makes two records the same one, from their data; nothing where there is too little to say.
    """

    name: str
    title: str
    model: type[BaseModel]
    folder: str
    prefix: str
    columns: tuple[Column, ...]
    compose: Callable[[Values, Setting], dict[str, Any]]
    identity: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    digits: int = 4
    across: Literal["", "course", "day"] = ""

    @property
    def needed(self) -> tuple[Column, ...]:
        """The fields without which there is no entry."""
        return tuple(column for column in self.columns if column.needed)

    def column(self, name: str) -> Column | None:
        """The field of a name."""
        return next((column for column in self.columns if column.name == name), None)


def without_empty(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data without what nobody wrote."""
    return {name: value for name, value in data.items() if value not in (None, "", [], ())}
