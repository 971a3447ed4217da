"""Clean copies of PDFs keep what is seen on their pages, and nothing else."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from builder.seal.privacy.clean_copy import clean_copy, make_clean_copy
from builder.seal.privacy.clean_pdf import UncleanError, clean_pdf
from builder.seal.privacy.pdf_cleaning import strip_jpeg
from tests.seal.privacy.test_clean_copy import CANARY, holds_canary, jpeg, xmp


def pdf_with_secrets() -> bytes:
    """A page with a photo, and a canary in every place of a PDF that isn't on the page; a typed note is on the page."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    page = pdf.pages[0]
    photo = pikepdf.Stream(pdf, jpeg())
    photo.Type, photo.Subtype, photo.Filter = pikepdf.Name.XObject, pikepdf.Name.Image, pikepdf.Name.DCTDecode
    photo.Width, photo.Height, photo.BitsPerComponent, photo.ColorSpace = 60, 40, 8, pikepdf.Name.DeviceRGB
    photo.Metadata = pikepdf.Stream(pdf, xmp())
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=photo))
    page.Contents = pikepdf.Stream(pdf, b"q 60 0 0 40 10 10 cm /Im0 Do Q BT (On the page) Tj ET")
    page.PieceInfo = pikepdf.Dictionary(Word=CANARY)
    page.Thumb = pikepdf.Stream(pdf, CANARY.encode())
    page.Metadata = pikepdf.Stream(pdf, xmp())
    page.Annots = pikepdf.Array(
        [
            pdf.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Popup, Rect=[0, 0, 9, 9], Contents=CANARY, T=CANARY
                )
            )
        ]
    )
    pdf.docinfo["/Author"] = CANARY
    pdf.Root.Metadata = pikepdf.Stream(pdf, xmp())
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=CANARY)
    pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=[CANARY, pikepdf.Dictionary(JS=CANARY)]))
    pdf.attachments["secret.txt"] = pikepdf.AttachedFileSpec(pdf, CANARY.encode(), description=CANARY)
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(CANARY, 0))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def everything_in(data: bytes) -> bytes:
    """Every string and every stream of a PDF, unpacked."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        texts = [data]
        for found in pdf.objects:
            texts.append(
                found.unparse(resolved=True) if not isinstance(found, pikepdf.Stream) else repr(found).encode()
            )
            if isinstance(found, pikepdf.Stream):
                texts.append(found.read_raw_bytes())
                try:
                    texts.append(found.read_bytes())
                except pikepdf.PdfError:
                    continue
        return b"\n".join(texts)


def test_pdf_loses_all_that_is_not_on_its_pages() -> None:
    original = pdf_with_secrets()
    clean = clean_pdf(original)

    assert b"Canary" in everything_in(original)
    assert b"Canary" not in everything_in(clean)
    with pikepdf.open(io.BytesIO(clean)) as pdf:
        assert b"On the page" in pdf.pages[0].Contents.read_bytes()
        assert pikepdf.PdfImage(pdf.pages[0].Resources.XObject.Im0).as_pil_image().size == (60, 40)
        assert "/Info" not in pdf.trailer
        assert not pdf.attachments
    assert clean_pdf(original) == clean


def test_pdf_that_was_changed_later_loses_its_earlier_text() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Old = pdf.make_indirect(pikepdf.String(CANARY))
    out = io.BytesIO()
    pdf.save(out)
    appended = out.getvalue() + f"\n% {CANARY}\n".encode()

    assert b"Canary" not in everything_in(clean_pdf(appended))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"not a PDF", "can't be read as a PDF"),
        (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "can't be read as a PDF"),
    ],
)
def test_pdf_of_which_no_copy_can_be_made_is_left_out_with_the_reason(data: bytes, why: str) -> None:
    with pytest.raises(UncleanError, match=why):
        clean_pdf(data)
    assert make_clean_copy("scan.pdf", data).problem == why
    assert clean_copy("scan.pdf", data) is None


def test_pdf_with_a_layer_that_is_off_or_a_photo_among_its_drawing_orders_is_left_out() -> None:
    for extra, why in (
        ("layer", "has layers that are switched off"),
        ("inline", "holds pictures within the text of a page, whose hidden data can't be taken out"),
    ):
        pdf = pikepdf.new()
        pdf.add_blank_page()
        if extra == "layer":
            layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Notes"))
            pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer]))
        else:
            pdf.pages[0].Contents = pikepdf.Stream(
                pdf, b"q BI /W 60 /H 40 /CS /RGB /BPC 8 /F /DCT ID " + jpeg() + b" EI Q"
            )
        out = io.BytesIO()
        pdf.save(out)

        assert make_clean_copy("scan.pdf", out.getvalue()).problem == why


def test_what_was_typed_into_a_form_stays_on_the_page() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    look = pikepdf.Stream(pdf, b"BT (Typed answer) Tj ET")
    look.Type, look.Subtype, look.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 100, 20])
    field = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T="answer",
            V="Typed answer",
            F=4,
            Rect=[10, 10, 110, 30],
            AP=pikepdf.Dictionary(N=look),
        )
    )
    pdf.pages[0].Annots = pikepdf.Array([field])
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
    out = io.BytesIO()
    pdf.save(out)
    clean = clean_pdf(out.getvalue())

    assert b"Typed answer" in everything_in(clean)
    with pikepdf.open(io.BytesIO(clean)) as copy:
        assert "/AcroForm" not in copy.Root
        assert "/Annots" not in copy.pages[0]


def test_locked_pdf_is_left_out() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    out = io.BytesIO()
    pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))

    assert make_clean_copy("scan.pdf", out.getvalue()).problem == "is locked with a password"


def test_jpeg_inside_a_pdf_keeps_every_pixel() -> None:
    stripped = strip_jpeg(jpeg())

    assert not holds_canary(stripped)
    assert Image.open(io.BytesIO(stripped)).tobytes() == Image.open(io.BytesIO(jpeg())).tobytes()
