"""Scans become pictures of their pages, whatever they are, within limits of time and memory."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from builder.render.pdf.image import UnusableImage
from builder.render.pdf.scan_pages import MOST_PAGES, picture_pages, read_pages, write_pages
from builder.render.pdf.scanned_pdf import draw_pdf
from tests.render.pdf.scans import (
    draw_page,
    pdf_of_a_filled_form,
    pdf_of_a_huge_picture,
    pdf_of_endless_drawing,
    pdf_with,
    scan_pdf,
    scan_tiff,
)

LONGEST = 800


def darkness(data: bytes) -> int:
    """How many pixels of a picture are ink."""
    return sum(Image.open(io.BytesIO(data)).convert("L").histogram()[:128])


def problem(data: bytes) -> str:
    with pytest.raises(UnusableImage) as caught:
        picture_pages(data, longest_side=LONGEST)
    return str(caught.value)


def test_every_page_of_a_scanned_pdf_is_a_picture() -> None:
    data = scan_pdf(["Page one", "Page two", "Page three, with more words than the others"])
    pages = picture_pages(data, longest_side=LONGEST)
    assert pages.total == 3
    assert [max(each.width, each.height) for each in pages.pictures] == [800, 800, 800]
    inks = [darkness(each.data) for each in pages.pictures]
    assert 0 < inks[0] < inks[2]
    assert picture_pages(data, longest_side=LONGEST) == pages, "the same bytes give the same pictures"


def test_colour_stays_and_grey_takes_no_room() -> None:
    grey, red = (
        picture_pages(scan_pdf(["Stop"], colour=colour), longest_side=LONGEST).pictures[0]
        for colour in ("black", "red")
    )
    assert Image.open(io.BytesIO(grey.data)).mode == "L"
    assert Image.open(io.BytesIO(red.data)).mode == "RGB"


def test_what_was_typed_into_a_form_is_on_its_page() -> None:
    empty, filled = (picture_pages(pdf_of_a_filled_form(words), longest_side=LONGEST) for words in ("", "Jo was here"))
    assert darkness(filled.pictures[0].data) > darkness(empty.pictures[0].data) + 100


def test_a_long_scan_gives_its_first_pages_and_their_count() -> None:
    pages = picture_pages(pdf_with(pages=MOST_PAGES + 5), longest_side=100)
    assert (len(pages.pictures), pages.total) == (MOST_PAGES, MOST_PAGES + 5)


def test_every_page_of_a_tiff_is_a_picture() -> None:
    assert picture_pages(scan_tiff(["One", "Two", "Three"]), longest_side=LONGEST).total == 3
    assert picture_pages(scan_tiff(["One"]), longest_side=LONGEST).total == 1


def test_a_tiff_whose_second_page_is_cut_off_is_refused() -> None:
    data = scan_tiff(["One", "Two"])
    assert "can't be read whole" in problem(data[: len(data) * 3 // 4])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf_with(password="secret"), "is locked with a password"),
        (pdf_with(script=True), "holds a program (JavaScript)"),
        (scan_pdf(["One", "Two"])[:2500], "damaged or cut off"),
        (b"%PDF-1.7\n" + b"nothing of a PDF " * 50, "damaged or cut off"),
        (b"%PDF-1.7 " + bytes(40_000_001), "bytes long"),
    ],
    ids=["locked", "program", "cut-off", "no-pdf", "too-long"],
)
def test_a_pdf_that_is_not_printed_says_why(data: bytes, words: str) -> None:
    assert words in problem(data)


def test_a_picture_too_large_to_be_drawn_is_not_a_white_page() -> None:
    assert "20,000 x 20,000 pixels" in problem(pdf_of_a_huge_picture())


def test_a_page_that_never_ends_is_stopped() -> None:
    with pytest.raises(UnusableImage, match="was not drawn after 1 seconds of work"):
        draw_pdf(pdf_of_endless_drawing(), longest_side=LONGEST, most=1, seconds=1)


def test_a_pdf_that_wants_more_memory_than_there_is_ends_in_a_sentence() -> None:
    with pytest.raises(UnusableImage, match="MiB of memory"):
        draw_pdf(scan_pdf(["One"]), longest_side=20_000, most=1, memory=60 * 1024**2)


def test_kept_pages_come_back_and_anything_else_is_made_again() -> None:
    pages = picture_pages(scan_tiff(["One", "Two"]), longest_side=LONGEST)
    kept = write_pages(pages)
    assert read_pages(kept) == pages
    assert read_pages(kept[:-1]) is None
    assert read_pages(b"") is None
    assert read_pages(b'{"total": 1}\n') is None


def test_a_photo_is_one_page() -> None:
    out = io.BytesIO()
    draw_page("A photo").save(out, "JPEG")
    assert picture_pages(out.getvalue(), longest_side=LONGEST).total == 1
