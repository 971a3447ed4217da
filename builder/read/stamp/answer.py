"""A request for a time stamp (.tsq) and an authority's answer (.tsr), as RFC 3161 has them: made, and read without believing them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar

from asn1crypto import algos, cms, core, tsp

from builder.read.stamp.statement import Statement

LONGEST = 200_000
"""Bytes of a request or an answer that is still read; real answers have 1,300 to 8,000."""

ALGORITHMS = ("sha256", "sha384", "sha512")
"""Digests of the statement that count."""


class NotAStampError(ValueError):
    """A file is no answer with a stamp in it; the message is a whole sentence that says why."""


@dataclass(frozen=True)
class Request:
    """What an authority was asked.

    Attributes:
        algorithm: Of the digest.
        imprint: The digest that it was given.
        nonce: The random number that has to come back; None where none was sent.
    """

    algorithm: str
    imprint: bytes
    nonce: int | None


@dataclass(frozen=True)
class Answer:
    """What an authority answered, as it claims; nothing of it is verified yet.

    Attributes:
        token: The stamp itself, DER.
        algorithm, imprint: What it says was stamped.
        nonce: The random number of the request, if it came back.
        at: The time in it, UTC.
        serial: Its number at the authority.
    """

    token: bytes
    algorithm: str
    imprint: bytes
    nonce: int | None
    at: datetime
    serial: int


class AnswerSequence(core.Sequence):  # type: ignore[misc]
    """An answer as the standard has it (RFC 3161, 2.4.2): the library's own type can't read one without a token, a refusal."""

    _fields: ClassVar = [("status", tsp.PKIStatusInfo), ("token", cms.ContentInfo, {"optional": True})]


def make_request(statement: Statement, nonce: int) -> bytes:
    """The request for a stamp over a statement, DER (a .tsq file): its sha256, and that the certificate be sent along.

    Args:
        statement: What is to be stamped.
        nonce: A positive random number of at most 64 bits, so that an old answer can't be handed out as a new one.
    """
    request = tsp.TimeStampReq(
        {
            "version": 1,
            "message_imprint": tsp.MessageImprint(
                {"hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}), "hashed_message": statement.digest()}
            ),
            "nonce": core.Integer(nonce),
            "cert_req": True,
        }
    )
    data: bytes = request.dump()
    return data


def read_request(data: bytes) -> Request:
    """What a .tsq file asks.

    Raises:
        NotAStampError: It is none.
    """
    try:
        _refuse_length(data)
        request = tsp.TimeStampReq.load(data, strict=True)
        algorithm, imprint = _read_imprint(request["message_imprint"])
        return Request(algorithm, imprint, request["nonce"].native)
    except NotAStampError:
        raise
    except Exception as error:  # any kind: it is a file from outside, and the library doesn't say which it raises
        raise NotAStampError("It is not a request for a time stamp (.tsq).") from error


def read_answer(data: bytes) -> Answer:
    """What a .tsr file answers.

    Raises:
        NotAStampError: It is none, or the authority refused.
    """
    try:
        _refuse_length(data)
        answer = AnswerSequence.load(data, strict=True)
        _refuse_refusal(answer["status"])
        token = answer["token"]
        info = read_info(token)
        algorithm, imprint = _read_imprint(info["message_imprint"])
        at = info["gen_time"].native
        if not isinstance(at, datetime) or at.tzinfo is None:
            raise NotAStampError("The time in the authority's answer can't be read.")
        nonce = info["nonce"].native
        return Answer(token.dump(), algorithm, imprint, nonce, at.astimezone(UTC), int(info["serial_number"].native))
    except NotAStampError:
        raise
    except Exception as error:  # as above
        raise NotAStampError("It is not an authority's answer (.tsr), or it was damaged on the way.") from error


def read_info(token: cms.ContentInfo) -> tsp.TSTInfo:
    """What a stamp says: the part of it that the authority signed.

    Raises:
        NotAStampError: It is not a stamp.
    """
    if token.native is None or token["content_type"].native != "signed_data":
        raise NotAStampError("The answer holds no stamp.")
    content = token["content"]["encap_content_info"]
    info = content["content"].parsed if content["content_type"].native == "tst_info" else None
    if not isinstance(info, tsp.TSTInfo) or info["version"].native != "v1":
        raise NotAStampError("The answer holds something signed that is not a time stamp.")
    return info


def _refuse_length(data: bytes) -> None:
    if len(data) > LONGEST:
        raise NotAStampError(f"It has {len(data):,} bytes; an authority's answer has a few thousand.")


def _refuse_refusal(status: tsp.PKIStatusInfo) -> None:
    if status["status"].native in ("granted", "granted_with_mods"):
        return
    said = [*(status["status_string"].native or ()), *sorted(status["fail_info"].native or ())]
    words = " ".join("".join(char if char.isprintable() else " " for char in ", ".join(map(str, said))).split())[:150]
    raise NotAStampError(f"The authority refused ({status['status'].native}{f': {words}' if words else ''}).")


def _read_imprint(imprint: Any) -> tuple[str, bytes]:
    return str(imprint["hash_algorithm"]["algorithm"].native), bytes(imprint["hashed_message"].native)
