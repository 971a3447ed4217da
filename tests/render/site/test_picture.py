"""Pictures on the site carry nothing that one doesn't see."""

from __future__ import annotations

import io

from PIL import Image

from builder.render.site.picture import plain_picture
from tests.seal.privacy.test_clean_copy import CANARY, holds_canary, jpeg, png, webp


def test_photo_beside_a_record_loses_its_hidden_data() -> None:
    for name, data in (("a.jpg", jpeg()), ("a.png", png()), ("a.webp", webp())):
        shown = plain_picture(f"records/inspection/2026/{name}", data)

        assert holds_canary(data)
        assert not holds_canary(shown)
        assert Image.open(io.BytesIO(shown)).size == (60, 40)


def test_scan_without_hidden_data_and_the_companys_own_pictures_stay_as_they_are() -> None:
    out = io.BytesIO()
    Image.new("L", (40, 40)).save(out, "PNG")

    assert plain_picture("records/inspection/2026/a.png", out.getvalue()) == out.getvalue()
    assert plain_picture("content/logo.png", png()) == png()
    assert plain_picture("records/inspection/2026/a.pdf", b"%PDF Exif") == b"%PDF Exif"


def test_picture_that_can_not_be_read_is_not_published() -> None:
    assert plain_picture("records/inspection/2026/a.jpg", b"Exif " + CANARY.encode()) == b""
