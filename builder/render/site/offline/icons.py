"""The manual's icons: a shield with a check mark, drawn, because a browser tab and a phone's home screen want pictures of points."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from PIL import Image, ImageDraw

FAVICON = "assets/icons/favicon.png"
TOUCH_ICON = "assets/icons/touch.png"
"""iOS takes this one for the home screen and rounds its corners itself."""

GROUND = (11, 85, 99)
MARK = (255, 255, 255)
_FINER = 4
"""Drawn so many times larger and made smaller afterwards: Pillow draws edges without smoothing them."""

_SHIELD = ((0.5, 0.04), (0.92, 0.2), (0.92, 0.5), (0.86, 0.66), (0.74, 0.8), (0.5, 0.97), (0.26, 0.8), (0.14, 0.66), (0.08, 0.5), (0.08, 0.2))  # fmt: skip
_CHECK = ((0.29, 0.5), (0.44, 0.66), (0.73, 0.33))


@cache
def draw_icons() -> Mapping[str, bytes]:
    """PNG files by their path in the site.

    Sizes: 192 and 512 for a home screen (https://www.w3.org/TR/appmanifest/#icons-member, and what Chromium asks of an app that can be
    installed), one whose mark stays inside the middle 80 %, because launchers cut icons to their own shape ("maskable"), 180 for iOS
    and 32 for the tab.
    """
    drawn = {
        FAVICON: _draw(32, 1.0, is_full=False),
        TOUCH_ICON: _draw(180, 0.68, is_full=True),
        "assets/icons/192.png": _draw(192, 0.94, is_full=False),
        "assets/icons/512.png": _draw(512, 0.94, is_full=False),
        "assets/icons/512-maskable.png": _draw(512, 0.56, is_full=True),
    }
    return MappingProxyType(drawn)


def _draw(size: int, share: float, *, is_full: bool) -> bytes:
    """A teal shield on nothing, or, `is_full`, a white one on teal; `share` is how much of the side it takes."""
    side = size * _FINER
    ground, shield, check = (GROUND, MARK, GROUND) if is_full else ((0, 0, 0, 0), GROUND, MARK)
    image = Image.new("RGBA", (side, side), ground)
    brush = ImageDraw.Draw(image)

    def place(points: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
        edge = side * (1 - share) / 2
        return [(edge + x * side * share, edge + y * side * share) for x, y in points]

    brush.polygon(place(_SHIELD), fill=shield)
    width = max(1, round(side * share * 0.11))
    points = place(_CHECK)
    brush.line(points, fill=check, width=width, joint="curve")
    for x, y in (points[0], points[-1]):
        brush.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=check)
    found = io.BytesIO()
    # LANCZOS of transparent points darkens edges unless colours are multiplied first, which Pillow does for RGBA.
    image.resize((size, size), Image.Resampling.LANCZOS).save(found, "PNG", optimize=True)
    return found.getvalue()
