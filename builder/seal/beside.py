"""Files that are handed over beside a pack: their digests stand in its manifest and in print, so one signature covers them too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from builder.model.manifest import SealedFile


@dataclass(frozen=True)
class BesideFile:
    """A file to hand over with a pack.

    Attributes:
        name: File name without a folder; it begins with the pack's own name.
        data: Its bytes; the same for the same pack.
        what: In words for print: "question sheet (Excel)", "evidence, by element and question".
    """

    name: str
    data: bytes
    what: str


def seal_beside(files: Iterable[BesideFile]) -> tuple[SealedFile, ...]:
    """The digests of the files, by name, for the manifest."""
    sealed = (SealedFile(file.name, sha256(file.data).hexdigest(), len(file.data), file.what) for file in files)
    return tuple(sorted(sealed, key=lambda file: file.name))
