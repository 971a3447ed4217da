"""Files inside the pack: listed by readers, related to the pack as PDF/A-3 asks, with dates that are given and never today's."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from builder.model.error import BuilderError


class Relationship(StrEnum):
    """How an attached file relates to the pack (ISO 19005-3, annex E)."""

    SOURCE = "Source"
    DATA = "Data"
    SUPPLEMENT = "Supplement"
    ALTERNATIVE = "Alternative"
    UNSPECIFIED = "Unspecified"


@dataclass(frozen=True)
class Embedded:
    """A file inside the pack.

    Attributes:
        name: As a reader saves it; unique, without slashes and control characters.
        data: Its bytes.
        mime: Media type, such as text/csv.
        description: One sentence for the reader's list of attachments.
        relationship: Source for records, Data for tables made of them, Supplement for the rest.
        day: Written as its creation and change date.
    """

    name: str
    data: bytes
    mime: str
    description: str
    relationship: Relationship
    day: date


def attach_files(pdf: Pdf, files: Sequence[Embedded]) -> None:
    """Embeds the files.

    Args:
        pdf: Changed in place.
        files: Listed by readers in the order of their names.

    Raises:
        BuilderError: A name is used twice or can't be a file name everywhere.
    """
    _refuse_names(files)
    if not files:
        return
    pairs = sorted(((bytes(String(file.name)), file) for file in files), key=lambda pair: pair[0])
    names, associated = Array(), Array()
    for _, file in pairs:
        specification = pdf.make_indirect(_specify(pdf, file))
        names.append(String(file.name))
        names.append(specification)
        associated.append(specification)
    if Name.Names not in pdf.Root:
        pdf.Root.Names = Dictionary()
    pdf.Root.Names.EmbeddedFiles = pdf.make_indirect(Dictionary(Names=names))
    pdf.Root.AF = associated


def _specify(pdf: Pdf, file: Embedded) -> Dictionary:
    moment = String(f"D:{file.day:%Y%m%d}000000Z")
    stream = Stream(pdf, file.data)
    stream.Type = Name.EmbeddedFile
    stream.Subtype = Name(f"/{file.mime}")
    stream.Params = Dictionary(
        Size=len(file.data),
        CreationDate=moment,
        ModDate=moment,
        # MD5 is what the format has; what proves the bytes is the sha256 in the manifest.
        CheckSum=String(hashlib.md5(file.data, usedforsecurity=False).digest()),
    )
    return Dictionary(
        Type=Name.Filespec,
        F=String(file.name),
        UF=String(file.name),
        Desc=String(file.description),
        AFRelationship=Name(f"/{file.relationship}"),
        EF=Dictionary(F=stream, UF=stream),
    )


def _refuse_names(files: Sequence[Embedded]) -> None:
    seen: set[str] = set()
    for file in files:
        bad = not file.name.strip(". ") or len(file.name.encode()) > 200
        if bad or any(char in '/\\:*?"<>|' or not char.isprintable() for char in file.name):
            raise BuilderError(
                f'"{file.name[:80]}" can\'t be the name of an attached file on every system.',
                "Use letters, digits, dots, dashes and underscores.",
            )
        # Windows and macOS would save both under one name.
        if file.name.casefold() in seen:
            raise BuilderError(f'Two attached files are called "{file.name}".')
        seen.add(file.name.casefold())
