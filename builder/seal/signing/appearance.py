"""What a signature looks like on paper: who, when, why, drawn with the shipped fonts into the place that the page keeps for it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from html import escape

from pyhanko.pdf_utils import layout
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp.static import StaticStampStyle

from builder.render.pdf.fonts import unsupported_characters
from builder.render.pdf.part import render_part

_PAGE = """<html lang="en"><head><title>Signature</title><style>
@page {{ size: {width}pt {height}pt; margin: 2mm }}
html {{ font-size: 7pt; line-height: 1.2 }}
body {{ margin: 0 }}
p {{ margin: 0; white-space: nowrap; overflow: hidden }}
p.who {{ font-size: 9.5pt; font-weight: bold }}
p.print {{ font-size: 5.5pt }}
</style></head><body>{lines}</body></html>"""


@dataclass(frozen=True)
class Stamp:
    """The words of a signature.

    Attributes:
        name: Of the signer, from the certificate.
        title: Their position and company.
        time: When, as it is printed; the computer's own time, so the signature's timestamp is what counts.
        reason: Why; may be empty.
        fingerprint: sha256 of the certificate, 64 hex digits.
    """

    name: str
    title: str
    time: str
    reason: str
    fingerprint: str


def draw_stamp(stamp: Stamp, width: float, height: float) -> StaticStampStyle:
    """The stamp for a signature field of this size in points.

    It is laid out like any page of the pack: the signing library's own stamp uses a font that isn't embedded (PDF/A, 6.2.11.4.1)
    and can't shape Punjabi names.
    """
    lines = [
        ("who", stamp.name),
        ("", stamp.title),
        ("", f"Signed {stamp.time}"),
        ("", stamp.reason),
        ("print", f"Certificate sha256 {stamp.fingerprint[:32]}"),
        ("print", stamp.fingerprint[32:]),
    ]
    body = "".join(f'<p class="{kind}">{escape(_printable(text))}</p>' for kind, text in lines if text)
    drawn = render_part(_PAGE.format(width=round(width, 2), height=round(height, 2), lines=body), key="signature")
    whole = layout.SimpleBoxLayoutRule(
        x_align=layout.AxisAlignment.ALIGN_MIN,
        y_align=layout.AxisAlignment.ALIGN_MIN,
        margins=layout.Margins(),
        inner_content_scaling=layout.InnerScaling.STRETCH_TO_FIT,
    )
    return StaticStampStyle(
        border_width=0, background=_Drawing(drawn.pdf), background_layout=whole, background_opacity=1.0
    )


def _printable(text: str) -> str:
    """A name from a certificate may hold any character; one that no font has must not keep its owner from signing."""
    missing = unsupported_characters(text)
    return "".join(f"[U+{ord(char):04X}]" if char in missing else char for char in text)


class _Drawing(PdfContent):
    """The first page of a PDF in memory; pyHanko's own class wants a file."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        """The operator that draws the page."""
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._pdf)), page_ix=0)
        left, bottom, right, top = (float(edge) for edge in page.get_object()["/BBox"])
        self.box = layout.BoxConstraints(width=right - left, height=top - bottom)
        self.resources.xobject["/Drawing"] = page
        return b"/Drawing Do"
