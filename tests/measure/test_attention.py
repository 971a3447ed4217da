"""What needs attention, and the one thing to do next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from builder.checks.run import check
from builder.measure.attention import AHEAD, Attention, choose_next_step, measure_attention
from builder.measure.due import DueItem
from builder.model.finding import Finding, Severity
from builder.model.place import Place
from builder.model.snapshot import WorkTree
from tests.checks.example import Example, take_example
from tests.measure.small import read_text

INSPECTION = "records/inspection/2026/insp-0001.yaml"
TODAY = date(2026, 6, 30)
ERROR = Finding(Place("records/a.yaml", 3, 7), "LNK003", "unknown-site", Severity.ERROR, "No such site.")
DUE = DueItem(TODAY, "review", ("POL-01",), "review POL-01", Place("policies/a.md"), 0)
BUSY = Attention(
    "Prairie Pipe",
    TODAY,
    errors=(ERROR,),
    mendable=1,
    gaps=3,
    overdue=(DUE,),
    unsaved=2,
    is_new=True,
    papers=4,
    set_aside=1,
)


def test_everything_is_counted_from_the_snapshot() -> None:
    files = {INSPECTION: read_text(INSPECTION).replace("site: yard", "site: yrad").encode()}
    snapshot = replace(
        take_example(Example(files=files)), work_tree=WorkTree(changed=(INSPECTION,), removed=("policies/x.md",))
    )
    found = measure_attention(snapshot, check(snapshot), papers=2, set_aside=1)
    assert found.company == snapshot.program.company.value.name  # type: ignore[union-attr]
    assert [finding.code for finding in found.errors] == ["LNK003"]
    assert (found.unsaved, found.papers, found.set_aside, found.is_new) == (2, 2, 1, False)
    assert found.documents == len(snapshot.program.policies)
    assert all(item.days < 0 for item in found.overdue)
    assert all(0 <= item.days <= AHEAD for item in found.coming)
    assert found.cycle is not None


def test_what_is_due_on_the_last_day_ahead_is_seen_and_a_day_later_is_not() -> None:
    snapshot = take_example(Example())
    day = measure_attention(snapshot, ()).day
    items = [item for item in measure_attention(snapshot, ()).coming if item.day > day]
    assert items
    assert max(item.day for item in items) <= day + timedelta(days=AHEAD)


def test_without_a_repository_nobody_knows_what_is_saved() -> None:
    assert measure_attention(replace(take_example(Example()), work_tree=None), ()).unsaved is None


@pytest.mark.parametrize(
    ("command", "settled"),
    [
        ("muster fix", {"mendable": 0}),
        ("muster check", {"errors": ()}),
        ("muster save", {"is_new": False}),
        ("muster save", {"unsaved": 0}),
        ("muster save --bring-back", {"set_aside": 0}),
        ("muster import inbox", {"papers": 0}),
        ("muster due", {"overdue": ()}),
        ("muster check", {"gaps": 0}),
        ("", {}),
    ],
)
def test_one_thing_comes_after_the_other(command: str, settled: dict[str, object]) -> None:
    order: list[dict[str, object]] = [
        *({"mendable": 0}, {"errors": ()}, {"is_new": False}, {"unsaved": 0}, {"set_aside": 0}),
        *({"papers": 0}, {"overdue": ()}, {"gaps": 0}, {}),
    ]
    done: dict[str, object] = {}
    for each in order[: order.index(settled)]:
        done |= each
    assert choose_next_step(replace(BUSY, **done)).command == command  # type: ignore[arg-type]
