from __future__ import annotations

import pytest

from builder.render.pdf.sections.runs import write_runs


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([], ""), ([7], "7"), ([7, 8], "7, 8"), ([3, 4, 5, 9], "3–5, 9"), ([1, 3, 4, 5, 6, 8, 9], "1, 3–6, 8, 9")],
)
def test_three_and_more_in_a_row_are_one_run(numbers: list[int], words: str) -> None:
    assert write_runs(numbers) == words
