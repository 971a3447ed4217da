from __future__ import annotations

import io

import pytest
from PIL import Image

from builder.render.pdf.image import UnusableImage, examine_image, prepare_image

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>Dot</title></svg>'


def picture(format: str, mode: str = "RGB", size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, format, **options)
    return out.getvalue()


def test_a_png_is_usable_as_it_is() -> None:
    found = examine_image(picture("PNG"))

    assert (found.mime, found.width, found.height) == ("image/png", 40, 20)


def test_a_drawing_is_usable_as_it_is() -> None:
    assert examine_image(b"\xef\xbb\xbf<?xml version='1.0'?>\n" + SVG).mime == "image/svg+xml"


def test_a_drawing_that_declares_entities_is_refused() -> None:
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + SVG

    with pytest.raises(UnusableImage, match="declares XML entities"):
        examine_image(bomb)


def test_a_small_file_with_very_many_pixels_is_refused_without_decoding_it() -> None:
    bomb = picture("PNG", "1", (12_000, 12_000))
    assert len(bomb) < 20_000

    with pytest.raises(UnusableImage, match="pixels"):
        examine_image(bomb)
    with pytest.raises(UnusableImage, match="pixels"):
        prepare_image(bomb)


def test_a_photo_a_little_over_the_limit_is_refused_with_its_size() -> None:
    with pytest.raises(UnusableImage, match="6,000 x 5,000 pixels; 25,000,000 in all"):
        examine_image(picture("PNG", "1", (6000, 5000)))


def test_an_image_that_pillow_itself_calls_a_bomb_is_refused_in_the_same_words() -> None:
    with pytest.raises(UnusableImage, match="pixels"):
        examine_image(picture("PNG", "1", (20_000, 20_000)))


def test_text_is_not_an_image() -> None:
    with pytest.raises(UnusableImage, match="is not an image"):
        examine_image(b"id,day\n1,2026-03-05\n")


def test_a_printing_press_jpeg_is_refused_on_a_page_and_made_rgb_when_prepared() -> None:
    press = picture("JPEG", "CMYK")

    with pytest.raises(UnusableImage, match="CMYK"):
        examine_image(press)
    assert examine_image(prepare_image(press).data).mime == "image/jpeg"


def test_a_truncated_scan_is_refused_and_not_printed_half_grey() -> None:
    noise = Image.effect_noise((400, 400), 90)
    out = io.BytesIO()
    noise.save(out, "JPEG")

    with pytest.raises(UnusableImage, match="can't be read whole"):
        prepare_image(out.getvalue()[: len(out.getvalue()) // 2])


def test_the_place_and_the_owner_of_a_phone_are_not_in_the_prepared_photo() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Phone of P-017"
    photo = picture("JPEG", exif=exif)
    assert b"Phone of P-017" in photo

    assert b"Phone of P-017" not in prepare_image(photo).data


def test_a_photo_taken_sideways_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    prepared = prepare_image(picture("JPEG", size=(40, 20), exif=exif))

    assert (prepared.width, prepared.height) == (20, 40)


def test_a_large_scan_is_made_no_larger_than_a_page_needs() -> None:
    prepared = prepare_image(picture("PNG", "L", (5000, 2500)), longest_side=1000)

    assert (prepared.width, prepared.height) == (1000, 500)


@pytest.mark.parametrize(
    ("format", "mode"), [("GIF", "P"), ("WEBP", "RGB"), ("TIFF", "1"), ("PNG", "I;16"), ("PNG", "LA")]
)
def test_other_kinds_of_scans_become_kinds_that_a_page_takes(format: str, mode: str) -> None:
    examine_image(prepare_image(picture(format, mode)).data)


def test_what_was_transparent_is_white_as_paper() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (2, 2), (0, 0, 0, 0)).save(out, "PNG")

    with Image.open(io.BytesIO(prepare_image(out.getvalue()).data)) as prepared:
        assert prepared.getpixel((0, 0)) == (255, 255, 255)


def test_the_same_scan_gives_the_same_bytes() -> None:
    scan = picture("TIFF", "L", (300, 200))

    assert prepare_image(scan) == prepare_image(scan)
