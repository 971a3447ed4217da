"""Two people changed the same file: one file with the changes of both.

Fields by name and entries of lists by what tells them apart; Markdown by paragraphs. Where both changed the same field or paragraph, theirs
stays in place, and a second text is made in which ours does: nothing of either side is lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from builder.model.place import FieldPath
from builder.read.front_matter import FrontMatter, split_front_matter
from builder.read.yaml_text import read_yaml
from builder.write.merge_body import merge_body
from builder.write.merge_data import ABSENT, Merge
from builder.write.plain_data import is_same
from builder.write.three_ways import put_together
from builder.write.yaml_edit import replace_values

_WHOLE_FILE = "the whole file"


@dataclass(frozen=True)
class Merged:
    """Two versions of a file put together.

    Attributes:
        text: The file; theirs where both changed the same.
        with_ours: The same with ours in those places; empty where there are none.
        clashes: What both changed, in words: a field, a paragraph.
        kept: What one took out and the other changed, and which therefore stays.
    """

    text: str
    with_ours: str = ""
    clashes: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def merge_file(path: str, base: str, ours: str, theirs: str) -> Merged:
    """The file with the changes of both.

    Args:
        path: Its name decides what it is.
        base: What both began with; empty where the file is new.
        ours: What we made of it.
        theirs: What they made of it.
    """
    if ours in (theirs, base):
        return Merged(theirs)
    if theirs == base:
        return Merged(ours)
    if path.lower().endswith((".yaml", ".yml")):
        return _merge_yaml(path, base, ours, theirs)
    if path.lower().endswith(".md"):
        return _merge_markdown(base, ours, theirs)
    return _merge_lines(base, ours, theirs)


def _merge_yaml(path: str, base: str, ours: str, theirs: str) -> Merged:
    values = [_read(text, path) for text in (base, ours, theirs)]
    if values[1] is ABSENT or values[2] is ABSENT or (values[0] is ABSENT and base.strip()):
        # What can't be read can't be put together; git's way, by lines, might look whole and be wrong.
        return _undecided(ours, theirs)
    merge = Merge()
    merged = merge.merge(*values)
    if merged is ABSENT:
        return _undecided(ours, theirs)
    text = _write(path, (base, ours, theirs), merged)
    lost = _lost_comments(text, ours, base)
    if not merge.clashes and not lost:
        return Merged(text, kept=_say(merge.kept))
    other = Merge().merge(values[0], values[2], values[1])
    with_ours = _write(path, (base, theirs, ours), other)
    return Merged(text, with_ours, (*_say(merge.clashes), *(["a comment"] if lost else [])), _say(merge.kept))


def _merge_markdown(base: str, ours: str, theirs: str) -> Merged:
    parts = [split_front_matter(text) for text in (base, ours, theirs)]
    if parts[1] is None or parts[2] is None:
        if any(parts):
            return _undecided(ours, theirs)
        return _merge_bodies(base, ours, theirs)
    before = parts[0] or FrontMatter("", 2, "", 2)
    mine, other = parts[1], parts[2]
    head = merge_file("head.yaml", before.head, mine.head, other.head)
    body = _merge_bodies(before.body, mine.body, other.body)
    clashes = (*head.clashes, *body.clashes)
    with_ours = _document(head.with_ours or head.text, body.with_ours or body.text) if clashes else ""
    return Merged(_document(head.text, body.text), with_ours, clashes, head.kept)


def _merge_bodies(base: str, ours: str, theirs: str) -> Merged:
    text, lost = merge_body(base, ours, theirs)
    if not lost:
        return Merged(text)
    with_ours, _ = merge_body(base, ours, theirs, prefer_ours=True)
    return Merged(text, with_ours, tuple(f"the paragraph “{_begin(each)}”" if each else "a paragraph" for each in lost))


def _merge_lines(base: str, ours: str, theirs: str) -> Merged:
    """Any other text, like a list of files to leave alone: by lines."""
    pieces = put_together(base.split("\n"), ours.split("\n"), theirs.split("\n"))
    if any(piece.clash for piece in pieces):
        return _undecided(ours, theirs)
    return Merged("\n".join(line for piece in pieces for line in piece.lines))


def _undecided(ours: str, theirs: str) -> Merged:
    return Merged(theirs, ours, (_WHOLE_FILE,))


def _document(head: str, body: str) -> str:
    return f"---\n{head}---\n{body}"


def _read(text: str, path: str) -> Any:
    """The data; `ABSENT` where it can't be read, or not all of it: of a field that stands twice, one would get lost."""
    document = read_yaml(text, path)
    whole = all(fault.name == "number-like-text" for fault in document.faults)
    return document.value if document.value is not None and whole else ABSENT


def _write(path: str, texts: tuple[str, str, str], value: Any) -> str:
    """A text that holds exactly the value: by lines where that gives it, because then the comments of both stay."""
    base, ours, theirs = texts
    pieces = put_together(base.split("\n"), ours.split("\n"), theirs.split("\n"))
    if not any(piece.clash for piece in pieces):
        text = "\n".join(line for piece in pieces for line in piece.lines)
        if is_same(_read(text, path), value):
            return text
    return replace_values(theirs, value)


def _lost_comments(text: str, ours: str, base: str) -> bool:
    """Whether a line of comment that we wrote is not in the result."""
    written = {line.strip() for line in ours.split("\n")} - {line.strip() for line in base.split("\n")}
    there = {line.strip() for line in text.split("\n")}
    return any(line.startswith("#") and line not in there for line in written)


def _say(paths: Iterable[FieldPath]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_field(path) for path in paths))


def _field(path: FieldPath) -> str:
    names = [f"entry {step + 1}" if isinstance(step, int) else str(step) for step in path]
    return f"the field {' › '.join(names)}" if names else _WHOLE_FILE


def _begin(paragraph: str) -> str:
    line = " ".join(paragraph.split())
    return line if len(line) <= 40 else f"{line[:39].rstrip()}…"
