"""Pictures on the site carry nothing that one doesn't see."""

from __future__ import annotations

import io

from PIL import Image, PngImagePlugin

from builder.render.site.building.picture import plain_picture
from tests.seal.privacy.test_clean_copy import CANARY, holds_canary, jpeg, png, webp


def test_photo_beside_a_record_loses_its_hidden_data() -> None:
    for name, data in (("a.jpg", jpeg()), ("a.png", png()), ("a.webp", webp())):
        shown = plain_picture(f"records/inspection/2026/{name}", data)

        assert holds_canary(data)
        assert not holds_canary(shown)
        assert Image.open(io.BytesIO(shown)).size == (60, 40)


def test_scan_without_hidden_data_stays_as_it_is() -> None:
    out = io.BytesIO()
    Image.new("L", (40, 40)).save(out, "PNG")

    assert plain_picture("records/inspection/2026/a.png", out.getvalue()) == out.getvalue()
    assert plain_picture("records/inspection/2026/a.pdf", b"%PDF Exif") == b"%PDF Exif"


def test_picture_that_can_not_be_read_is_not_published() -> None:
    assert plain_picture("records/inspection/2026/a.jpg", b"Exif " + CANARY.encode()) == b""


def test_picture_on_a_page_of_the_companys_own_loses_its_hidden_data_but_stays_transparent() -> None:
    note = PngImagePlugin.PngInfo()
    note.add_text("Author", CANARY)
    out = io.BytesIO()
    Image.new("RGBA", (30, 20), (200, 0, 0, 90)).save(out, "PNG", pnginfo=note)
    shown = plain_picture("content/logo.png", out.getvalue())

    assert not holds_canary(shown)
    with Image.open(io.BytesIO(shown)) as picture:
        assert picture.convert("RGBA").getpixel((3, 3)) == (200, 0, 0, 90)
    assert not holds_canary(plain_picture("content/images/gate.jpg", jpeg()))


def test_picture_whose_parts_do_not_fit_its_length_is_not_published() -> None:
    assert plain_picture("content/logo.png", png()[:-30]) == b""
