"""What came and went inside a passage, word by word."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from builder.measure.past.word_difference import MOST_DIFFERENCES, compare_words
from builder.model.text_change import Run, State

SAME, ADDED, REMOVED = State.SAME, State.ADDED, State.REMOVED


def test_one_word_that_became_another_stands_between_those_that_stayed() -> None:
    assert compare_words("Inspect it every month.", "Inspect it every week.") == (
        Run(SAME, "Inspect it every"),
        Run(REMOVED, "month."),
        Run(ADDED, "week."),
    )


def test_words_alone_between_two_replaced_places_are_shown_with_them() -> None:
    assert compare_words("by the old foreman of the crew today", "by the new boss of the shift today") == (
        Run(SAME, "by the"),
        Run(REMOVED, "old foreman of the crew"),
        Run(ADDED, "new boss of the shift"),
        Run(SAME, "today"),
    )


def test_a_passage_in_which_too_much_differs_is_left_whole() -> None:
    old, new = (" ".join(f"{sign}{number}" for number in range(MOST_DIFFERENCES)) for sign in "ab")

    assert compare_words(old, new) is None


_WORDS = st.lists(st.sampled_from("abcde"), max_size=25).map(" ".join)


@given(_WORDS, _WORDS)
def test_without_what_came_it_reads_as_before_and_without_what_went_as_now(old: str, new: str) -> None:
    runs = compare_words(old, new)

    assert runs is not None
    assert " ".join(run.text for run in runs if run.state is not ADDED) == old
    assert " ".join(run.text for run in runs if run.state is not REMOVED) == new
    assert all(one.state is not other.state for one, other in pairwise(runs))
