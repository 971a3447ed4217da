"""The line "pack · page x of y" at the foot of every page, written as an artifact so that no screen reader says it on every page.

Section pages are kept from build to build, so nothing that changes with the pack may stand in them: this line is put on afterwards.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from builder.model.error import BuilderError
from builder.render.pdf.fonts import TEXT_FONT, describe_character, font_folder

_MM = 72 / 25.4
_RIGHT = 15 * _MM
"""From the right edge of the paper to the end of the line."""
_BASELINE = 8 * _MM
"""From the bottom edge; the line stays in the lowest 12 mm, which sections leave free."""
_SIZE = 7.5
_FONT = Name("/MusterStamp")
_KEPT_TABLES = ("glyf", "loca", "head", "hhea", "hmtx", "maxp", "cvt ", "fpgm", "prep")


@dataclass(frozen=True)
class _Face:
    font: Object
    glyphs: dict[str, int]
    widths: dict[str, float]

    def encode(self, text: str) -> str:
        return "".join(f"{self.glyphs[char]:04X}" for char in text)

    def width(self, text: str) -> float:
        return sum(self.widths[char] for char in text) * _SIZE / 1000


def stamp_pages(pdf: Pdf, label: str) -> None:
    """Puts "<label> · page x of y" on every page.

    Args:
        pdf: Changed in place.
        label: Printed on each page; short.

    Raises:
        BuilderError: The label has a character that the text font lacks, or is too long for a line.
    """
    if len(label) > 90:
        raise BuilderError(f'The pack\'s name "{label[:40]}…" is too long for the foot of a page.')
    count = len(pdf.pages)
    face = _embed_face(pdf, f"{label} · page of 0123456789")
    opening = pdf.make_stream(b"q\n")
    stamped: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        _add_font(page.obj, face.font, stamped)
        text = f"{label} · page {number} of {count}"
        box = [float(edge) for edge in page.mediabox]
        left = box[2] - _RIGHT - face.width(text)
        line = (
            "\nQ q /Artifact <</Type /Pagination /Subtype /Footer>> BDC BT 0.2 g "
            f"{_FONT} {_SIZE} Tf 1 0 0 1 {left:.2f} {box[1] + _BASELINE:.2f} Tm "
            f"<{face.encode(text)}> Tj ET EMC Q\n"
        )
        contents = page.obj.Contents
        own = list(contents) if isinstance(contents, Array) else [contents]
        page.obj.Contents = Array([opening, *own, pdf.make_stream(line.encode())])


def _add_font(page: Object, font: Object, stamped: set[tuple[int, int]]) -> None:
    """Names the font in the page's resources; the pages of a part share theirs, so mostly it is there already."""
    resources = page.Resources
    if resources.is_indirect and resources.objgen in stamped:
        return
    if Name.Font not in resources:
        resources.Font = Dictionary()
    resources.Font[_FONT] = font
    stamped.add(resources.objgen)


def _embed_face(pdf: Pdf, text: str) -> _Face:
    """The text font cut to some characters, as a composite font (ISO 32000-1, 9.7) that PDF/A accepts."""
    with TTFont(font_folder() / TEXT_FONT, recalcTimestamp=False) as font:
        missing = [char for char in sorted(set(text)) if ord(char) not in font.getBestCmap()]
        if missing:
            raise BuilderError(
                f"The pack's name has the character {describe_character(missing[0])}, which can't stand at the foot of a page."
            )
        # Before cutting: reading the layout tables only to drop them takes longer than stamping a thousand pages.
        for tag in sorted(set(font.keys()) - {*_KEPT_TABLES, "cmap", "GlyphOrder"}):
            del font[tag]
        options = subset.Options()
        options.notdef_outline = True
        cutter = subset.Subsetter(options)
        cutter.populate(text=text)
        cutter.subset(font)
        cmap, order = font.getBestCmap(), font.getReverseGlyphMap()
        glyphs = {char: order[cmap[ord(char)]] for char in sorted(set(text))}
        scale = 1000 / font["head"].unitsPerEm
        widths = {char: font["hmtx"][cmap[ord(char)]][0] * scale for char in glyphs}
        missing_width = font["hmtx"][".notdef"][0] * scale
        descriptor = _descriptor(pdf, font, scale)
    return _Face(_composite(pdf, descriptor, glyphs, widths, missing_width), glyphs, widths)


def _descriptor(pdf: Pdf, font: TTFont, scale: float) -> Object:
    head, metrics = font["head"], font["hhea"]
    box = [round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)]
    del font["cmap"]  # glyphs are addressed by number
    file = io.BytesIO()
    font.save(file)
    embedded = Stream(pdf, file.getvalue())
    embedded.Length1 = len(file.getvalue())
    return pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name("/MUSTER+NotoSans"),
            Flags=4,
            FontBBox=Array(box),
            ItalicAngle=0,
            Ascent=round(metrics.ascent * scale),
            Descent=round(metrics.descent * scale),
            CapHeight=714,
            StemV=80,
            FontFile2=embedded,
        )
    )


def _composite(
    pdf: Pdf,
    descriptor: Object,
    glyphs: dict[str, int],
    widths: dict[str, float],
    missing_width: float,
) -> Object:
    by_glyph = sorted((glyph, char) for char, glyph in glyphs.items())
    listed = Array([0, Array([round(missing_width)])])
    for glyph, char in by_glyph:
        listed.append(glyph)
        listed.append(Array([round(widths[char])]))
    descendant = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name("/MUSTER+NotoSans"),
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            CIDToGIDMap=Name.Identity,
            FontDescriptor=descriptor,
            DW=round(missing_width),
            W=listed,
        )
    )
    lines = "\n".join(f"<{glyph:04X}> <{char.encode('utf-16-be').hex()}>" for glyph, char in by_glyph)
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(by_glyph)} beginbfchar\n{lines}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end\n"
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/MUSTER+NotoSans"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([descendant]),
            ToUnicode=Stream(pdf, to_unicode.encode()),
        )
    )
