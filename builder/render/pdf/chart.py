"""Small charts as SVG: drawn from whole numbers, told apart by pattern and number, never by colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from builder.render.bars import Bar as Bar
from builder.render.bars import Portion as Portion
from builder.render.bars import Shade as Shade
from builder.render.bars import describe_bars as describe_bars
from builder.render.bars import tabulate_bars as tabulate_bars

INK = "#1a1f21"
ACCENT = "#0b5563"
LINE = "#34444a"
_WIDTH = 640
_LABEL = 232
_ROW = 17
_HEAD = 24
_FILLS: dict[Shade, str] = {"full": ACCENT, "hatched": "url(#hatched)", "empty": "#ffffff", "grey": "#d3dcde"}
PATTERNS = (
    '<defs><pattern id="hatched" width="4" height="4" patternUnits="userSpaceOnUse">'
    f'<rect width="4" height="4" fill="#ffffff"/><path d="M0 4L4 0M-1 1L1 -1M3 5L5 3" stroke="{ACCENT}" stroke-width="1"/>'
    "</pattern></defs>"
)
"""What the fills refer to; it stands once in every chart."""

_NUMBER_COLOURS: dict[Shade, str] = {"full": "#ffffff", "hatched": INK, "empty": INK, "grey": INK}


def draw_bars(bars: Sequence[Bar], *, title: str, width: int = _WIDTH, label: int = _LABEL) -> str:
    """A chart of lying bars, one a row, with a key above: a whole SVG document.

    Args:
        bars: Each with the same portions in the same order, those of length 0 included, so that the key is complete.
        title: What the chart shows; read out to those who can't see it, with every number.
        width: In units; 640 fill the page upright, so that the letters have the size of a table's.
        label: How much of it the labels take.
    """
    height = _HEAD + _ROW * len(bars) + 4
    longest = max((bar.total for bar in bars), default=0) or 1
    scale = (width - label - 34) / longest
    rows = "".join(_row(bar, label, _HEAD + _ROW * index, scale) for index, bar in enumerate(bars))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label={quoteattr(describe_bars(bars, title))} font-family="Noto Sans, Noto Sans Symbols2" font-size="9.5">'
        f"<title>{escape(title)}</title>"
        f"{PATTERNS}{draw_key(bars, label)}{rows}</svg>"
    )


def draw_key(bars: Sequence[Bar], left: float) -> str:
    """The key in a line at the top, from `left` on; nothing where there is only one kind of portion."""
    if not bars or len(bars[0].portions) < 2:
        return ""
    x = float(left)
    pieces = []
    for portion in bars[0].portions:
        pieces.append(draw_box(x, 3, 10, 9, portion.shade) + draw_text(x + 14, 11, portion.name))
        # Five and a half units a letter: what Noto Sans takes at this size, on the wide side.
        x += 26 + 5.5 * len(portion.name)
    return "".join(pieces)


def _row(bar: Bar, left: int, y: int, scale: float) -> str:
    pieces = [draw_text(left - 8, y + 10, _shorten(bar.label, left), anchor="end")]
    x = float(left)
    for portion in bar.portions:
        if not portion.count:
            continue
        width = portion.count * scale
        pieces.append(draw_box(x, y, width, 13, portion.shade))
        if width >= 14:
            pieces.append(draw_number(x + width / 2, y + 10, portion))
        x += width
    pieces.append(draw_text(x + 6, y + 10, str(bar.total)))
    return "".join(pieces)


def draw_number(x: float, y: float, portion: Portion) -> str:
    """The count of a portion in the middle of it, readable on its fill."""
    halo = ""
    if portion.shade == "hatched":
        # A number on a pattern needs paper under it.
        wide = 6 * len(str(portion.count)) + 4
        halo = f'<rect x="{x - wide / 2:.1f}" y="{y - 9:g}" width="{wide}" height="11" fill="#ffffff"/>'
    return halo + draw_text(x, y, str(portion.count), anchor="middle", colour=_NUMBER_COLOURS[portion.shade])


def draw_box(x: float, y: float, width: float, height: float, shade: Shade) -> str:
    """A filled box with a line around it."""
    return (
        f'<rect x="{x:.1f}" y="{y:.4g}" width="{width:.1f}" height="{height:.4g}" fill="{_FILLS[shade]}" '
        f'stroke="{LINE}" stroke-width="0.6"/>'
    )


def draw_text(x: float, y: float, words: str, *, anchor: str = "start", colour: str = INK) -> str:
    """Words on the line `y`."""
    return f'<text x="{x:.1f}" y="{y:.4g}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'


def _shorten(label: str, room: int) -> str:
    most = int(room / 5.25)
    return label if len(label) <= most else f"{label[: most - 1]}…"
