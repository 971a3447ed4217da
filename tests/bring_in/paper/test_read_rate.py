"""Our own forms, printed, and then scanned and photographed badly: how many of their codes are still read."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageEnhance, ImageFilter

from builder.render.forms.printed.making import make_copies
from tests.bring_in.paper.scanned import jpeg, read_here
from tests.render.forms.printed.company import take

Way = Callable[[Image.Image], Image.Image]


def turned(degrees: float) -> Way:
    return lambda page: page.rotate(degrees, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)


def grain(page: Image.Image) -> Image.Image:
    return ImageChops.add(page.convert("L"), Image.effect_noise(page.size, 60), 1, -128)


def from_the_side(page: Image.Image) -> Image.Image:
    """The top of the sheet is a fifth narrower than its foot."""
    width, height = page.size
    desk = Image.new("RGB", (int(width * 1.3), int(height * 1.2)), (90, 80, 70))
    desk.paste(page, (int(width * 0.15), int(height * 0.1)))
    wide, high = desk.size
    corners = (-0.16 * wide, 0, 0, high, wide, high, 1.16 * wide, 0)
    return desk.transform(desk.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=(90, 80, 70))


def in_the_shade(page: Image.Image) -> Image.Image:
    ramp = Image.linear_gradient("L").resize(page.size).rotate(90)
    return ImageChops.multiply(page.convert("L"), ramp.point(lambda value: 90 + value * 165 // 255))


def at(dots: int) -> Way:
    return lambda page: page.resize((page.width * dots // 200, page.height * dots // 200), Image.Resampling.BOX)


WAYS: dict[str, Way] = {
    "200 dots per inch": lambda page: page,
    "100 dots per inch": at(100),
    "75 dots per inch": at(75),
    "black and white, as a fax": lambda page: page.convert("1").convert("L"),
    "upside down": turned(180),
    "lying": turned(90),
    "crooked": turned(7),
    "noise": grain,
    "out of focus": lambda page: page.filter(ImageFilter.GaussianBlur(2)),
    "pale copy": lambda page: ImageEnhance.Contrast(page.convert("L")).enhance(0.25),
    "photographed from the side": from_the_side,
    "photographed in the shade": in_the_shade,
    "from the side, in the shade, out of focus": lambda page: in_the_shade(from_the_side(page)).filter(
        ImageFilter.GaussianBlur(1.5)
    ),
}
"""All of these are read, every page of them."""


@pytest.fixture(scope="module")
def pages() -> list[Image.Image]:
    drawn = []
    for type_name in ("inspection", "flha", "incident"):
        pdf = pypdfium2.PdfDocument(make_copies(take(), type_name, "letter", "shop", serials=(12,)))
        drawn += [page.render(scale=200 / 72).to_pil().convert("RGB") for page in pdf]
    return drawn


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_every_code_is_read(pages: list[Image.Image], way: str) -> None:
    read = [read_here(jpeg(WAYS[way](page).convert("RGB")))[0] for page in pages]
    assert len(read) >= 4
    assert all(len(page.codes) == 1 and page.codes[0].startswith("MUSTER:1:") for page in read)
    assert not any(page.is_blank for page in read)


def test_a_form_comes_back_from_a_scanner(pages: list[Image.Image]) -> None:
    out = io.BytesIO()
    pages[0].convert("1").save(out, "TIFF", compression="group4")
    assert read_here(out.getvalue())[0].codes == ("MUSTER:1:INSPECTION:SHOP:PRG-07.4:0012:50",)
