"""Charts of the pages: inline SVG that keeps its letters on a phone, is read out, can be clicked, and has its numbers as a table beside it.

Lengths across are in per cent and lengths down in pixels, so that a chart is as wide as its place and its letters are those of the page.
Colours come from the style sheet by class, so that dark pages and paper have theirs; what a piece is shows in its pattern and its number.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from builder.render.bars import Bar, Portion, Shade, describe_bars, tabulate_bars
from builder.render.site.manual import Here

_ROW = 31
_THICK = 12
_COLUMN = 108
_FOOT = 20
_ROOM_FOR_NUMBER = 5.0
"""The least width of a piece, in per cent, that its number fits into on a phone."""


def bar_chart(here: Here, name: str, title: str, bars: Sequence[Bar], head: str) -> Markup:
    """Lying bars, one below the other, each with its words above it.

    Args:
        here: The page it stands on.
        name: Unique on its page; ids in the picture begin with it.
        title: What the chart shows.
        bars: Each with the same portions in the same order.
        head: Of the first column of its table.
    """
    longest = max((bar.total for bar in bars), default=0) or 1
    rows = Markup("").join(_bar(name, bar, index * _ROW, longest) for index, bar in enumerate(bars))
    return _figure(here, name, title, bars, head, rows, len(bars) * _ROW)


def column_chart(here: Here, name: str, title: str, bars: Sequence[Bar], head: str) -> Markup:
    """Standing columns side by side, for months; see `bar_chart`."""
    highest = max((bar.total for bar in bars), default=0) or 1
    room = 100 / max(len(bars), 1)
    columns = Markup("").join(_column(name, bar, index * room, room, highest) for index, bar in enumerate(bars))
    return _figure(here, name, title, bars, head, columns, _COLUMN + _FOOT)


def _figure(here: Here, name: str, title: str, bars: Sequence[Bar], head: str, drawn: Markup, height: int) -> Markup:
    portions = bars[0].portions if bars else ()
    # A group, not an image: what stands inside an image can be neither reached nor read by those who don't see it.
    picture = Markup(
        '<svg class="m-chart__picture" role="group" aria-labelledby="{name}-title" aria-describedby="{name}-desc" '
        'width="100%" height="{height}"><title id="{name}-title">{title}</title><desc id="{name}-desc">{desc}</desc>'
        "{pattern}{drawn}</svg>"
    ).format(
        name=name, height=height, title=title, desc=describe_bars(bars, title), pattern=_pattern(name), drawn=drawn
    )
    key = [(portion.name, _swatch(name, portion.shade)) for portion in portions] if len(portions) > 1 else ()
    data = tabulate_bars(bars, head)
    written = here.manual.render("chart.html.j2", here.path, title=title, key=key, picture=picture, data=data)
    return Markup(written.strip())  # noqa: S704 - a template of ours


def _pattern(name: str) -> Markup:
    return Markup(
        '<defs><pattern id="{}-hatched" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<rect class="m-fill--empty" width="6" height="6"/><path class="m-stroke" d="M0 6L6 0M-1.5 1.5L1.5 -1.5M4.5 7.5L7.5 4.5"/>'
        "</pattern></defs>"
    ).format(name)


def _swatch(name: str, shade: Shade) -> Markup:
    box = Markup('<rect x="0.5" y="0.5" width="15" height="11" {}/>').format(_fill(name, shade))
    return Markup('<svg class="m-chart__swatch" width="16" height="12" aria-hidden="true">{}</svg>').format(box)


def _fill(name: str, shade: Shade) -> Markup:
    if shade == "hatched":
        return Markup('class="m-bar" fill="url(#{}-hatched)"').format(name)
    return Markup('class="m-bar m-fill--{}"').format(shade)


def _linked(url: str, said: str, drawn: Markup) -> Markup:
    # Not plain `href`: Material's instant loading sets `element.href` on everything that has one, which an anchor in SVG doesn't allow.
    # The role said aloud, because axe takes an anchor for one without a destination where it finds no plain `href`.
    return Markup('<a xlink:href="{}" role="link" aria-label="{}">{}</a>').format(url, said, drawn) if url else drawn


def _bar(name: str, bar: Bar, y: int, longest: int) -> Markup:
    words = Markup('<text x="0" y="{}">{}</text>').format(y + 12, bar.label)
    total = Markup('<text class="m-chart__total" x="100%" y="{}" text-anchor="end">{}</text>').format(y + 12, bar.total)
    pieces = [_linked(bar.url, bar.label, words), total]
    x = 0.0
    for portion in bar.portions:
        width = 100 * portion.count / longest
        if portion.count:
            drawn = Markup('<rect x="{:.2f}%" y="{}" width="{:.2f}%" height="{}" {}/>').format(
                x, y + 16, width, _THICK, _fill(name, portion.shade)
            )
            if width >= _ROOM_FOR_NUMBER:
                drawn += _number(x + width / 2, y + 16 + _THICK - 2, portion)
            pieces.append(_linked(portion.url, f"{bar.label}: {portion.count} {portion.name}", drawn))
        x += width
    return Markup("").join(pieces)


def _column(name: str, bar: Bar, x: float, room: float, highest: int) -> Markup:
    middle = x + room / 2
    label = Markup('<text x="{:.2f}%" y="{}" text-anchor="middle">{}</text>').format(middle, _COLUMN + 14, bar.label)
    pieces = [label]
    y = float(_COLUMN)
    tall = _COLUMN - 18
    for portion in bar.portions:
        height = tall * portion.count / highest
        y -= height
        if portion.count:
            drawn = Markup('<rect x="{:.2f}%" y="{:.1f}" width="{:.2f}%" height="{:.1f}" {}/>').format(
                x + room * 0.14, y, room * 0.72, height, _fill(name, portion.shade)
            )
            if height >= _THICK and len(bar.portions) > 1:
                drawn += _number(middle, y + height / 2 + 4, portion)
            pieces.append(_linked(portion.url, f"{bar.label}: {portion.count} {portion.name}", drawn))
    total = Markup('<text class="m-chart__total" x="{:.2f}%" y="{:.1f}" text-anchor="middle">{}</text>')
    pieces.append(total.format(middle, y - 4, bar.total))
    return Markup("").join(pieces)


def _number(x: float, y: float, portion: Portion) -> Markup:
    return Markup('<text class="m-number m-number--{}" x="{:.2f}%" y="{:.1f}" text-anchor="middle">{}</text>').format(
        portion.shade, x, y, portion.count
    )
