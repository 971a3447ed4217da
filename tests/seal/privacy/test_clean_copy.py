"""Copies that can be handed over look as the original does, and hold nothing that one doesn't see."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin, TiffImagePlugin

from builder.render.pdf.image import prepare_image
from builder.seal.privacy.clean_copy import clean_copy, make_clean_copy

CANARY = "Canary Owner 51.0447N"
WIDE = CANARY.encode("utf-16-le")


def picture() -> Image.Image:
    image = Image.new("RGB", (60, 40), "white")
    image.paste((200, 30, 30), (10, 10, 30, 30))
    return image


def exif() -> Image.Exif:
    """Owner, camera notes and position as a phone writes them, and a thumbnail's worth of bytes in the notes."""
    data = Image.Exif()
    data[0x010E] = data[0x013B] = data[0x8298] = data[0x0131] = CANARY
    data[0x9C9D] = WIDE
    private = data.get_ifd(0x8769)
    private[0xA430] = CANARY
    private[0x927C] = b"MAKER " + CANARY.encode()
    private[0x9286] = b"ASCII\0\0\0" + CANARY.encode()
    position = data.get_ifd(0x8825)
    position[1], position[2] = "N", (51.0, 2.0, 41.0)
    position[29], position[27] = "2026:06:10", CANARY.encode()
    return data


def xmp() -> bytes:
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>{CANARY}</dc:creator></x:xmpmeta>'.encode()


def jpeg() -> bytes:
    out = io.BytesIO()
    picture().save(out, "JPEG", exif=exif(), xmp=xmp(), comment=CANARY.encode(), quality=90)
    thumbnail = b"\xff\xed" + struct.pack(">H", 2 + 4 + len(CANARY)) + b"8BIM" + CANARY.encode()
    data = out.getvalue()
    # Photoshop's segment, an EXIF thumbnail in front of the picture, and bytes behind its end, as motion photos have them.
    return data[:2] + thumbnail + data[2:] + CANARY.encode()


def png() -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", CANARY)
    words.add_text("Comment", CANARY, zip=True)
    words.add_itxt("XML:com.adobe.xmp", xmp().decode())
    out = io.BytesIO()
    picture().save(out, "PNG", pnginfo=words, exif=exif())
    return out.getvalue() + CANARY.encode()


def webp() -> bytes:
    out = io.BytesIO()
    picture().save(out, "WEBP", exif=exif().tobytes(), xmp=xmp(), quality=90)
    return out.getvalue()


def tiff() -> bytes:
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[315] = tags[270] = tags[33432] = CANARY
    tags[700] = xmp()
    out = io.BytesIO()
    picture().save(out, "TIFF", tiffinfo=tags, save_all=True, append_images=[picture()])
    return out.getvalue()


def gif() -> bytes:
    out = io.BytesIO()
    picture().save(out, "GIF", comment=CANARY.encode())
    return out.getvalue()


PICTURES = {"a.jpg": jpeg, "b.png": png, "c.webp": webp, "d.tif": tiff, "e.gif": gif}


def holds_canary(data: bytes) -> bool:
    """Whether the words stand anywhere in a picture, packed or not, in one byte or two for a letter."""
    texts = [data]
    for at in range(len(data) - 1):
        if data[at] == 0x78 and data[at + 1] in (0x01, 0x5E, 0x9C, 0xDA):
            try:
                texts.append(zlib.decompressobj().decompress(data[at:], 1_000_000))
            except zlib.error:
                continue
    return any(word in text for text in texts for word in (CANARY.encode(), WIDE, b"Canary", b"2026:06:10"))


@pytest.mark.parametrize("name", PICTURES)
def test_picture_loses_position_owner_notes_and_comments_and_keeps_its_look(name: str) -> None:
    original = PICTURES[name]()
    assert holds_canary(original)

    for copy in (make_clean_copy(f"records/inspection/2026/{name}", original).data, prepare_image(original).data):
        image = Image.open(io.BytesIO(copy))
        colours = image.convert("RGB").getpixel((20, 20)), image.convert("RGB").getpixel((50, 35))

        assert not holds_canary(copy)
        assert not image.getexif().get_ifd(0x8825)
        assert image.size == (60, 40)
        assert all(
            abs(one - other) < 25
            for pixel, wanted in zip(colours, ((200, 30, 30), (255, 255, 255)), strict=True)
            for one, other in zip(pixel, wanted, strict=True)  # type: ignore[arg-type]
        )


def test_every_page_of_a_scan_is_in_its_copy() -> None:
    copy = make_clean_copy("d.tif", tiff())

    assert getattr(Image.open(io.BytesIO(copy.data)), "n_frames", 1) == 2


def test_same_original_gives_the_same_copy() -> None:
    for name, make in PICTURES.items():
        original = make()
        assert clean_copy(name, original) == clean_copy(name, original)


def test_text_is_handed_over_as_it_is_and_office_files_are_not() -> None:
    assert clean_copy("records/x/2026/list.csv", b"a,b\n") == ("list.csv", b"a,b\n")
    assert make_clean_copy("notes.docx", b"PK").problem.startswith("is of the kind .docx")
    assert clean_copy("scan", b"x") is None


def test_picture_that_is_cut_off_is_left_out() -> None:
    whole = io.BytesIO()
    picture().resize((600, 400)).save(whole, "JPEG")

    assert make_clean_copy("a.jpg", whole.getvalue()[:-900]).problem.startswith("can't be read whole")
    assert make_clean_copy("a.png", png()[:60]).problem
    assert clean_copy("a.png", b"\x89PNG") is None


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 600))
def test_any_damage_to_a_picture_is_refused_or_leaves_no_canary(junk: bytes, at: int) -> None:
    whole = jpeg()
    damaged = whole[:at] + junk + whole[at:]
    copy = make_clean_copy("a.jpg", damaged)

    assert copy.problem or not holds_canary(copy.data)
    assert PurePosixPath(copy.name).suffix == ".jpg"
