"""What a scan is by its bytes, and how it is described in the record that it proves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.bring_in.paper.cutting import name_pages
from builder.model.form_code import FormCode
from builder.model.program import Program
from builder.model.record import Record, in_sentence

KINDS: Mapping[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".tif": (b"II*\x00", b"MM\x00*"),
}
"""Endings of scans, with what such a file begins with; its name may say anything."""

_HEIC = re.compile(rb"^....ftyp(?:heic|heix|hevc|heim|heis|mif1|msf1|avif)", re.DOTALL)

_NUMBERED = re.compile(r", ([A-Z]{2,5}-[0-9]{2,4}(?:-[A-Z]{2,3})?) version ([0-9]+), number ([0-9]+)")
_PART = re.compile(r"; pages? ([0-9]+)(?: to ([0-9]+))? of the scan ([0-9a-f]{16})")
DIGEST_DIGITS = 16
"""Of the SHA-256 of a scan that a paper was cut from, in its caption: 64 bits tell any two scans of a company apart."""


@dataclass(frozen=True)
class FiledPart:
    """Pages of a scan that are filed already.

    Attributes:
        first, last: Pages, counted from 1.
        record: Id of the record they prove.
    """

    first: int
    last: int
    record: str


def scan_ending(data: bytes) -> str:
    """The ending that fits the bytes: .pdf, .png, .jpg or .tif; empty for what is no scan."""
    return next((ending for ending, beginnings in KINDS.items() if data.startswith(beginnings)), "")


def is_heic(data: bytes) -> bool:
    """Whether the bytes are a picture as iPhones take them.

    Source: ISO/IEC 14496-12, 4.3 (the file begins with its brand), ISO/IEC 23008-12, 10.2 (the brands of HEIF).
    """
    return bool(_HEIC.match(data[:16]))


def describe_scan(code: FormCode | None, model: type[Record]) -> str:
    """The caption of a form's scan: what it is, which version it follows, its number."""
    of = f", {code.document} version {code.version}" if code and code.document else ""
    number = f", number {code.serial}" if code and code.serial else ""
    return f"Scan of the form, {in_sentence(model.TITLE)}{of}{number}"


def describe_part(first: int, last: int, sha256: str) -> str:
    """The end of the caption of a paper that was cut out of a larger scan, by which it is known again."""
    return f"; {name_pages(first, last)} of the scan {sha256[:DIGEST_DIGITS]}"


def describe_version(code: FormCode, program: Program) -> str:
    """A sentence if the form follows another version of its document than the one that stands now; else nothing."""
    stored = program.policy_by_id.get(code.document)
    if stored is None or stored.value.version == code.version:
        return ""
    return (
        f"The form follows version {code.version} of {code.document}; version {stored.value.version} stands now. "
        "Take the old blank forms away."
    )


def filed_parts(program: Program) -> dict[str, list[FiledPart]]:
    """The pages that were cut out of scans and filed, by the beginning of the scan's SHA-256."""
    found: dict[str, list[FiledPart]] = {}
    for id, caption in _captions(program):
        match = _PART.search(caption)
        if match:
            found.setdefault(match[3], []).append(FiledPart(int(match[1]), int(match[2] or match[1]), id))
    return found


def filed_numbers(program: Program) -> dict[tuple[str, str, int], str]:
    """The records of numbered forms by record type, document and number."""
    types = {stored.value.id: type(stored.value).TYPE for stored in program.records}
    found: dict[tuple[str, str, int], str] = {}
    for id, caption in _captions(program):
        match = _NUMBERED.search(caption)
        if match:
            found.setdefault((types[id], match[1], int(match[3])), id)
    return found


def _captions(program: Program) -> Iterator[tuple[str, str]]:
    for stored in program.records:
        for attachment in stored.value.attachments:
            yield stored.value.id, attachment.caption
