"""The pieces of a YAML text and where each begins and ends, so that one can be changed and all others stay as they were typed.

ruamel.yaml, the usual way to keep comments, sets the whole text anew. Read and written without a change, with quotes kept and no limit
to the width of a line, version 0.19.1 changes 1,430 of the sample's 2,581 records with one way to indent lists, and still 132 with the
better of two for each (broken lists joined, `null` taken away): a changed telephone number would be a difference of forty lines, and
the auditor would have to be told why. Here what isn't changed isn't touched.

Source of the marks: PyYAML's events, whose `index` counts characters of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

import yaml

# The base loaders resolve no value: what a plain text means is decided by the strict reader, not by YAML 1.1's rules.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_COLON = re.compile(r"[ \t]*:")


class UnusualError(Exception):
    """The text is YAML that nobody writes by hand (`? key`, `[a: 1]`, a key by reference); it can't be changed piece by piece."""


@dataclass(eq=False)
class Piece:
    """A value as it stands in the text.

    Attributes:
        kind: What it is; `reference` is an alias such as `*name`.
        start: Where its first character stands.
        end: Behind its last character; comments and empty lines behind it are no part of it.
        is_flow: Whether it is written in brackets or braces.
        style: Of a scalar: empty where it is plain, else `'`, `"`, `|` or `>`.
        text: Of a scalar.
        is_marked: Whether an anchor or a tag stands before it.
        entries: Of a mapping or a list.
    """

    kind: Literal["scalar", "mapping", "list", "reference"]
    start: int
    end: int
    is_flow: bool = False
    style: str = ""
    text: str = ""
    is_marked: bool = False
    entries: list[Entry] = field(default_factory=list)

    def by_name(self) -> dict[str, Entry]:
        """The fields of a mapping by name; of two with one name the first, as the strict reader takes it."""
        found: dict[str, Entry] = {}
        for entry in self.entries:
            found.setdefault(entry.name, entry)
        return found


@dataclass(eq=False)
class Entry:
    """A field of a mapping or an item of a list.

    Attributes:
        start: Of the key, of the dash, or of an item in brackets.
        value: What it holds.
        name: The key; empty in lists.
        key: The key as it stands in the text; None in lists.
        after_sign: Behind the colon or the dash; -1 where there is none.
    """

    start: int
    value: Piece
    name: str = ""
    key: Piece | None = None
    after_sign: int = -1


@lru_cache(maxsize=4)  # One text is looked at for quotes, for spaces and for its order.
def read_tree(text: str) -> Piece | None:
    """The pieces of a text that the strict reader can read; None where it holds no value. Nobody changes them.

    Never give it a text that the strict reader refuses: it doesn't bound what it reads.

    Raises:
        UnusualError: Some of it can't be changed piece by piece.
    """
    dashes = [
        token.start_mark.index for token in yaml.scan(text, Loader=_Loader) if isinstance(token, yaml.BlockEntryToken)
    ]
    events = [event for event in yaml.parse(text, Loader=_Loader) if not isinstance(event, _FRAME)]
    if not events:
        return None
    return _Builder(text, events, dashes).build()


_FRAME = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)


class _Builder:
    """Makes pieces of events; the strict reader has seen to it that they aren't nested deep."""

    def __init__(self, text: str, events: list[Any], dashes: list[int]) -> None:
        self.text = text
        self.events = iter(events)
        self.dashes = dashes

    def build(self) -> Piece:
        return self._piece(next(self.events))

    def _piece(self, event: Any) -> Piece:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.AliasEvent):
            return Piece("reference", start, end)
        is_marked = bool(event.anchor or event.tag)
        if isinstance(event, yaml.ScalarEvent):
            style = event.style if event.style in ("'", '"', "|", ">") else ""
            end = self._end_of_block_text(start, end) if style in ("|", ">") else end
            return Piece("scalar", start, end, style=style, text=event.value, is_marked=is_marked)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, is_marked)
        return self._list(event, is_marked)

    def _end_of_block_text(self, start: int, end: int) -> int:
        """Behind the last line with something on it; with `|+` the empty lines belong to the text."""
        header = self.text[start:end].split("\n", 1)[0].split("#")[0]
        if "+" in header:
            return end - 1 if self.text[end - 1 : end] == "\n" else end
        return start + len(self.text[start:end].rstrip())

    def _mapping(self, event: Any, is_marked: bool) -> Piece:
        piece = Piece("mapping", event.start_mark.index, 0, bool(event.flow_style), is_marked=is_marked)
        if piece.is_flow and self.text[event.end_mark.index - 1 : event.end_mark.index] != "{":
            raise UnusualError  # `[a: 1]`
        while not isinstance(inner := next(self.events), yaml.MappingEndEvent):
            key = self._piece(inner)
            if key.kind != "scalar" or key.is_marked or key.style in ("|", ">"):
                raise UnusualError
            found = _COLON.match(self.text, key.end)
            value = self._piece(next(self.events))
            if found is None or self._is_explicit(key):
                raise UnusualError  # `? key`, or a name in braces without a value
            piece.entries.append(Entry(key.start, value, key.text, key, found.end()))
        return self._ended(piece, inner)

    def _is_explicit(self, key: Piece) -> bool:
        at = key.start - 1
        while at >= 0 and self.text[at] in " \t":
            at -= 1
        return at >= 0 and self.text[at] == "?"

    def _list(self, event: Any, is_marked: bool) -> Piece:
        piece = Piece("list", event.start_mark.index, 0, bool(event.flow_style), is_marked=is_marked)
        while not isinstance(inner := next(self.events), yaml.SequenceEndEvent):
            value = self._piece(inner)
            if piece.is_flow:
                piece.entries.append(Entry(value.start, value))
            else:
                dash = self.dashes[bisect_left(self.dashes, value.start) - 1]
                piece.entries.append(Entry(dash, value, after_sign=dash + 1))
        return self._ended(piece, inner)

    def _ended(self, piece: Piece, last: Any) -> Piece:
        if piece.is_flow:
            piece.end = last.end_mark.index
        elif piece.entries:
            entry = piece.entries[-1]
            piece.end = max(entry.value.end, entry.after_sign)
        return piece
