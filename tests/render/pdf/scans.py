"""Scans as machines and mischief make them, for the tests of what is printed of them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image, ImageDraw


def draw_page(words: str, *, colour: str = "black", size: tuple[int, int] = (425, 550)) -> Image.Image:
    """A sheet of paper with words on it."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).text((40, 40), words, fill=colour)
    return image


def scan_pdf(words: Sequence[str], *, colour: str = "black") -> bytes:
    """A PDF as a scanner makes it: a picture a page, 50 dots per inch."""
    return _save([draw_page(each, colour=colour) for each in words], "PDF", resolution=50)


def scan_tiff(words: Sequence[str]) -> bytes:
    """A TIFF of several pages, as fax machines and older scanners make it."""
    return _save([draw_page(each).convert("1") for each in words], "TIFF")


def pdf_with(*, script: bool = False, password: str = "", pages: int = 1, content: bytes = b"") -> bytes:
    """A PDF made by hand: with a program in it, a password, many pages, or a page's drawing commands."""
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(612, 792))
    page = pdf.pages[0]
    if content:
        page.Contents = pdf.make_stream(content)
    for _ in range(pages - 1):
        pdf.pages.append(page)
    if script:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert('hello')")
    out = io.BytesIO()
    pdf.save(
        out, compress_streams=True, encryption=pikepdf.Encryption(owner=password, user=password) if password else False
    )
    return out.getvalue()


def pdf_of_a_filled_form(answer: str) -> bytes:
    """A form with one box, filled in on a screen."""
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(612, 792))
    look = Stream(pdf, f"/Tx BMC q BT /Helv 24 Tf 5 10 Td ({answer}) Tj ET Q EMC".encode())
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 400, 40])
    look.Resources = Dictionary(Font=Dictionary(Helv=font))
    box = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="name", V=answer, F=4, Rect=Array([60, 600, 460, 640])
        )
    )
    box.AP, box.DA = Dictionary(N=look), pikepdf.String("/Helv 24 Tf 0 g")
    pdf.pages[0].Annots = Array([box])
    pdf.Root.AcroForm = Dictionary(Fields=Array([box]), DR=Dictionary(Font=Dictionary(Helv=font)), DA="/Helv 24 Tf 0 g")
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def pdf_of_endless_drawing() -> bytes:
    """A page of a few kilobytes that is painted a million times over."""
    return pdf_with(content=b"0 0 612 792 re f\n" * 1_000_000)


def pdf_of_a_huge_picture() -> bytes:
    """A page with a picture that says it has 20,000 x 20,000 grey pixels, in a kilobyte."""
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(612, 792))
    picture = Stream(pdf, b"")
    picture.Type, picture.Subtype, picture.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
    picture.Width, picture.Height, picture.BitsPerComponent = 20_000, 20_000, 8
    picture.write(zlib.compress(bytes(100_000)), filter=Name.FlateDecode)
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(b"q 600 0 0 700 0 0 cm /I Do Q")
    page.Resources = Dictionary(XObject=Dictionary(I=picture))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _save(pages: Sequence[Image.Image], kind: str, **options: int) -> bytes:
    out = io.BytesIO()
    pages[0].save(out, kind, save_all=True, append_images=list(pages[1:]), **options)
    return out.getvalue()
