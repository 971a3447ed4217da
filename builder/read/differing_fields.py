"""In which fields two revisions of a record, a register entry or a document differ: names only, never values."""

from __future__ import annotations

from builder.read.front_matter import split_front_matter
from builder.read.yaml_text import read_yaml

MOST_NAMED = 8
"""Fields that are named; more say only that it is another text."""

TEXT = "text"
"""What the body of a document is called among its fields."""

_LONGEST_FILE = 1_000_000
_LONGEST_NAME = 40


def list_differing_fields(before: bytes, after: bytes, path: str) -> tuple[str, ...]:
    """The names of the fields at the top that one has otherwise than the other, or has alone; sorted, a document's text last.

    Nothing where either can't be read as a record, a register entry or a document, where they differ in form only (order, quotes,
    comments), and where more differ than are worth naming.

    Args:
        before: Bytes that nobody has checked.
        after: Likewise.
        path: Says what they are: Markdown with front matter, or YAML.
    """
    old, new = _fields(before, path), _fields(after, path)
    if old is None or new is None:
        return ()
    differing = {
        name for name in old.keys() | new.keys() if (name in old, old.get(name)) != (name in new, new.get(name))
    }
    if len(differing) > MOST_NAMED or not all(name.isprintable() and len(name) <= _LONGEST_NAME for name in differing):
        return ()
    return tuple(sorted(differing, key=lambda name: (name == TEXT, name)))


def _fields(data: bytes, path: str) -> dict[str, object] | None:
    if len(data) > _LONGEST_FILE:
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    body: dict[str, object] = {}
    if path.endswith(".md"):
        split = split_front_matter(text)
        if split is None:
            return None
        text, body = split.head, {TEXT: split.body}
    value = read_yaml(text, path).value
    return {**value, **body} if isinstance(value, dict) and all(isinstance(name, str) for name in value) else None
