"""A pack as bytes from outside: its manifest, its signatures as they stand in the raw bytes, and the part that was there unsigned."""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from dataclasses import dataclass

import pikepdf
from asn1crypto import cms

from builder.model.manifest import MANIFEST_NAME, MANIFEST_SCHEMA, Manifest
from builder.seal.manifest import SIZE_LIMIT, UnreadableManifestError, read_manifest
from builder.seal.verdict import plain

_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")
_END = b"%%EOF"
_HEAD = 200
"""Bytes of a manifest in which its schema stands."""


class NotAPackError(ValueError):
    """The file holds no manifest that can be read; the message says why, as a sentence."""


@dataclass(frozen=True)
class PackFacts:
    """What a pack says about itself.

    Attributes:
        manifest: Embedded in it.
        pages: How many it has.
        names_attached: Whether its manifest is of a schema that names what is attached.
    """

    manifest: Manifest
    pages: int
    names_attached: bool = True


def read_pack(data: bytes) -> PackFacts:
    """The manifest and the number of pages of a pack.

    Raises:
        NotAPackError: It isn't a PDF, is damaged, or has no readable manifest.
    """
    written, pages = _open_pack(data)
    try:
        return PackFacts(read_manifest(written), pages, names_attached=MANIFEST_SCHEMA.encode() in written[:_HEAD])
    except UnreadableManifestError as error:
        raise NotAPackError(str(error)) from error


def read_manifest_bytes(data: bytes) -> bytes:
    """The manifest of a pack as it stands in it, byte for byte, not yet read.

    Raises:
        NotAPackError: It isn't a PDF, is damaged, or has no manifest.
    """
    return _open_pack(data)[0]


def read_attached(data: bytes, name: str) -> bytes | None:
    """The bytes of a file that is attached to a pack under a name; None if there is none.

    Raises:
        NotAPackError: It isn't a PDF, is damaged, or the file is packed in a way that Muster does not use.
    """
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            return _inflate(pdf.attachments[name].get_file().obj) if name in pdf.attachments else None
    except NotAPackError:
        raise
    except Exception as error:  # any kind: it is a file from outside
        raise NotAPackError(f"It is not a PDF that can be read ({_first_line(error)}).") from error


def _open_pack(data: bytes) -> tuple[bytes, int]:
    """The manifest as bytes, and the number of pages."""
    try:
        # Repairing would show a file that nobody signed.
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            if MANIFEST_NAME not in pdf.attachments:
                raise NotAPackError(f"It has no {MANIFEST_NAME} inside, so it is not a pack of Muster.")
            stream = pdf.attachments[MANIFEST_NAME].get_file()
            return _inflate(stream.obj), len(pdf.pages)
    except NotAPackError:
        raise
    except Exception as error:  # any kind: it is a file from outside
        raise NotAPackError(f"It is not a PDF that can be read ({_first_line(error)}).") from error


def _inflate(stream: pikepdf.Object) -> bytes:
    """The bytes of an attached file, without unpacking more than a manifest may have: a few kilobytes can hold gigabytes.

    Raises:
        NotAPackError: It is packed otherwise than Muster packs, or is too large.
    """
    raw = stream.read_raw_bytes()
    kind = stream.get(pikepdf.Name.Filter)
    if kind is None:
        return raw
    if kind != pikepdf.Name.FlateDecode or pikepdf.Name.DecodeParms in stream:
        raise NotAPackError("A file attached to it is packed in a way that Muster does not use.")
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(raw, SIZE_LIMIT + 1)
    if not unpacker.eof:
        raise NotAPackError("A file attached to it is too large or cut off.")
    return data


def unsigned_part(data: bytes) -> bytes:
    """The pack as it was before anyone signed it: signing appends, so it is the first revision of the file.

    Args:
        data: A pack that `join_parts` made, signed or not; for any other file the result means nothing.
    """
    end = data.find(_END)
    if end < 0:
        return data
    end += len(_END)
    while data[end : end + 1] in (b"\r", b"\n"):
        end += 1
    return data[:end]


def has_broken_signature(data: bytes) -> bool:
    """Whether the bytes hold a signature whose digest isn't that of the bytes it names.

    For files that can't be read as a PDF any more: it tells one that somebody changed from one that never was a pack.
    """
    return any(not _holds(data, *map(int, found.groups())) for found in _RANGE.finditer(data))


def count_signatures(data: bytes) -> int:
    """How many signatures stand in the raw bytes, whether the file still shows them or not."""
    return len({found.group() for found in _RANGE.finditer(data)})


def _holds(data: bytes, first: int, first_length: int, second: int, second_length: int) -> bool:
    signed = data[first : first + first_length] + data[second : second + second_length]
    if second + second_length > len(data) or len(signed) != first_length + second_length:
        return False
    try:
        text = data[first + first_length : second].strip(b"<>")
        info = cms.ContentInfo.load(bytes.fromhex(text.decode("ascii")))
        signer = info["content"]["signer_infos"][0]
        digest = hashlib.new(signer["digest_algorithm"]["algorithm"].native, signed).digest()
        expected = [
            attribute["values"][0].native
            for attribute in signer["signed_attrs"]
            if attribute["type"].native == "message_digest"
        ]
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return False
    return expected == [digest]


def _first_line(error: Exception) -> str:
    # The library calls bytes in memory "stream <_io.BytesIO object at 0x…>: "; nobody knows a file by that name.
    text = re.sub(r"stream <[^>]*>:\s*", "", str(error).split("\n", 1)[0])
    return plain(text, 150) or type(error).__name__
