"""Small documents for the tests of the PDF engine."""

from __future__ import annotations

import io
from datetime import date

import pikepdf

from builder.render.pdf.join import Embedded, Relationship, SignatureField, join_parts
from builder.render.pdf.part import Part, render_part

HEAD = (
    '<html lang="en"><head><title>Evidence pack</title>'
    '<meta name="dcterms.created" content="2026-10-31"><meta name="dcterms.modified" content="2026-10-31">'
    "<style>@page { size: letter; margin: 18mm 18mm 20mm }"
    ".sf { display: inline-block; width: 80mm; height: 22mm; border: 0.3mm solid #0b5563 }</style></head><body>"
)

FIELDS = (
    SignatureField("hs_manager", "Signature of the health and safety coordinator"),
    SignatureField("senior_manager", "Signature of the senior manager"),
    SignatureField("auditor_receipt", "Receipt by the auditor"),
)


def page(body: str) -> str:
    """A whole document around a body."""
    return HEAD + body


def cover(body: str = "") -> Part:
    """A master part with a place for each of FIELDS."""
    places = "".join(f'<p>{field.label}</p><p><a class="sf" href="sigfield:{field.name}"></a></p>' for field in FIELDS)
    return render_part(page(f'<h1 id="cover">Evidence pack</h1>{body}{places}'), key="cover")


def section(key: str, body: str = "") -> Part:
    """A part of two pages with a heading, a list and a table."""
    return render_part(
        page(
            f'<h1 id="{key}">Section {key}</h1><ul><li>one<li>two</ul>'
            '<table><caption>Rows</caption><tr><th scope="col">Name<th scope="col">Day'
            '<tr><th scope="row">insp-0001<td>2026-03-05</table>'
            f'{body}<h2 id="{key}-end" style="break-before: page">End of {key}</h2>'
        ),
        key=key,
    )


def small_pack(manifest: bytes = b"{}", sections: int = 2) -> bytes:
    """A whole pack: cover, sections, the manifest and a table attached, three blank signature fields."""
    parts = [section(f"s{number}", '<p><a href="xref:cover">Cover</a></p>') for number in range(1, sections + 1)]
    return join_parts(
        cover('<p><a href="xref:s1-end">End of the first section</a></p>'),
        parts,
        page_label="RIDGELINE-2026-10-31",
        attachments=[
            Embedded("manifest.json", manifest, "application/json", "Manifest", Relationship.DATA, date(2026, 10, 31)),
            Embedded("log.csv", b"id,day\n", "text/csv", "Log", Relationship.SOURCE, date(2026, 10, 31)),
        ],
        signature_fields=FIELDS,
    )


def open_pdf(data: bytes) -> pikepdf.Pdf:
    """The file, opened."""
    return pikepdf.open(io.BytesIO(data))


def font_names(data: bytes) -> set[str]:
    """The fonts that the pages use, without the prefix of a cut font."""
    pdf = open_pdf(data)
    return {
        str(item.BaseFont).split("+")[1]
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/DescendantFonts" in item
    }
