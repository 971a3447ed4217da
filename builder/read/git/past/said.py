"""What the revisions of documents and records say of themselves, read as one stream in the order of the line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from builder.read.git.past.change_log import RawChange
from builder.read.git.past.content import MAX_CONTENT, ContentKind, kind_of, read_content
from builder.read.git.past.packed_lives import NO_CONTENT, pack_content
from builder.read.git.store.blobs import read_blobs

if TYPE_CHECKING:
    from builder.read.git.view import View


class Said(NamedTuple):
    """What a revision says of itself.

    Attributes:
        id: May be empty.
        text: The whole, packed.
        is_record: Whether it stands where the record of an event stands.
        is_dated: Whether it says on which day that was.
    """

    id: str = ""
    text: str = NO_CONTENT
    is_record: bool = False
    is_dated: bool = False


NOTHING_SAID = Said()


def says_something(change: RawChange) -> bool:
    """Whether the revision that a change leaves behind says anything of itself."""
    return change.is_file and change.kind != "D" and kind_of(change.path) is not ContentKind.NONE


def read_said(view: View, changes: Sequence[RawChange]) -> Iterator[Said]:
    """What the revisions say of themselves, in the order of the changes.

    Args:
        view: What they are read through.
        changes: Only those that say something.

    Raises:
        BuilderError: An object is missing or damaged.
    """
    found = read_blobs(view, [change.blob for change in changes], MAX_CONTENT, lambda index: changes[index].path)
    return (_pack(data, change.path) for change, data in zip(changes, found, strict=True))


def _pack(data: bytes | None, path: str) -> Said:
    kind = kind_of(path)
    content = read_content(data, kind)
    if content is None:
        return NOTHING_SAID
    return Said(content.id, pack_content(content), kind is ContentKind.RECORD, content.day is not None)
