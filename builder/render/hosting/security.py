"""The headers with which each answer goes out, and the content security policy of a built site that one of them repeats."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

from builder.model.error import BuilderError
from builder.render.site.building.marker import MARKER
from builder.render.site.editing.files import PAGE as EDITOR

_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')
_POLICY = re.compile(r"[A-Za-z0-9' ;:/+=-]+\Z")
_EDITOR_POLICY = re.compile(r"[A-Za-z0-9' ;:/.+=-]+\Z")
"""With the host of a forge in it."""


def read_policy(site: Path) -> str:
    """The content security policy that the pages of a built site carry.

    Both editions carry the same, and so does each build of one version of Muster: it names the theme's scripts, not the pages.

    Raises:
        BuilderError: The folder holds no site of ours.
    """
    home = site / "index.html"
    if not (site / MARKER).is_file() or not home.is_file():
        raise BuilderError(
            f"{site} holds no manual, and the configuration repeats the security policy of its pages.",
            "Build it first with `muster site --out dist/site`, and name its folder with --site.",
        )
    found = _META.search(home.read_text("utf-8"))
    policy = unescape(found[1]) if found else ""
    if not _POLICY.match(policy) or "default-src 'none'" not in policy:
        raise BuilderError(f"The pages in {site} carry no security policy.", "Build the manual again.")
    return policy


def read_editor_policy(site: Path) -> str:
    """The content security policy of the editor's page, where the site has one; otherwise nothing.

    Raises:
        BuilderError: The page carries none.
    """
    page = site / EDITOR
    if not page.is_file():
        return ""
    found = _META.search(page.read_text("utf-8"))
    policy = unescape(found[1]) if found else ""
    if not _EDITOR_POLICY.match(policy) or "default-src 'none'" not in policy:
        raise BuilderError(f"The editor in {site} carries no security policy.", "Build the manual again.")
    return policy


def list_headers(policy: str) -> tuple[tuple[str, str], ...]:
    """Headers by name with their values, for every answer: pages, files, redirects and errors.

    Args:
        policy: Of the pages, from `read_policy`.

    Sources: the OWASP HTTP Headers Cheat Sheet; `frame-ancestors` counts in a header only, a page can't say it of itself (CSP level 3,
    section 6.4.2).
    """
    nothing = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "payment", "usb")
    return (
        ("Content-Security-Policy", f"{policy}; frame-ancestors 'none'"),
        ("Strict-Transport-Security", "max-age=31536000"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("X-Robots-Tag", "noindex, nofollow"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", ", ".join(f"{each}=()" for each in nothing)),
    )


def quote(value: str) -> str:
    """A value as nginx and Caddy read it between double quotes."""
    return json.dumps(value)
