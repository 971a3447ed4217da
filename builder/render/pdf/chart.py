"""Small charts as SVG: drawn from whole numbers, told apart by pattern and number, never by colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

Shade = Literal["full", "hatched", "empty", "grey"]

INK = "#1a1f21"
ACCENT = "#0b5563"
LINE = "#34444a"
_WIDTH = 640
_LABEL = 232
_ROW = 17
_HEAD = 24
_FILLS: dict[Shade, str] = {"full": ACCENT, "hatched": "url(#hatched)", "empty": "#ffffff", "grey": "#d3dcde"}
_NUMBER_COLOURS: dict[Shade, str] = {"full": "#ffffff", "hatched": INK, "empty": INK, "grey": INK}


@dataclass(frozen=True)
class Portion:
    """A piece of a bar.

    Attributes:
        count: Its length; nothing is drawn for 0.
        name: What it counts, for the key.
        shade: How it is filled.
    """

    count: int
    name: str
    shade: Shade


@dataclass(frozen=True)
class Bar:
    """A row of the chart."""

    label: str
    portions: tuple[Portion, ...]

    @property
    def total(self) -> int:
        """Its whole length."""
        return sum(portion.count for portion in self.portions)


def draw_bars(bars: Sequence[Bar], *, title: str) -> str:
    """A chart of lying bars, one a row, with a key above: a whole SVG document.

    Args:
        bars: Each with the same portions in the same order, those of length 0 included, so that the key is complete.
        title: What the chart shows; read out to those who can't see it, with every number.
    """
    height = _HEAD + _ROW * len(bars) + 4
    longest = max((bar.total for bar in bars), default=0) or 1
    scale = (_WIDTH - _LABEL - 34) / longest
    rows = "".join(_row(bar, _HEAD + _ROW * index, scale) for index, bar in enumerate(bars))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'role="img" aria-label={quoteattr(describe_bars(bars, title))} font-family="Noto Sans, Noto Sans Symbols2" font-size="9.5">'
        f"<title>{escape(title)}</title>"
        '<defs><pattern id="hatched" width="4" height="4" patternUnits="userSpaceOnUse">'
        f'<rect width="4" height="4" fill="#ffffff"/><path d="M0 4L4 0M-1 1L1 -1M3 5L5 3" stroke="{ACCENT}" stroke-width="1"/>'
        f"</pattern></defs>{_key(bars)}{rows}</svg>"
    )


def describe_bars(bars: Sequence[Bar], title: str) -> str:
    """The chart in words, every number included."""
    said = "; ".join(
        f"{bar.label}: " + (", ".join(f"{part.count} {part.name}" for part in bar.portions if part.count) or "none")
        for bar in bars
    )
    return f"{title}. {said}." if said else f"{title}."


def _key(bars: Sequence[Bar]) -> str:
    if not bars:
        return ""
    x = float(_LABEL)
    pieces = []
    for portion in bars[0].portions:
        pieces.append(_box(x, 3, 10, 9, portion.shade) + _text(x + 14, 11, portion.name))
        # Five and a half units a letter: what Noto Sans takes at this size, on the wide side.
        x += 26 + 5.5 * len(portion.name)
    return "".join(pieces)


def _row(bar: Bar, y: int, scale: float) -> str:
    pieces = [_text(_LABEL - 8, y + 10, _shorten(bar.label), anchor="end")]
    x = float(_LABEL)
    for portion in bar.portions:
        if not portion.count:
            continue
        width = portion.count * scale
        pieces.append(_box(x, y, width, 13, portion.shade))
        if width >= 14:
            pieces.append(_number(x + width / 2, y + 10, portion))
        x += width
    pieces.append(_text(x + 6, y + 10, str(bar.total)))
    return "".join(pieces)


def _number(x: float, y: int, portion: Portion) -> str:
    halo = ""
    if portion.shade == "hatched":
        # A number on a pattern needs paper under it.
        wide = 6 * len(str(portion.count)) + 4
        halo = f'<rect x="{x - wide / 2:.1f}" y="{y - 9}" width="{wide}" height="11" fill="#ffffff"/>'
    return halo + _text(x, y, str(portion.count), anchor="middle", colour=_NUMBER_COLOURS[portion.shade])


def _box(x: float, y: int, width: float, height: int, shade: Shade) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{height}" fill="{_FILLS[shade]}" '
        f'stroke="{LINE}" stroke-width="0.6"/>'
    )


def _text(x: float, y: int, words: str, *, anchor: str = "start", colour: str = INK) -> str:
    return f'<text x="{x:.1f}" y="{y}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'


def _shorten(label: str) -> str:
    return label if len(label) <= 44 else f"{label[:43]}…"
