"""Asking a time-stamping authority (RFC 3161) for the time, over HTTP, and not believing an answer that doesn't fit the question."""

from __future__ import annotations

import asyncio
import http.client
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlsplit

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper

from builder.model.error import BuilderError
from builder.read.stamp.answer import AnswerSequence

_SECONDS = 20
_LONGEST = 1_000_000
"""Bytes of an answer; real ones have about 6,000."""


class Authority(TimeStamper):
    """A time-stamping authority at an address.

    Every reason for which it fails is a BuilderError that names the address.

    Args:
        url: http or https; the token is signed, so the way need not be.
        undone: What did not happen where it fails: "Nothing was signed".
        instead: What one can do without it: "sign without --timestamp-url".
    """

    def __init__(
        self, url: str, *, undone: str = "Nothing was signed", instead: str = "sign without --timestamp-url"
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
        """The token for a digest."""
        try:
            return await super().async_timestamp(message_digest, md_algorithm)
        except BuilderError:
            raise
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            # The library reads the answer's parts while it compares them.
            raise self._lie(str(error)) from error

    def _ask(self, question: bytes) -> bytes:
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        request = urllib.request.Request(self.url, question, headers)  # noqa: S310 - http or https, checked above
        opener = urllib.request.build_opener(_NoRedirect)
        try:
            with opener.open(request, timeout=_SECONDS) as answer:
                kind = answer.headers.get_content_type()
                body: bytes = answer.read(_LONGEST + 1)
        except urllib.error.HTTPError as error:
            raise self._silent(f"it answered {error.code} {error.reason}") from error
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", error)
            # Without the "[Errno 111]" in front.
            raise self._silent(str(getattr(reason, "strerror", None) or reason)) from error
        if kind != "application/timestamp-reply" or len(body) > _LONGEST:
            raise self._lie(f"it sent {kind}, not a timestamp")
        return body

    def _read(self, body: bytes, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        try:
            status = AnswerSequence.load(body, strict=True)["status"]["status"].native
            if status not in ("granted", "granted_with_mods"):
                raise self._silent(f"it refused with the status {status}")
            response = tsp.TimeStampResp.load(body, strict=True)
            info = response["time_stamp_token"]["content"]["encap_content_info"]["content"].parsed
            same = info["message_imprint"].native == req["message_imprint"].native
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise self._lie("its answer is not a timestamp") from error
        if not same:
            raise self._lie("it stamped something else than what it was given")
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


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Never: only the authority that was named is asked."""
