"""Asking a time-stamping authority (RFC 3161) for the time, over HTTP, and not believing an answer that doesn't fit the question."""

from __future__ import annotations

import asyncio
import http.client
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from asn1crypto import tsp
from cryptography import x509
from pyhanko.sign.timestamps import TimeStamper

from builder.model.error import BuilderError
from builder.read.stamp.answer import AnswerSequence
from builder.seal.signing.token import UnreliableError, find_authority, prune_token, refuse_token

_SECONDS = 20
"""For the whole answer, so that an authority which sends a byte now and then is not waited for."""
_LONGEST = 1_000_000
"""Bytes of an answer; real ones have about 6,000."""


class Authority(TimeStamper):
    """A time-stamping authority at an address.

    Every reason for which it fails is a BuilderError that names the address.

    Args:
        url: http or https; the token is signed, so the way need not be.
        undone: What did not happen where it fails: "Nothing was signed".
        instead: What one can do without it: "sign without --timestamp-url".
        now: By this computer's clock; a time far from it is not believed. Not looked at if left out.
        seconds: How long an answer is waited for.
        issuers: Certificates among which the issuer of the authority's may be.
    """

    def __init__(
        self,
        url: str,
        *,
        undone: str = "Nothing was signed",
        instead: str = "sign without --timestamp-url",
        now: datetime | None = None,
        seconds: float = _SECONDS,
        issuers: Sequence[x509.Certificate] = (),
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise BuilderError(
                f"{url} is not the address of a time-stamping authority.", "Give an http or https address."
            )
        self.url = url
        self._undone = undone
        self._instead = instead
        self._now = now
        self._seconds = seconds
        self._issuers = issuers
        self._certificates: list[x509.Certificate] = []

    def known_certificates(self) -> tuple[x509.Certificate, list[x509.Certificate]]:
        """The certificate that signs its times, and the others that it sent along; it is asked for a time if it wasn't yet.

        Raises:
            BuilderError: There is no answer, or not one that can be relied on.
        """
        if not self._certificates:
            asyncio.run(self.async_dummy_response("sha256"))
        return self._certificates[0], self._certificates[1:]

    def ask(self, question: bytes) -> bytes:
        """The answer (.tsr) to a request (.tsq), granted and over the imprint that was asked for; nothing else of it is checked.

        Raises:
            BuilderError: There is no answer, or not such a one.
        """
        body = self._ask(question)
        self._read(body, tsp.TimeStampReq.load(question))
        return body

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """The authority's answer, checked against the question."""
        body = await asyncio.to_thread(self._ask, req.dump())
        return self._read(body, req)

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> Any:
        """The token for a digest, pruned of what its signature doesn't cover, and reliable.

        Raises:
            BuilderError: There is none.
        """
        _, request = self.request_cms(message_digest, md_algorithm)  # type: ignore[no-untyped-call]
        response = await self.async_request_tsa_response(request)
        try:
            token = prune_token(response["time_stamp_token"], self._issuers)
            own, others = find_authority(response["time_stamp_token"])
            if self._now is not None:
                await refuse_token(token, message_digest, self._now)
        except UnreliableError as error:
            raise self._lie(str(error)) from error
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise self._lie("its answer is not a timestamp") from error
        self._certificates = [own, *others]
        return token

    def _ask(self, question: bytes) -> bytes:
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        request = urllib.request.Request(self.url, question, headers)  # noqa: S310 - http or https, checked above
        try:
            kind, body = _within(self._seconds, lambda: _fetch(request, self._seconds))
        except urllib.error.HTTPError as error:
            raise self._silent(f"it answered {error.code} {error.reason}") from error
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", error)
            # Without the "[Errno 111]" in front.
            raise self._silent(str(getattr(reason, "strerror", None) or reason)) from error
        if kind != "application/timestamp-reply":
            raise self._lie(f"it sent {kind}, not a timestamp")
        if len(body) > _LONGEST:
            raise self._lie(f"it sent more than {_LONGEST:,} bytes, which is not a timestamp")
        return body

    def _read(self, body: bytes, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        try:
            status = AnswerSequence.load(body, strict=True)["status"]["status"].native
            if status not in ("granted", "granted_with_mods"):
                raise self._silent(f"it refused with the status {status}")
            response = tsp.TimeStampResp.load(body, strict=True)
            info = response["time_stamp_token"]["content"]["encap_content_info"]["content"].parsed
            same = info["message_imprint"].native == req["message_imprint"].native
            fresh = req["nonce"].native in (None, info["nonce"].native)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise self._lie("its answer is not a timestamp") from error
        if not same:
            raise self._lie("it stamped something else than what it was given")
        if not fresh:
            raise self._lie("it sent an old answer, without the random number that was asked for")
        return response

    def _silent(self, reason: str) -> BuilderError:
        return BuilderError(
            f"The time-stamping authority {self.url} gave no time: {reason}.",
            f"{self._undone}. Try again later, choose another authority, or {self._instead}.",
        )

    def _lie(self, reason: str) -> BuilderError:
        return BuilderError(
            f"The time-stamping authority {self.url} can't be relied on: {reason}.",
            f"{self._undone}. Choose another authority, or {self._instead}.",
        )


def _fetch(request: urllib.request.Request, seconds: float) -> tuple[str, bytes]:
    """The kind of an answer and its first bytes, one more than are wanted."""
    with urllib.request.build_opener(_NoRedirect).open(request, timeout=seconds) as answer:
        return answer.headers.get_content_type(), answer.read(_LONGEST + 1)


def _within(seconds: float, work: Callable[[], tuple[str, bytes]]) -> tuple[str, bytes]:
    """What the work gives back, waited for so long at most.

    The limit of a socket is for each of its answers, and a name may take any time to be found; hence a thread that is left behind.

    Raises:
        TimeoutError: It isn't done.
    """
    done: list[tuple[str, bytes]] = []
    failed: list[Exception] = []

    def run() -> None:
        try:
            done.append(work())
        except Exception as error:  # carried over to the one who waits
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not done:
        raise TimeoutError(f"no whole answer within {seconds:g} seconds")
    return done[0]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Never: only the authority that was named is asked."""
