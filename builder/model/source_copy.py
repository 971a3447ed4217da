"""The source of a document or record as it may be handed over: as it is, or a copy without what its readers may not see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class SourceCopy:
    """A source file that goes with a pack.

    Attributes:
        path: In the repository.
        id: Of the document or record.
        title: In words: "Inspection program", "Inspection of 2026-03-06".
        name: File name without a folder: `prg-07.md`, `insp-0186.yaml`.
        data: Bytes that the readers may see.
        day: Of the event, or on which the file last changed.
        is_redacted: Whether something was left out of it; then nothing of it may be told by a digest of the original.
        withheld: (pointer, level in words) of every value that was left out, in order; empty where only comments were.
    """

    path: str
    id: str
    title: str
    name: str
    data: bytes
    day: date
    is_redacted: bool = False
    withheld: tuple[tuple[str, str], ...] = ()
