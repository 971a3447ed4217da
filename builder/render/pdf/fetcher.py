"""The only way for HTML to reach anything outside itself: bytes that were handed over with it, under a name."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from urllib.parse import unquote

from weasyprint.urls import URLFetcher, URLFetcherResponse

from builder.render.pdf.image import UnusableImage, examine_image

ASSET = "asset:"
"""Scheme of the addresses of handed-over bytes: `<img src="asset:scan-1.png" alt="…">`."""

_DRAWN = re.compile(r"data:image/(?:svg\+xml|png);base64,([A-Za-z0-9+/=]*)\Z")
"""Charts that our own templates draw into the page; nothing else may come as data."""


class PackFetcher(URLFetcher):  # type: ignore[misc]
    """Gives out assets and refuses all else: no file, no network, no redirect.

    A refusal doesn't stop the rendering, because inside a drawing it would be swallowed anyway; it is kept in `denied`, and
    whoever renders must fail if that is not empty.

    Attributes:
        denied: (address, reason), in the order met.
    """

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=False)
        self._assets = assets
        self.denied: list[tuple[str, str]] = []

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002 - asked for
        """The asset behind an address.

        Raises:
            ValueError: The address is not an asset or its bytes are unusable; it stands in `denied` then.
        """
        if url.startswith(ASSET):
            return self._asset(url)
        drawn = _DRAWN.match(url)
        if drawn:
            return self._drawing(url, drawn[1])
        raise self._deny(url, "only what was handed over with the section can be used")

    def _asset(self, url: str) -> URLFetcherResponse:
        name = unquote(url.removeprefix(ASSET))
        data = self._assets.get(name)
        if data is None:
            raise self._deny(url, "no such file was handed over with the section")
        if name.endswith(".css"):
            return URLFetcherResponse(url, data, {"Content-Type": "text/css; charset=utf-8"})
        return self._image(url, data)

    def _drawing(self, url: str, encoded: str) -> URLFetcherResponse:
        try:
            data = base64.b64decode(encoded, validate=True)
        except (binascii.Error, ValueError):
            raise self._deny(url, "the data is not base64") from None
        return self._image(url, data)

    def _image(self, url: str, data: bytes) -> URLFetcherResponse:
        try:
            picture = examine_image(data)
        except UnusableImage as error:
            raise self._deny(url, f"the image {error}") from None
        return URLFetcherResponse(url, data, {"Content-Type": picture.mime})

    def _deny(self, url: str, reason: str) -> ValueError:
        shown = url if len(url) <= 120 else url[:117] + "…"
        self.denied.append((shown, reason))
        return ValueError(f"{shown}: {reason}")
