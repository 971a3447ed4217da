"""The container of a signature in the file, which the signature itself can't cover: whether it is as a signing program writes it."""

from __future__ import annotations

import re
from typing import Any

from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

_HEX = re.compile(rb"<(?:[0-9A-F]*|[0-9a-f]*)>\Z")


def find_bend(embedded: EmbeddedPdfSignature, data: bytes) -> str:
    """What is odd about the container, as the middle of a sentence; empty if nothing is.

    Readers pass over it, so a file could be changed here without its signature breaking: in the zeros that fill up the place kept
    for the signature, and where names are compared without regard to capitals.
    """
    start, length, second, _ = (int(number) for number in embedded.byte_range)
    gap = data[start + length : second]
    content = embedded.pkcs7_content
    if not _HEX.match(gap) or bytes.fromhex(gap[1:-1].decode("ascii")) != content:
        return "the place kept for it holds something else"
    if content[_der_length(content) :].strip(b"\0"):
        return "the place kept for it holds something behind it"
    signer = embedded.signer_info["sid"].chosen
    if _is_by_name(signer) and signer["issuer"].dump() != embedded.signer_cert.issuer.dump():
        return "it names its certificate in another spelling"
    digests = [each.dump() for each in embedded.signed_data["digest_algorithms"]]
    if digests != [embedded.signer_info["digest_algorithm"].dump()]:
        return "it names another digest than the one it uses"
    return ""


def _der_length(content: bytes) -> int:
    """Bytes that a DER element takes with its head."""
    first = content[1]
    if first < 0x80:
        return 2 + first
    size = first & 0x7F
    return 2 + size + int.from_bytes(content[2 : 2 + size], "big")


def _is_by_name(signer: Any) -> bool:
    return "issuer" in getattr(signer, "native", {})
