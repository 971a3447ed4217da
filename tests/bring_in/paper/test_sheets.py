"""Scans are looked at in a process of its own: codes in every position, blank pages, and what would harm the reader ends in a sentence."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image, ImageFilter

from builder.bring_in.paper.sheets import UnreadableScanError, cut_pages, read_pages
from tests.bring_in.paper.scanned import BLANK, INSPECTION, jpeg, numbered, pdf, read_here, sheet
from tests.end_to_end.bombs import png_of
from tests.render.pdf.scans import pdf_of_a_huge_picture, pdf_with, scan_tiff

CODE = INSPECTION.text


def test_the_pages_of_a_pdf_are_read_in_a_process_of_its_own() -> None:
    pages = read_pages(pdf(sheet(INSPECTION), BLANK, sheet(words="no code"), sheet(numbered(7), size=(827, 1169))))
    assert [page.codes for page in pages] == [(CODE,), (), (), (numbered(7).text,)]
    assert [page.is_blank for page in pages] == [False, True, False, False]
    assert [page.is_a4 for page in pages] == [False, False, False, True]


@pytest.mark.parametrize("degrees", [0, 90, 180, 270, 12, 195])
def test_a_paper_may_lie_in_any_direction(degrees: int) -> None:
    turned = sheet(INSPECTION, words="Guards on").rotate(degrees, expand=True, fillcolor=(80, 70, 60))
    assert read_here(jpeg(turned))[0].codes == (CODE,)


def test_a_blurred_and_noisy_photo_is_read() -> None:
    photo = sheet(INSPECTION).resize((1700, 2200)).filter(ImageFilter.GaussianBlur(2)).convert("L")
    grain = Image.effect_noise(photo.size, 40)
    assert read_here(jpeg(Image.blend(photo, grain, 0.3)))[0].codes == (CODE,)


def test_two_codes_on_a_page_are_both_seen() -> None:
    assert set(read_here(pdf(sheet(INSPECTION, numbered(3))))[0].codes) == {CODE, numbered(3).text}


def test_a_few_words_in_pencil_are_not_a_blank_page_and_the_grain_of_paper_is() -> None:
    pencil = Image.new("RGB", (850, 1100), (244, 242, 236))
    pencil.paste(
        sheet(words="ok, J. R.").crop((70, 480, 300, 560)).point(lambda value: 190 if value < 128 else 242), (70, 480)
    )
    assert not read_here(jpeg(pencil))[0].is_blank
    paper = Image.blend(Image.new("L", (850, 1100), 240), Image.effect_noise((850, 1100), 60), 0.1)
    assert read_here(jpeg(paper))[0].is_blank


def test_a_tiff_has_as_many_pages_as_it_has() -> None:
    assert len(read_here(scan_tiff(["one", "two", "three"]))) == 3


@pytest.mark.parametrize("mode", ["1", "L", "I;16", "RGBA", "CMYK"])
def test_a_code_is_read_in_every_kind_of_colours(mode: str) -> None:
    page = sheet(INSPECTION)
    if mode == "I;16":
        page = page.convert("L").convert("I").point(lambda value: value * 257).convert("I;16")
    else:
        page = page.convert(mode)
    out = io.BytesIO()
    page.save(out, "TIFF")
    assert read_here(out.getvalue())[0].codes == (CODE,)


def test_a_part_that_is_cut_out_holds_nothing_of_the_other_pages() -> None:
    whole = pdf(*(sheet(numbered(n), words=f"Sheet {n}") for n in (1, 2, 3)))
    part = cut_pages(whole, 2, 3)
    assert [page.codes for page in read_here(part)] == [(numbered(2).text,), (numbered(3).text,)]
    with pikepdf.open(io.BytesIO(part)) as cut, pikepdf.open(io.BytesIO(whole)) as full:
        pictures = [
            each for each in cut.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]
        originals = [image.read_raw_bytes() for page in full.pages for image in page.get_images().values()]
        assert [image.read_raw_bytes() for image in pictures] == originals[1:], "pictures are copied, not coded anew"
    assert cut_pages(whole, 2, 3) == part


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (png_of(20_000, 20_000), "has more than 150,000,000 pixels"),
        (pdf_with(password="x"), "is locked with a password"),
        (pdf_with(pages=301), "has 301 pages; at most 300"),
        (b"%PDF-1.7 and nothing", "damaged or cut off"),
        (jpeg(sheet(INSPECTION))[:3000], "can't be read whole"),
    ],
    ids=["pixels", "password", "pages", "damaged", "cut-off"],
)
def test_what_can_not_be_read_ends_in_a_sentence(data: bytes, why: str) -> None:
    # Of what is cut off, only a process of its own knows: elsewhere in this one somebody tells Pillow to fill it up with grey.
    read = read_pages if data[:2] == b"\xff\xd8" else read_here
    with pytest.raises(UnreadableScanError, match=why):
        read(data)


@pytest.mark.slow
def test_a_picture_that_would_fill_the_memory_does_not() -> None:
    (page,) = read_pages(pdf_of_a_huge_picture())
    assert page.codes == ()


def test_too_little_memory_is_told_and_not_a_traceback() -> None:
    with pytest.raises(UnreadableScanError, match="needs more than 1 MiB of memory"):
        read_pages(pdf(sheet(INSPECTION)), memory=1024**2)
