"""What the rules about an earlier pack say at their edges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builder.checks.run import check
from builder.model.finding import Finding
from builder.model.previous_pack import ChangedSince, Descent, PreviousPack, SinceKind
from tests.checks.example import Example, take_example

RECORD = "records/inspection/2026/insp-0001.yaml"
CONTINUED = Descent(is_ancestor=True, is_on_line=True, commits=3)
EARLIER = PreviousPack(
    pack_id="2026-05-31-2222222222-auditor",
    sha256="a" * 64,
    manifest_sha256="b" * 64,
    commit="2" * 40,
    branch="main",
    commits=3,
    as_of=date(2026, 5, 31),
    first=date(2026, 1, 1),
    last=date(2026, 5, 31),
    entered_on=None,
    descent=CONTINUED,
)


def found_with(**changes: object) -> tuple[Finding, ...]:
    return check(take_example(Example(previous=replace(EARLIER, **changes))))  # type: ignore[arg-type]


def gone(path: str, id: str, day: date | None) -> ChangedSince:
    return ChangedSince(path, id, SinceKind.GONE, "", day, days=(date(2026, 6, 2),), commits=("c" * 40,))


def test_an_earlier_pack_whose_history_goes_on_is_no_finding() -> None:
    assert found_with() == ()


@pytest.mark.parametrize(
    ("descent", "why"),
    [
        (Descent(is_ancestor=False), "This history doesn't hold it"),
        (replace(CONTINUED, commits=4), "It says that 3 commits led to it, and 4 do"),
    ],
    ids=["rewritten", "miscounted"],
)
def test_each_way_of_not_being_part_of_the_history_is_one_error_that_says_which(descent: Descent, why: str) -> None:
    (finding,) = found_with(descent=descent)

    assert finding.code == "HIS030"
    assert why in finding.message


def test_a_pack_that_lists_files_otherwise_than_its_commit_is_not_believed() -> None:
    (finding,) = found_with(untrue=2)

    assert finding.code == "HIS030"
    assert "It lists 2 files otherwise than that commit holds them" in finding.message


def test_a_pack_without_a_counted_history_is_not_miscounted() -> None:
    assert found_with(commits=0) == ()


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(2025, 12, 31), []),
        (date(2026, 1, 1), ["HIS033"]),
        (date(2026, 5, 31), ["HIS033"]),
        (date(2026, 6, 1), []),
        (None, ["HIS033"]),
    ],
)
def test_only_a_record_of_the_packs_own_time_leaves_a_gap_when_it_goes(day: date | None, codes: list[str]) -> None:
    found = found_with(gone=(gone("records/inspection/2026/insp-0009.yaml", "insp-0009", day),))

    assert [finding.code for finding in found] == codes


def test_a_document_a_scan_or_a_register_entry_that_goes_leaves_no_gap_here() -> None:
    paths = ("policies/old.md", "records/inspection/2026/insp-0001.png", "records/people/P-009.yaml")

    assert found_with(gone=tuple(gone(path, "", None) for path in paths)) == ()


def test_a_record_that_was_given_another_day_is_said_with_both_days() -> None:
    changed = ChangedSince(RECORD, "insp-0001", SinceKind.REDATED, RECORD, date(2026, 4, 15), date(2026, 4, 10))
    (finding,) = found_with(changed=(changed,))

    assert finding.code == "HIS032"
    assert finding.message == (
        "insp-0001 was dated 2026-04-15 in the pack 2026-05-31-2222222222-auditor and is dated 2026-04-10 now; "
        "it was last changed outside this history."
    )


def test_the_fields_in_which_a_record_differs_are_named() -> None:
    changed = ChangedSince(
        RECORD, "insp-0001", SinceKind.CHANGED, RECORD, days=(date(2026, 6, 2),), commits=("c" * 40,), fields=("notes",)
    )
    (finding,) = found_with(changed=(changed,))

    assert "(differs in: notes); it was last changed on 2026-06-02 (commit cccccccccc)" in finding.message


def test_a_document_that_changed_and_a_record_that_only_moved_are_no_findings() -> None:
    moved = ChangedSince("records/inspection/2025/insp-0001.yaml", "insp-0001", SinceKind.MOVED, RECORD)
    revised = ChangedSince("policies/x.md", "PRG-01", SinceKind.CHANGED, "policies/x.md")

    assert found_with(changed=(moved, revised)) == ()


def test_a_path_from_an_earlier_manifest_can_not_move_the_cursor() -> None:
    path = "records/inspection/2026/\x1b[2J.yaml"
    (finding,) = found_with(gone=(gone(path, "", None),))

    assert finding.message.isprintable()
