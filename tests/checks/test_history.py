"""What the rules about history say at their edges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builder.checks.run import check
from builder.model.snapshot import WorkTree
from tests.checks.example import Example, take_example


def test_reason_why_the_history_was_not_examined_is_said() -> None:
    (finding,) = check(take_example(Example(is_examined=False)))

    assert finding.code == "HIS001"
    assert finding.message.startswith("The history was not examined: there is no git repository.")


def test_clean_work_tree_is_not_mentioned() -> None:
    snapshot = replace(take_example(Example()), work_tree=WorkTree())

    assert check(snapshot) == ()


def test_many_uncommitted_files_are_one_note_that_counts_them() -> None:
    paths = tuple(f"records/inspection/2026/insp-{number:04}.yaml" for number in range(10, 20))
    (finding,) = check(replace(take_example(Example()), work_tree=WorkTree(added=paths)))

    assert finding.code == "HIS002"
    assert finding.message.endswith("insp-0012.yaml and 7 more.")


def test_record_filed_on_its_own_day_is_no_finding_and_the_day_before_is() -> None:
    path = "records/inspection/2026/insp-0001.yaml"

    assert check(take_example(Example(entered={path: date(2026, 4, 15)}))) == ()
    (finding,) = check(take_example(Example(entered={path: date(2026, 4, 14)})))
    assert finding.code == "HIS005"
