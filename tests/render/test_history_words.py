"""What a history says in words."""

from __future__ import annotations

from datetime import date

import pytest

from builder.measure.past.in_force import Revision
from builder.model.difference import Difference, PartChange
from builder.model.history import Change, Content, SignatureVerdict
from builder.render.history_words import (
    SIGNATURE_WORDS,
    change_words,
    difference_object,
    difference_words,
    filed_words,
    revision_words,
    signature_words,
)

DAY = date(2026, 2, 17)
NAMES = {"P-001": "Dale Friesen"}


def change(content: Content | None = None, kind: str = "M", blob: str = "1", old_path: str | None = None) -> Change:
    """A change that left something behind."""
    return Change(
        "c" * 40, DAY, kind, "policies/a.md", old_path, blob * 40, "Marnie <m@x>", DAY, "Do it", content=content
    )


def policy(version: int | None = 6, status: str = "approved", text: str = "a", on: date = DAY) -> Content:
    """What a document says of itself."""
    return Content(id="POL-01", version=version, status=status, approved_by="P-001", approved_on=on, text=text)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (None, policy(), "version 6, approved by Dale Friesen on 2026-02-17"),
        (policy(5), policy(), "version 6, approved by Dale Friesen on 2026-02-17"),
        (policy(), policy(status="withdrawn"), "withdrawn"),
        (policy(), policy(7, "draft"), "draft of version 7"),
        (policy(6, "draft"), policy(), "version 6, approved by Dale Friesen on 2026-02-17"),
        (policy(), policy(text="b"), "text changed, still version 6"),
        (
            policy(on=date(2025, 2, 1)),
            policy(),
            "version 6 approved by Dale Friesen on 2026-02-17 again; text unchanged",
        ),
        (policy(), policy(), "control block changed, text unchanged; version 6"),
        (None, policy(None), "a version without a number, approved by Dale Friesen on 2026-02-17"),
        (policy(), Content(problem="It is not UTF-8 text."), "could not be read: It is not UTF-8 text"),
        (None, Content(id="insp-0001", day=DAY), "filed"),
        (
            Content(id="i", day=DAY),
            Content(id="i", day=date(2026, 2, 1)),
            "its date became 2026-02-01, it was 2026-02-17",
        ),
        (Content(id="i-1", day=DAY), Content(id="i-2", day=DAY), "its id became i-2, it was i-1"),
        (Content(id="i", day=DAY), Content(id="i", day=DAY), "changed"),
    ],
)
def test_change_is_told_by_what_it_did(before: Content | None, after: Content, said: str) -> None:
    old = change(before, blob="0") if before else None

    assert change_words(change(after), old, lambda person: NAMES.get(person, person)) == said


def test_moves_deletions_and_returns_are_told() -> None:
    record = Content(id="i", day=DAY)
    filed = change(record, "A")

    assert change_words(change(record, "R", old_path="records/b.yaml"), filed) == "moved here from records/b.yaml"
    assert change_words(change(record, "R", "2", "records/b.yaml"), filed) == "moved here from records/b.yaml; changed"
    assert change_words(change(None, "D", ""), filed) == "deleted"
    assert change_words(filed, change(None, "D", "")) == "came back"


def test_a_document_that_only_moved_has_no_changed_control_block() -> None:
    moved = change(policy(), "R", old_path="policies/b.md")
    assert change_words(moved, change(policy(), "A")) == "moved here from policies/b.md"
    assert change_words(moved, change(policy(), "A", blob="0")).endswith(
        "control block changed, text unchanged; version 6"
    )
    back = change_words(change(policy(), "A"), change(None, "D", ""))
    assert back == "came back; version 6, approved by P-001 on 2026-02-17"


def test_effective_day_is_said_where_it_is_another_one() -> None:
    later = Content(version=6, status="approved", approved_on=DAY, effective=date(2026, 3, 1))

    assert change_words(change(later), None) == "version 6, approved on 2026-02-17, in effect from 2026-03-01"


def test_every_verdict_has_words() -> None:
    assert set(SIGNATURE_WORDS) == set(SignatureVerdict)
    assert signature_words(SignatureVerdict.GOOD) == "signature good"
    assert signature_words(SignatureVerdict.UNSIGNED) == "not signed"


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "on the day itself"), (1, "1 day after"), (9, "9 days after"), (-2, "2 days before the day it is about")],
)
def test_filing_is_told_in_days(days: int, said: str) -> None:
    assert filed_words(days) == said


def test_difference_names_the_headings_and_counts_the_rest() -> None:
    parts = tuple(PartChange(name, 2, 1) for name in "ABCDEF")

    assert difference_words(Difference(12, 6, parts)) == "+12 −6 words: “A”, “B”, “C”, “D”, 2 more"
    assert difference_words(Difference(1, 0, (PartChange("", 1, 0), PartChange("Who", 0, 0, "new")))) == (
        "+1 −0 words: the beginning, “Who” (new)"
    )
    assert difference_words(Difference(fields=(PartChange("last_reviewed", 1, 1),))) == "control block: last_reviewed"
    assert difference_words(Difference()) == difference_words(None) == ""
    assert difference_object(None) is None


def test_revision_says_its_own_day_where_it_came_later() -> None:
    late = Revision("POL-01", 6, "1" * 40, "2" * 40, DAY, date(2026, 2, 10), None)

    assert revision_words(late) == "version 6, since 2026-02-17, by its own dates since 2026-02-10"
    claimed = Revision("POL-01", 6, "1" * 40, "2" * 40, DAY, date(2025, 2, 10), None, claimed=True)
    assert (
        revision_words(claimed)
        == "version 6, since 2025-02-10, as adopted: the day is what the document says of itself"
    )
