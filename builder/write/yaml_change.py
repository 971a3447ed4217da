"""One value becomes another in the text: which stretches are replaced by what, so that all that stays is as it was typed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from builder.model.place import FieldPath
from builder.write.item_pairs import pair_items
from builder.write.plain_data import is_same
from builder.write.yaml_lines import column_of, end_of_entry, has_comment, line_end, start_of_entry
from builder.write.yaml_tree import Entry, Piece
from builder.write.yaml_value import write_behind, write_item, write_name, write_within


@dataclass(frozen=True)
class Cut:
    """A stretch of the text and what takes its place."""

    start: int
    end: int
    text: str


def apply_cuts(text: str, cuts: Collection[Cut]) -> str:
    """The text with all cuts made; those at one place in the order given.

    Raises:
        ValueError: Two of them overlap.
    """
    parts: list[str] = []
    at = 0
    for cut in sorted(cuts, key=lambda each: (each.start, each.end)):
        if cut.start < at:
            raise ValueError("Two changes touch the same words.")
        parts.extend((text[at : cut.start], cut.text))
        at = cut.end
    return "".join((*parts, text[at:]))


@dataclass
class Change:
    """Gathers the cuts that make one value of another.

    Attributes:
        text: As it is; it ends with a line break.
        afresh: Paths of values that are written anew even where they stay the same, such as a number-like text without quotes.
        cuts: Found so far.
    """

    text: str
    afresh: frozenset[FieldPath] = frozenset()
    cuts: list[Cut] = field(default_factory=list)

    @cached_property
    def _above_afresh(self) -> frozenset[FieldPath]:
        """The paths of values in which something is written afresh, and of those themselves."""
        return frozenset(path[:length] for path in self.afresh for length in range(len(path) + 1))

    def whole(self, root: Piece, old: Any, new: Any) -> None:
        """The value of the whole text becomes another."""
        if self._is_settled(old, new, ()):
            return
        if _can_change(root, old, new):
            if root.is_flow:
                self._cut(root.start, root.end, self._within(root, old, new, ()))
            else:
                self._inside(root, old, new, ())
            return
        self._cut(root.start, root.end, write_item(new, 0, root).removeprefix(" "))

    def _cut(self, start: int, end: int, text: str) -> None:
        if self.text[start:end] != text:
            self.cuts.append(Cut(start, end, text))

    def _is_settled(self, old: Any, new: Any, path: FieldPath) -> bool:
        if not is_same(old, new):
            return False
        return path not in self._above_afresh

    def _inside(self, piece: Piece, old: Any, new: Any, path: FieldPath) -> None:
        if piece.kind == "mapping":
            self._fields(piece, old, new, path)
        else:
            self._items(piece, old, new, path)

    def _fields(self, piece: Piece, old: dict[str, Any], new: dict[str, Any], path: FieldPath) -> None:
        """The fields of a mapping on lines of its own: changed in place, taken out, put behind the one they follow."""
        known = piece.by_name()
        gone = {index for index, entry in enumerate(piece.entries) if entry.name not in new}
        kept = [entry for entry in piece.entries if entry.name in new]
        for name, entry in known.items():
            if name in new:
                self._entry(entry, old[name], new[name], (*path, name))
        self._take_out(piece, gone)
        column = column_of(self.text, kept[0].start)
        before: Entry | None = None
        for name, value in new.items():
            if name in known:
                before = known[name]
            else:
                self._put_in(kept[0], before, f"{write_name(name)}:{write_behind(value, column)}", column)

    def _items(self, piece: Piece, old: list[Any], new: list[Any], path: FieldPath) -> None:
        """The items of a list with a dash each."""
        pairs = pair_items(old, new)
        stays = {index for index, place in pairs if index is not None and place is not None}
        kept = [entry for index, entry in enumerate(piece.entries) if index in stays]
        self._take_out(piece, {index for index in range(len(old)) if index not in stays})
        column = column_of(self.text, kept[0].start)
        before: Entry | None = None
        for index, place in pairs:
            if place is None:
                continue
            if index is None:
                like = kept[0].value if kept[0].value.is_flow else None
                self._put_in(kept[0], before, f"-{write_item(new[place], column, like)}", column)
            else:
                before = piece.entries[index]
                self._entry(before, old[index], new[place], (*path, index))

    def _entry(self, entry: Entry, old: Any, new: Any, path: FieldPath) -> None:
        if self._is_settled(old, new, path):
            return
        piece = entry.value
        if _can_change(piece, old, new):
            if piece.is_flow:
                self._cut(piece.start, piece.end, self._within(piece, old, new, path))
            else:
                self._inside(piece, old, new, path)
            return
        column = column_of(self.text, entry.start)
        if entry.key is None:
            self._replace(entry, write_item(new, column, piece))
        else:
            self._replace(entry, write_behind(new, column, piece))

    def _replace(self, entry: Entry, written: str) -> None:
        """Puts a text behind the sign of an entry in the place of its value; a comment on that line stays."""
        piece, sign_end = entry.value, line_end(self.text, entry.after_sign)
        comment = self._comment_behind(entry)
        if written.startswith("\n") or piece.start > sign_end:
            # The value was, or will be, on lines below the sign.
            first, *below = written.split("\n")
            head_end = sign_end if piece.start > sign_end else piece.end
            keeps = piece.start > sign_end
            self._cut(entry.after_sign, entry.after_sign if keeps else head_end, first)
            end = max(piece.end, sign_end) if keeps else line_end(self.text, piece.end)
            rest = "" if keeps else self.text[head_end:end]
            self._cut(sign_end if keeps else head_end, end, rest + "".join(f"\n{line}" for line in below))
            return
        first, *below = written.split("\n")
        if comment:
            first += f"   {comment}"
        if piece.start == piece.end:
            self._cut(entry.after_sign, self._padding(entry.after_sign, len(first)), first)
            if below:
                end = line_end(self.text, entry.after_sign)
                self._cut(end, end, "".join(f"\n{line}" for line in below))
            return
        self._cut(entry.after_sign, piece.end, "\n".join((first, *below)))

    def _comment_behind(self, entry: Entry) -> str:
        """The comment behind `|` or `>`, which is inside the stretch that is replaced."""
        if entry.value.style not in ("|", ">"):
            return ""
        header = self.text[entry.value.start : line_end(self.text, entry.value.start)]
        return header[header.index("#") :].rstrip() if "#" in header else ""

    def _padding(self, at: int, room: int) -> int:
        """Up to where spaces before a comment may go, so that it stays in its column."""
        rest = self.text[at : line_end(self.text, at)]
        spaces = len(rest) - len(rest.lstrip(" "))
        if spaces == len(rest):
            return at + spaces
        return at + max(0, min(room, spaces - 1))

    def _within(self, piece: Piece, old: Any, new: Any, path: FieldPath) -> str:
        """The text of a value in brackets, changed."""
        if self._is_settled(old, new, path):
            return self.text[piece.start : piece.end]
        if not _can_change(piece, old, new) or not piece.is_flow:
            return write_within(new, piece)
        parts = list(self._parts(piece, old, new, path))
        tail = self.text[piece.entries[-1].value.end : piece.end]
        head = self.text[piece.start : piece.entries[0].start]
        joined = "".join((separator or ", ") + part if index else part for index, (separator, part) in enumerate(parts))
        return f"{head}{joined}{tail}"

    def _parts(self, piece: Piece, old: Any, new: Any, path: FieldPath) -> Iterator[tuple[str, str]]:
        """What stands between brackets afterwards: what separates it from the one before, where it stood already, and its text."""
        starts = [entry.start for entry in piece.entries]
        ends = [piece.entries[0].start, *(entry.value.end for entry in piece.entries[:-1])]
        between = [self.text[end:start] for end, start in zip(ends, starts, strict=True)]
        if piece.kind == "list":
            for index, place in pair_items(old, new):
                if place is None:
                    continue
                if index is None:
                    yield "", write_within(new[place])
                else:
                    entry = piece.entries[index]
                    yield between[index], self._within(entry.value, old[index], new[place], (*path, index))
            return
        known = piece.by_name()
        names = [*(name for name in known if name in new), *(name for name in new if name not in known)]
        for name in names:
            if name not in known:
                yield "", f"{write_name(name)}: {write_within(new[name])}"
                continue
            entry = known[name]
            sign = self.text[entry.start : entry.after_sign]
            gap = self.text[entry.after_sign : entry.value.start] or " "
            value = self._within(entry.value, old[name], new[name], (*path, name))
            yield between[piece.entries.index(entry)], f"{sign}{gap}{value}"

    def _take_out(self, piece: Piece, gone: AbstractSet[int]) -> None:
        """Takes out entries with their lines and their own comments."""
        lead = 0
        while lead in gone:
            lead += 1
        if lead:
            start, end = piece.entries[0].start, piece.entries[lead].start
            below = end_of_entry(self.text, piece.entries[lead - 1])
            self._cut(start, below if has_comment(self.text[below:end]) else end, "")
        for index in sorted(gone):
            if index >= lead:
                self._cut(start_of_entry(self.text, piece, index), end_of_entry(self.text, piece.entries[index]), "")

    def _put_in(self, first: Entry, before: Entry | None, written: str, column: int) -> None:
        """Puts an entry on lines of its own behind another, or before the first."""
        indent = " " * column
        if before is None:
            self._cut(first.start, first.start, f"{written}\n{indent}")
        else:
            at = end_of_entry(self.text, before)
            self._cut(at, at, f"{indent}{written}\n")


def _can_change(piece: Piece, old: Any, new: Any) -> bool:
    """Whether a value can become another by changes inside it: something of it stays."""
    if piece.is_marked or not piece.entries:
        return False
    if piece.kind == "mapping":
        return isinstance(old, Mapping) and isinstance(new, Mapping) and bool(old.keys() & new.keys())
    if piece.kind == "list" and isinstance(old, list) and isinstance(new, list) and len(old) == len(piece.entries):
        return any(index is not None and place is not None for index, place in pair_items(old, new))
    return False
