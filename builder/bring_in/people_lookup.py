"""Whether somebody on a list of employees is in the register already; two people may have nearly the same name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from builder.bring_in.cell_reader import Question, UnreadCellError
from builder.bring_in.names import NameBook

NEW = "new"
"""What a person says of a name that is nobody's of the register."""


@dataclass(frozen=True)
class People:
    """The people of the register by name.

    Attributes:
        book: Their names.
        settled: What a person said that names stand for: an id, or `NEW`.
    """

    book: NameBook
    settled: Mapping[str, str]

    def find(self, data: Mapping[str, Any]) -> str:
        """The id of the person; empty for a new one.

        Raises:
            UnreadCellError: It may be somebody of the register, and only a person can say so.
        """
        name, ids = str(data["name"]), self.book.names
        said = str(data.get("id") or self.settled.get(name, ""))
        if said == NEW:
            return ""
        if said:
            return _known(said, ids)
        found = self.book.find(name)
        if found.id and not found.is_short:
            return found.id
        near = (found.id,) if found.id else found.near
        if not near:
            return ""
        names = " or ".join(f"{ids[id][0]} ({id})" for id in near)
        why = f"“{name}” may be {names}, who is in the register"
        raise UnreadCellError(
            f"{why}: say in the mapping which it is, or `{NEW}`", Question("person", name, near, is_entry=True)
        )


def _known(id: str, ids: Collection[str]) -> str:
    if id not in ids:
        raise UnreadCellError(f"nobody in the register has the id {id}")
    return id
