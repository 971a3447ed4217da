"""Charts of standing columns: months side by side, told apart by pattern and number, never by colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from builder.render.pdf.chart import LINE, PATTERNS, Bar, describe_bars, draw_box, draw_key, draw_number, draw_text

_HEIGHT = 150
_HEAD = 22
_FOOT = 16
_LETTER = 5.5
"""Width of a letter at the size of the labels, on the wide side."""


def draw_columns(bars: Sequence[Bar], *, title: str, width: int = 640) -> str:
    """A chart of standing columns, one a bar, its label below and its total above: a whole SVG document.

    Args:
        bars: Each with the same portions in the same order, those of length 0 included, so that the key is complete.
        title: What the chart shows; read out to those who can't see it, with every number.
        width: In units; 640 fill the page upright at the size of the other charts.
    """
    step = width / max(len(bars), 1)
    tallest = max((bar.total for bar in bars), default=0) or 1
    scale = (_HEIGHT - _HEAD - _FOOT - 14) / tallest
    columns = "".join(_column(bar, step * index, step, scale) for index, bar in enumerate(bars))
    ground = _HEIGHT - _FOOT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_HEIGHT}" width="{width}" height="{_HEIGHT}" '
        f'role="img" aria-label={quoteattr(describe_bars(bars, title))} font-family="Noto Sans, Noto Sans Symbols2" font-size="9.5">'
        f"<title>{escape(title)}</title>{PATTERNS}{draw_key(bars, 0)}{columns}"
        f'<path d="M0 {ground}H{width}" stroke="{LINE}" stroke-width="0.8"/></svg>'
    )


def _column(bar: Bar, left: float, step: float, scale: float) -> str:
    wide = min(step * 0.62, 34)
    middle = left + step / 2
    ground = float(_HEIGHT - _FOOT)
    pieces = [draw_text(middle, _HEIGHT - 4, _fit(bar.label, step), anchor="middle")]
    for portion in bar.portions:
        if not portion.count:
            continue
        high = portion.count * scale
        ground -= high
        pieces.append(draw_box(middle - wide / 2, ground, wide, high, portion.shade))
        if high >= 12 and portion.count != bar.total:
            pieces.append(draw_number(middle, ground + high / 2 + 3.5, portion))
    pieces.append(draw_text(middle, ground - 3.5, str(bar.total), anchor="middle"))
    return "".join(pieces)


def _fit(label: str, step: float) -> str:
    return label if len(label) * _LETTER <= step else label[: max(1, int(step / _LETTER))]
