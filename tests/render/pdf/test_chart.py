from __future__ import annotations

import xml.etree.ElementTree as ET

from builder.render.pdf.chart import Bar, Portion, describe_bars, draw_bars

BARS = (
    Bar("Inspections", (Portion(7, "● evidence", "full"), Portion(2, "○ missing", "empty"))),
    Bar('<"Hazards">', (Portion(0, "● evidence", "full"), Portion(0, "○ missing", "empty"))),
)


def test_a_chart_says_every_number_in_words() -> None:
    assert describe_bars(BARS, "Questions") == 'Questions. Inspections: 7 ● evidence, 2 ○ missing; <"Hazards">: none.'


def test_a_chart_is_well_formed_whatever_its_labels_hold() -> None:
    root = ET.fromstring(draw_bars(BARS, title="Questions"))
    assert root.get("role") == "img"
    assert root.get("aria-label") == describe_bars(BARS, "Questions")


def test_a_longer_count_gives_a_longer_bar() -> None:
    root = ET.fromstring(draw_bars(BARS, title="Questions"))
    widths = [
        float(box.get("width", "0"))
        for box in root.iter("{http://www.w3.org/2000/svg}rect")
        if box.get("height") == "13"
    ]
    assert len(widths) == 2
    assert round(widths[0] / widths[1], 2) == 3.5


def test_portions_are_told_apart_without_colour() -> None:
    bars = (Bar("x", tuple(Portion(1, shade, shade) for shade in ("full", "hatched", "empty", "grey"))),)
    fills = [
        box.get("fill")
        for box in ET.fromstring(draw_bars(bars, title="x")).iter("{http://www.w3.org/2000/svg}rect")
        if box.get("height") == "13"
    ]
    assert len(set(fills)) == 4


def test_a_chart_of_nothing_is_still_a_picture() -> None:
    assert ET.fromstring(draw_bars((), title="Nothing")).get("aria-label") == "Nothing."
