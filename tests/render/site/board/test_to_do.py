"""What is due, in the ranges of days that the board and the page share."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from builder.measure.due import DueItem
from builder.model.place import Place
from builder.render.site.board.to_do import BUCKETS, in_bucket

AS_OF = date(2026, 10, 31)


@pytest.mark.parametrize(
    ("days", "name"),
    [
        (-400, "due_0"),
        (-1, "due_0"),
        (0, "due_30"),
        (30, "due_30"),
        (31, "due_60"),
        (60, "due_60"),
        (61, "due_90"),
        (90, "due_90"),
    ],
)
def test_each_day_up_to_ninety_lies_in_one_range(days: int, name: str) -> None:
    item = DueItem(AS_OF + timedelta(days=days), "review", (), "Review", Place(""), days)
    assert [word for first, last, word in BUCKETS if in_bucket(item, first, last)] == [name]
