from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from builder.render.pdf.chart import Bar, Portion, describe_bars, tabulate_bars
from builder.render.pdf.columns import draw_columns

BARS = (
    Bar("Jan 2026", (Portion(6, "on time", "full"), Portion(2, "missing", "empty"))),
    Bar("Feb 2026", (Portion(0, "on time", "full"), Portion(0, "missing", "empty"))),
)
BOX = "{http://www.w3.org/2000/svg}rect"


def columns_of(bars: tuple[Bar, ...]) -> list[float]:
    """Heights of the boxes of the columns; those of the key and the pattern have other widths."""
    root = ET.fromstring(draw_columns(bars, title="Inspections"))
    return [float(box.get("height", "0")) for box in root.iter(BOX) if box.get("width") == "34.0"]


def test_a_column_is_as_high_as_its_count() -> None:
    six, two = columns_of(BARS)
    assert round(six / two, 1) == 3.0


def test_columns_say_every_number_in_words_and_in_a_table() -> None:
    root = ET.fromstring(draw_columns(BARS, title="Inspections"))
    assert root.get("aria-label") == describe_bars(BARS, "Inspections")
    assert tabulate_bars(BARS, "Month") == {
        "head": "Month",
        "names": ["on time", "missing"],
        "rows": [("Jan 2026", [6, 2], 8), ("Feb 2026", [0, 0], 0)],
    }


@given(st.lists(st.tuples(st.text(max_size=20), st.integers(0, 10_000), st.integers(0, 10_000)), max_size=15))
def test_columns_stay_inside_their_picture_whatever_is_counted(rows: list[tuple[str, int, int]]) -> None:
    bars = tuple(
        Bar(label, (Portion(a, "a", "full"), Portion(b, "b", "hatched"))) for label, a, b in rows if label.isprintable()
    )
    root = ET.fromstring(draw_columns(bars, title="x"))
    high = float(root.get("height", "0"))
    for box in root.iter(BOX):
        top = float(box.get("y", "0"))
        assert top >= -0.5
        assert top + float(box.get("height", "0")) <= high + 0.5
