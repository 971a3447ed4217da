"""Which files the editor may see and write, by their path: the kinds of the program and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from builder.model.error import BuilderError
from builder.model.record import in_sentence
from builder.read.program import REGISTERS
from builder.read.source import is_of_program
from builder.record_types import TYPES

REGISTER_IDS: Mapping[str, tuple[str, int]] = MappingProxyType(
    {"people": ("P", 3), "assets": ("A", 3), "contractors": ("C", 2)}
)
"""What ids in a register begin with, and their digits; those of sites and positions are words."""

SINGLE_FILES: Mapping[str, str] = MappingProxyType(
    {
        "records/company.yaml": "the company",
        "records/explained.yaml": "the list of explanations",
        "records/synonyms.yaml": "the list of synonyms",
    }
)

_NAME = re.compile(r"[^\W_][\w .()+-]*")
"""A name that any system keeps as it is: Windows takes neither colons nor quotes, and drops a dot or a space at the end."""

_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(\..*)?")
"""Names of devices on Windows. Source: Microsoft, "Naming Files, Paths, and Namespaces", read 2026-11-23."""

_DEEPEST = 8


@dataclass(frozen=True)
class Kind:
    """What a file of the program is.

    Attributes:
        what: In a sentence: "an inspection".
        folder: Where such files stand; empty for a file of which there is one.
        prefix: What their ids begin with; empty where an id is a word, or there is none.
        digits: Of a new id.
        has_year: Whether they stand in a folder of their year.
        is_markdown: Whether they are a document or page: front matter and text.
    """

    what: str
    folder: str = ""
    prefix: str = ""
    digits: int = 4
    has_year: bool = False
    is_markdown: bool = False

    @property
    def has_attachments(self) -> bool:
        """Whether files of evidence stand beside it."""
        return self.has_year


def find_kind(path: str) -> Kind | None:
    """The kind of file that belongs at a path; None where none does, or the editor keeps away."""
    if not is_plain_path(path):
        return None
    parts = path.split("/")
    if path in SINGLE_FILES:
        return Kind(SINGLE_FILES[path])
    if parts[0] in ("content", "policies"):
        what = "a page" if parts[0] == "content" else "a document"
        return Kind(what, parts[0], is_markdown=True) if path.endswith(".md") and len(parts) > 1 else None
    if not path.endswith(".yaml"):
        return None
    if len(parts) == 3 and parts[1] in REGISTERS:
        prefix, digits = REGISTER_IDS.get(parts[1], ("", 0))
        return Kind(REGISTERS[parts[1]][1], f"records/{parts[1]}", prefix, digits)
    if len(parts) == 4 and parts[1] in TYPES and re.fullmatch(r"[0-9]{4}", parts[2]):
        model = TYPES[parts[1]]
        title = in_sentence(model.TITLE)
        return Kind(f"a record ({title})", f"records/{model.TYPE}", model.PREFIX, has_year=True)
    return None


def is_plain_path(path: str) -> bool:
    """Whether a path is relative, of the program, and made of names that mean the same on every system."""
    parts = path.split("/")
    return (
        is_of_program(path)
        and 1 <= len(parts) <= _DEEPEST
        and len(path) <= 240
        and all(_NAME.fullmatch(part) and part[-1] not in ". " and not _RESERVED.fullmatch(part) for part in parts)
    )


def need_kind(path: str) -> Kind:
    """The kind of file that belongs at a path.

    Raises:
        BuilderError: None does.
    """
    kind = find_kind(path)
    if kind is None:
        raise BuilderError(
            f"The editor doesn't write {path!r}: it is no record, register entry, document or page of the program.",
            "Nothing was written.",
        )
    return kind
