from __future__ import annotations

import pytest

from builder.record_types.auditor import Auditor, Independence
from builder.record_types.work_days import WorkRow
from builder.render.pdf.sections.values import plain, show
from tests.render.pdf.sections.company import small_company, view_of


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((4,), "4"),
        ((4, 5), "4, 5"),
        ((1, 2, 3, 4, 7, 8), "1–4, 7, 8"),
        ((2, 3, 4, 9, 11, 12, 13), "2–4, 9, 11–13"),
    ],
)
def test_runs_of_whole_numbers_are_written_as_one(days: tuple[int, ...], words: str) -> None:
    shown = show(view_of(small_company()), "work-days", WorkRow.model_fields["days"], days)
    assert plain(shown) == words


def test_a_yes_or_no_inside_a_value_stands_with_its_question() -> None:
    stated = Independence(stated_on="2026-03-04", employed_here=False, built_system=True, note="Wrote it in 2019.")
    shown = show(view_of(small_company()), "auditor", Auditor.model_fields["independence"], stated)
    assert plain(shown) == "2026-03-04; Employed here: no; Built the program: yes; Wrote it in 2019."
