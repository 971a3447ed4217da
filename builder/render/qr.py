"""QR codes as inline SVG, for the page, the sticker and the form: what a phone's camera reads is text that we chose, nothing else."""

from __future__ import annotations

import io

import segno
from markupsafe import Markup

QUIET = 4
"""Modules of white around the code: without them cameras don't find it (ISO/IEC 18004, 7.3.7)."""


def draw_qr(text: str, label: str) -> Markup:
    """A code that holds `text`, as an SVG element without a size of its own.

    Up to a quarter of it may be dirty or torn (error level Q): it hangs in a shop. It has to be printed at least 25 mm wide, which the
    style sheets see to.

    Args:
        text: What a camera reads: an address, or what one of our forms says of itself.
        label: Read out to those who can't see it.

    Raises:
        ValueError: `text` is longer than a code can hold (about 1,600 bytes).
    """
    code = segno.make(text, error="q", boost_error=False, micro=False)
    drawn = io.BytesIO()
    code.save(
        drawn,
        kind="svg",
        border=QUIET,
        xmldecl=False,
        svgns=True,
        omitsize=True,
        nl=False,
        svgclass="m-qr",
        lineclass=None,
        light="#fff",
    )
    svg = drawn.getvalue().decode("ascii")
    name = Markup(' role="img" aria-label="{}"').format(label)
    return Markup(svg.replace("<svg", f"<svg{name}", 1))  # noqa: S704 - made by segno from modules, not from text
