"""What `muster` alone prints: a screenful, whatever the program says."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from builder.measure.attention import Attention
from builder.measure.cycle.life_cycle import measure_life_cycle
from builder.measure.due import DueItem
from builder.model.cycle import Deadline
from builder.model.finding import Finding, Severity
from builder.model.place import Place
from builder.model.wording import UNSEEN
from builder.render.report.attention import write_attention
from tests.measure.small import snapshot_of

TODAY = date(2026, 6, 30)
SNAPSHOT = snapshot_of({})


def error(number: int, message: str = "There is no site `yrad`.") -> Finding:
    place = Place(f"records/inspection/2026/insp-{number:04}.yaml", 7, 7)
    return Finding(place, "LNK003", "unknown-site", Severity.ERROR, message)


def due(days: int, what: str = "review POL-01 Health and safety policy") -> DueItem:
    return DueItem(TODAY + timedelta(days), "review", ("POL-01",), what, Place("policies/a.md"), days)


def test_a_busy_day_reads_like_this() -> None:
    busy = Attention(
        "Prairie Pipe & Heat Ltd.",
        TODAY,
        errors=tuple(error(number) for number in range(1, 6)),
        gaps=12,
        overdue=(due(-3), due(-1)),
        coming=(due(0), due(4), due(9)),
        unsaved=3,
        papers=1,
    )
    assert write_attention(busy, SNAPSHOT) == (
        "Prairie Pipe & Heat Ltd., 30 June 2026\n"
        "\n"
        "Errors, files that can't be relied on: 5; the first 3\n"
        "  records/inspection/2026/insp-0001.yaml:7:7\n"
        "    There is no site `yrad`.\n"
        "  records/inspection/2026/insp-0002.yaml:7:7\n"
        "    There is no site `yrad`.\n"
        "  records/inspection/2026/insp-0003.yaml:7:7\n"
        "    There is no site `yrad`.\n"
        "Overdue: 2\n"
        "  2026-06-27  review POL-01 Health and safety policy\n"
        "  2026-06-29  review POL-01 Health and safety policy\n"
        "Due within 14 days: 3; the first 2\n"
        "  2026-06-30  review POL-01 Health and safety policy\n"
        "  2026-07-04  review POL-01 Health and safety policy\n"
        "Gaps in the program: 12\n"
        "3 files changed since you last saved.\n"
        "1 paper waits in inbox/.\n"
        "\n"
        "What to do next: Read what is wrong and what to do about it.\n"
        "  muster check\n"
    )


def test_a_quiet_day_says_so() -> None:
    assert write_attention(Attention("", TODAY, unsaved=0), SNAPSHOT) == (
        "Your program, 30 June 2026\n"
        "\n"
        "No errors: every file can be relied on.\n"
        "\n"
        "What to do next: Nothing has to be done today.\n"
    )


@given(st.text(max_size=300), st.integers(0, 30), st.integers(0, 30), st.booleans())
def test_it_never_takes_more_than_a_screenful(text: str, errors: int, items: int, is_new: bool) -> None:
    cycle = measure_life_cycle(SNAPSHOT)
    assert cycle is not None
    deadline = Deadline("x", TODAY, text, "", "", None, Place("records/company.yaml"))
    worst = Attention(
        text,
        TODAY,
        errors=tuple(error(number, text) for number in range(errors)),
        gaps=99_999,
        overdue=tuple(due(-1, text) for _ in range(items)),
        coming=tuple(due(1, text) for _ in range(items)),
        unsaved=9_999,
        is_new=is_new,
        papers=9_999,
        set_aside=9_999,
        cycle=replace(cycle, as_of=TODAY, deadlines=(deadline,)),
    )
    lines = write_attention(worst, SNAPSHOT).splitlines()
    assert len(lines) <= 24
    assert max(len(line) for line in lines) <= 79
    assert not {unicodedata.category(letter) for line in lines for letter in line} & UNSEEN
