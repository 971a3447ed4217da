"""What became of records after they were filed: changed after they were signed, or given another day."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from builder.measure.filing.alterations import (
    Alteration,
    AlterationState,
    Redating,
    changed_fields,
    find_alterations,
    find_redatings,
)
from builder.model.history import Content
from builder.model.snapshot import Snapshot
from builder.read.git.past.record_lines import digest_lines
from tests.measure.filing.hand_made import filed, history_of, revision, snapshot_with
from tests.measure.small import inspection

ID = "insp-0009"
SIGNED = inspection(ID, "2026-06-10")
UNSIGNED = SIGNED.partition("signatures")[0]


def story(*revisions: tuple[str | None, str]) -> Snapshot:
    """A record's revisions with the days on which they arrived."""
    return snapshot_with(history_of([filed(ID, *(revision(ID, text, day) for text, day in revisions))]))


def altered(*revisions: tuple[str | None, str]) -> Alteration | None:
    found = find_alterations(story(*revisions))
    return found[0] if found else None


def redated(*revisions: tuple[str | None, str]) -> Redating | None:
    found = find_redatings(story(*revisions))
    return found[0] if found else None


def signed_again(text: str, day: str) -> str:
    return text.replace("signatures: [", f"signatures: [{{person: P-002, date: {day}, method: electronic}}, ")


def test_value_that_reads_differently_after_signing_is_named() -> None:
    found = altered((SIGNED, "2026-06-12"), (SIGNED.replace("items_ok: 5", "items_ok: 9"), "2026-06-25"))

    assert found is not None
    assert (found.fields, found.signed_on, found.state) == (("items_ok",), date(2026, 6, 10), AlterationState.OPEN)


def test_small_steps_a_few_days_apart_are_no_slips() -> None:
    steps = [(SIGNED.replace("items_ok: 5", f"items_ok: {5 + step}"), f"2026-06-{12 + 6 * step}") for step in range(3)]
    states = [each.state for each in find_alterations(story(*steps))]

    assert states == [AlterationState.CORRECTED, AlterationState.OPEN]


def test_going_on_with_a_record_is_no_change() -> None:
    more = SIGNED + "links: [{to: ca-0001, as: raised}]\nitems:\n  - Ladder\n"

    assert altered((SIGNED, "2026-06-12"), (more, "2026-06-25")) is None
    assert altered((more, "2026-06-12"), (more + "  - Kit\n", "2026-06-25")) is None
    assert altered((more + "  - Kit\n", "2026-06-12"), (more, "2026-06-25")) is not None


def test_name_added_to_the_people_after_signing_is_a_change() -> None:
    before = SIGNED + "people:\n  - {person: P-002, role: crew}\n"
    found = altered((before, "2026-06-12"), (before + "  - {person: P-003, role: crew}\n", "2026-06-25"))

    assert found is not None
    assert found.fields == ("people",)


def test_signature_that_is_taken_away_is_a_change() -> None:
    found = altered((SIGNED, "2026-06-12"), (UNSIGNED, "2026-06-25"))

    assert found is not None
    assert found.fields == ("signatures",)


def test_slip_that_is_put_right_within_a_week_is_told_apart() -> None:
    changed = SIGNED.replace("items_ok: 5", "items_ok: 9")
    within, after = (altered((SIGNED, "2026-06-12"), (changed, day)) for day in ("2026-06-19", "2026-06-20"))

    assert within is not None
    assert after is not None
    assert (within.state, after.state) == (AlterationState.CORRECTED, AlterationState.OPEN)


def test_signing_again_with_the_change_or_later_settles_it() -> None:
    changed = SIGNED.replace("items_ok: 5", "items_ok: 9")
    at_once = altered((SIGNED, "2026-06-02"), (signed_again(changed, "2026-06-25"), "2026-06-25"))
    later = altered(
        (SIGNED, "2026-06-02"), (changed, "2026-06-25"), (signed_again(changed, "2026-06-28"), "2026-06-28")
    )

    assert at_once is not None
    assert later is not None
    assert (at_once.state, later.state) == (AlterationState.SIGNED_AGAIN, AlterationState.SIGNED_AGAIN)


def test_what_nobody_had_signed_may_change() -> None:
    assert altered((UNSIGNED, "2026-06-12"), (UNSIGNED.replace("items_ok: 5", "items_ok: 9"), "2026-06-25")) is None


def test_change_of_the_day_names_both_days_and_is_not_told_twice() -> None:
    moved = SIGNED.replace("date: 2026-06-10\n", "date: 2026-05-29\n")
    found = redated((SIGNED, "2026-06-12"), (moved, "2026-06-25"))

    assert found is not None
    assert (found.old, found.new, found.change.arrived) == (date(2026, 6, 10), date(2026, 5, 29), date(2026, 6, 25))
    assert not found.is_slip
    assert altered((SIGNED, "2026-06-12"), (moved, "2026-06-25")) is None


def test_day_put_right_within_a_week_of_filing_is_a_slip() -> None:
    moved = SIGNED.replace("date: 2026-06-10\n", "date: 2026-06-09\n")
    found = redated((SIGNED, "2026-06-12"), (moved, "2026-06-19"))

    assert found is not None
    assert found.is_slip


def test_day_is_compared_across_deleting_and_filing_again() -> None:
    moved = SIGNED.replace("date: 2026-06-10\n", "date: 2026-05-29\n")
    found = redated((SIGNED, "2026-06-12"), (None, "2026-06-13"), (moved, "2026-06-25"))

    assert found is not None
    assert found.entered == date(2026, 6, 12)


def test_what_lies_outside_the_window_is_left_out() -> None:
    old = SIGNED.replace("2026-06-10", "2024-06-10")
    snapshot = story((old, "2024-06-12"), (old.replace("items_ok: 5", "items_ok: 9"), "2024-07-25"))

    assert find_alterations(snapshot) == ()


_LINES = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=6)


@given(old=_LINES, more=st.lists(st.tuples(st.integers(0, 6), st.sampled_from("abcdefgh")), max_size=5))
def test_adding_lines_anywhere_is_never_a_change(old: list[str], more: list[tuple[int, str]]) -> None:
    new = list(old)
    for place, line in more:
        new.insert(place, line)

    assert changed_fields(content(old), content(new)) == ()


@given(old=_LINES, data=st.data())
def test_taking_a_line_away_is_always_a_change(old: list[str], data: st.DataObject) -> None:
    new = list(old)
    del new[data.draw(st.integers(0, len(old) - 1))]

    assert changed_fields(content(old), content(new)) == ("hazards",)


def content(lines: list[str]) -> Content:
    return Content(lines=digest_lines("hazards:\n" + "".join(f"  - {line}\n" for line in lines)))
