"""What changed between two revisions of a file, in words: which headings or fields, how many words came and went."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from builder.model.difference import Difference, PartChange
from builder.read.front_matter import split_front_matter
from builder.read.markdown_text import headings

SHOWN_LINES = 12
"""Changed lines that are kept; what is beyond them is only counted."""

_STEPS = 2_000_000
"""Words times differences up to which words are matched in their order; beyond it they are only counted, so that no text takes minutes."""

_MOST_DIFFERENCES = 600
_LINE_LENGTH = 200
_FIELD = re.compile(r"([A-Za-z_][A-Za-z0-9_]*):(.*)")

_Parts = Mapping[str, list[str]]
"""The lines of each part of a text, by its name."""


def compare_documents(old: str, new: str) -> Difference:
    """The difference between two revisions of a Markdown file with front matter, by heading and by field of its control block."""
    before, after = _split_document(old), _split_document(new)
    return _compare((_by_heading(before[1]), _by_heading(after[1])), (_by_field(before[0]), _by_field(after[0])))


def compare_records(old: str, new: str) -> Difference:
    """The difference between two revisions of a YAML file, by its outermost fields."""
    return _compare((_by_field(old), _by_field(new)), ({}, {}), named=True)


def _compare(text: tuple[_Parts, _Parts], fields: tuple[_Parts, _Parts], *, named: bool = False) -> Difference:
    parts = _compare_parts(*text)
    # A document's line says itself what it is about; of a record, "− 35" alone would say nothing.
    lines = [
        f"{line[:2]}{part.name}: {line[2:]}" if named and part.name else line
        for part in parts
        for line in _changed_lines(*(each.get(part.name, []) for each in text))
    ]
    return Difference(
        added=sum(part.added for part in parts),
        removed=sum(part.removed for part in parts),
        parts=parts,
        fields=_compare_parts(*fields),
        lines=tuple(lines[:SHOWN_LINES]),
        more_lines=max(0, len(lines) - SHOWN_LINES),
    )


def _split_document(text: str) -> tuple[str, str]:
    """The control block and the text of a document."""
    # As the Markdown parser counts lines.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    split = split_front_matter(text)
    return (split.head, split.body) if split else ("", text)


def _by_heading(body: str) -> _Parts:
    """The lines under each heading, the heading's own among them; a name that stands twice holds the lines of both."""
    lines = body.split("\n")
    found: dict[str, list[str]] = {}
    name, first = "", 0
    for heading in headings(body):
        found.setdefault(name, []).extend(lines[first : heading.line - 1])
        name, first = heading.text, heading.line - 1
    found.setdefault(name, []).extend(lines[first:])
    return found


def _by_field(text: str) -> _Parts:
    """The lines of each outermost field of a YAML text, its name left out."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in text.split("\n"):
        field = _FIELD.match(line)
        if field:
            name, line = field[1], field[2]
        found.setdefault(name, []).append(line)
    return found


def _compare_parts(old: _Parts, new: _Parts) -> tuple[PartChange, ...]:
    words = [
        (name, " ".join(old.get(name, [])).split(), " ".join(new.get(name, [])).split())
        for name in dict.fromkeys((*new, *old))
    ]
    changed = [(name, before, after) for name, before, after in words if before != after]
    total = sum(len(before) + len(after) for _, before, after in changed)
    most = min(_MOST_DIFFERENCES, _STEPS // max(total, 1))
    return tuple(
        PartChange(
            name,
            *_count_words(before, after, most),
            "changed" if before and after else "new" if after else "gone",
        )
        for name, before, after in changed
    )


def _count_words(old: Sequence[str], new: Sequence[str], most: int) -> tuple[int, int]:
    """How many words came and went; beyond `most` of both, words are counted without their order, so moved ones don't show."""
    both = _count_differences(old, new, most)
    if both is None:
        before, after = Counter(old), Counter(new)
        return (after - before).total(), (before - after).total()
    return (both + len(new) - len(old)) // 2, (both - len(new) + len(old)) // 2


def _count_differences(old: Sequence[str], new: Sequence[str], most: int) -> int | None:
    """The fewest words to take away and to add that make one of the other; None where that takes more than `most`.

    Source: E. W. Myers, An O(ND) Difference Algorithm and Its Variations, Algorithmica 1 (1986), the basic algorithm.
    """
    reached = {1: 0}
    for differences in range(most + 1):
        for diagonal in range(-differences, differences + 1, 2):
            down = diagonal == -differences or (
                diagonal != differences and reached[diagonal - 1] < reached[diagonal + 1]
            )
            x = reached[diagonal + 1] if down else reached[diagonal - 1] + 1
            while x < len(old) and x - diagonal < len(new) and old[x] == new[x - diagonal]:
                x += 1
            reached[diagonal] = x
            if x >= len(old) and x - diagonal >= len(new):
                return differences
    return None


def _changed_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """The lines that a part lost, then those that it gained; a line that only moved is neither."""
    before, after = ([line.strip() for line in lines if line.strip()] for lines in (old, new))
    for sign, lines, others in (("−", before, after), ("+", after, before)):
        left = Counter(others)
        for line in lines:
            left[line] -= 1
            if left[line] < 0:
                yield f"{sign} {line if len(line) <= _LINE_LENGTH else f'{line[:_LINE_LENGTH]} …'}"
