"""What is filed already: whether a candidate is there, and in what it differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import BaseModel

from builder.bring_in.kinds.kind import Kind
from builder.model.program import Program

_NOT_COMPARED = frozenset(("id", "recorded_by", "notes", "people", "signatures", "attachments", "links"))
"""Who recorded it and what was added to it later say nothing about whether it is the same."""


@dataclass(frozen=True)
class Filed:
    """An entry that is there.

    Attributes:
        where: Its id, or the row of the same import.
        data: As plain data.
    """

    where: str
    data: Mapping[str, Any]


@dataclass
class FiledEntries:
    """Entries by what makes them the same; grows with the rows of an import.

    Attributes:
        kind: What they are.
        known: By identity.
        by_id: By id, or by row.
    """

    kind: Kind
    known: dict[tuple[Any, ...], Filed] = field(default_factory=dict)
    by_id: dict[str, Filed] = field(default_factory=dict)

    def find(self, data: Mapping[str, Any]) -> Filed | None:
        """The entry that is the same as this one."""
        return next((found for key in _identities(self.kind, data) if (found := self.known.get(key))), None)

    def of_id(self, id: str) -> Filed | None:
        """The entry of an id."""
        return self.by_id.get(id)

    def add(self, where: str, data: Mapping[str, Any]) -> None:
        """Remember an entry; what was there first stays."""
        filed = self.by_id[where] = Filed(where, data)
        for key in _identities(self.kind, data):
            self.known.setdefault(key, filed)


def read_filed(program: Program, kind: Kind) -> FiledEntries:
    """The entries of a kind that a program has."""
    found = FiledEntries(kind)
    registers: Mapping[str, Any] = {"people": program.people, "assets": program.assets}
    if kind.folder in registers:
        for id, stored in registers[kind.folder].items():
            found.add(id, _plain(stored.value))
    else:
        for stored in program.records_by_type.get(kind.folder, ()):
            found.add(stored.value.id, _plain(stored.value))
    return found


def _plain(value: BaseModel) -> dict[str, Any]:
    return value.model_dump(by_alias=True, exclude_none=True)


def _identities(kind: Kind, data: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    yield kind.identity(data)
    if kind.name == "assets" and data.get("serial"):
        # Also by name: the same truck with another serial number is a slip in one of the two.
        yield kind.identity({"name": data.get("name")})


def list_differences(filed: Filed, data: Mapping[str, Any]) -> list[str]:
    """In what a candidate differs from what is filed: "expires is 2029-01-14 there and 2029-01-15 here"."""
    found: list[str] = []
    for name, here in data.items():
        if name in _NOT_COMPARED:
            continue
        there = filed.data.get(name)
        if name == "employment":
            found.extend(_employment_differences(there or (), here))
        elif name == "deficiencies":
            # A row may hold one of several; the others stand in other rows.
            items = {_comparable(each["item"]) for each in there or ()}
            more = [each["item"] for each in here if _comparable(each["item"]) not in items]
            if more:
                found.append(f"deficiencies are without {_show(more)} there")
        elif _comparable(there) != _comparable(here):
            found.append(f"{name.replace('_', ' ')} is {_show(there)} there and {_show(here)} here")
    return found


def _employment_differences(there: Any, here: Any) -> Iterator[str]:
    """The list gives one stretch of employment, the register may hold several: the last one counts, and any may be the first day."""
    stretches = sorted((dict(each) for each in there), key=lambda each: each["from"])
    for each in here:
        last = stretches[-1] if stretches else {}
        for name in ("position", "site", "to"):
            if name in each and each[name] != last.get(name):
                yield f"{name} is {_show(last.get(name))} there and {_show(each[name])} here"
        if stretches and each["from"] not in {stretch["from"] for stretch in stretches}:
            yield f"the first day of work is {_show(stretches[0]['from'])} there and {_show(each['from'])} here"


def _comparable(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Mapping):
        return {name: _comparable(each) for name, each in value.items() if each is not None}
    if isinstance(value, list | tuple):
        return [_comparable(each) for each in value]
    return value or None if not isinstance(value, int) else value


def _show(value: Any) -> str:
    if value in (None, "", (), []):
        return "empty"
    if isinstance(value, date):
        return value.isoformat()
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
