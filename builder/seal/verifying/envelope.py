"""The container of a signature in the file, which the signature itself can't cover: whether it is as a signing program writes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from asn1crypto import parser
from asn1crypto import x509 as asn1_x509
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from builder.seal.verifying import canonical

_HEX = re.compile(rb"<(?:[0-9A-F]*|[0-9a-f]*)>\Z")
_OURS = re.compile(rb"<[0-9A-F]*>\Z")
"""What the signing library writes: capitals. Other programs write small letters, and either can be turned into the other unnoticed."""


def find_bend(embedded: EmbeddedPdfSignature, data: bytes) -> str:
    """What about the container no signing program leaves behind, as the middle of a sentence; empty if there is nothing.

    Readers pass over it, so a file could be changed here without its signature breaking: in the zeros that fill up the place kept
    for the signature, and where names are compared without regard to capitals.
    """
    gap = _gap(embedded, data)
    content = embedded.pkcs7_content
    if not _HEX.match(gap) or bytes.fromhex(gap[1:-1].decode("ascii")) != content:
        return "the place kept for it holds something else"
    if content[parser.peek(content) :].strip(b"\0"):
        return "the place kept for it holds something behind it"
    signer = embedded.signer_info["sid"].chosen
    if _is_by_name(signer) and signer["issuer"].dump() != embedded.signer_cert.issuer.dump():
        return "it names its certificate in another spelling"
    digests = [each["algorithm"].native for each in embedded.signed_data["digest_algorithms"]]
    if digests != [embedded.signer_info["digest_algorithm"]["algorithm"].native]:
        return "it names another digest than the one it uses"
    return ""


def find_freedom(embedded: EmbeddedPdfSignature, data: bytes, known: Sequence[asn1_x509.Certificate]) -> str:
    """What in the container could be changed without anyone noticing, as the middle of a sentence; empty if nothing could.

    It takes nothing from a signature that a later one covers; of the last one nobody can say more than that.

    Args:
        embedded: A signature or a document timestamp.
        data: The file.
        known: Certificates that are protected by other means.
    """
    if not _OURS.match(_gap(embedded, data)):
        return "its digits are written in small letters, which could be turned into capitals and back"
    content = embedded.pkcs7_content
    return canonical.find_freedom(content[: parser.peek(content)], known)


def _gap(embedded: EmbeddedPdfSignature, data: bytes) -> bytes:
    start, length, second, _ = (int(number) for number in embedded.byte_range)
    return data[start + length : second]


def _is_by_name(signer: Any) -> bool:
    return "issuer" in getattr(signer, "native", {})
