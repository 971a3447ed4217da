"""Counts drawn as bars: the same numbers in words and in a table, whoever draws them."""

from __future__ import annotations

from builder.render.bars import Bar, Portion, describe_bars, tabulate_bars

BARS = (
    Bar("May", (Portion(3, "done", "full"), Portion(1, "missing", "empty"))),
    Bar("June", (Portion(0, "done", "full"), Portion(0, "missing", "empty"))),
)


def test_the_words_have_every_number_and_say_where_there_is_none() -> None:
    assert describe_bars(BARS, "Tours") == "Tours. May: 3 done, 1 missing; June: none."
    assert describe_bars((), "Tours") == "Tours."


def test_the_table_has_a_column_for_each_portion_and_the_sum() -> None:
    assert tabulate_bars(BARS, "Month") == {
        "head": "Month",
        "names": ["done", "missing"],
        "rows": [("May", [3, 1], 4), ("June", [0, 0], 0)],
    }
