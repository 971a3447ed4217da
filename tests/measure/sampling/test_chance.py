"""The chance to reach a threshold, held against counting every possible draw and against the numbers of the study it comes from."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.measure.sampling.chance import chance_to_reach, in_per_cent, least_good


@given(st.data())
def test_the_chance_is_the_share_of_all_possible_draws_that_reach_the_threshold(data: st.DataObject) -> None:
    population = data.draw(st.integers(1, 9))
    good = data.draw(st.integers(0, population))
    drawn = data.draw(st.integers(1, population))
    threshold = data.draw(st.integers(1, 100))
    draws = list(combinations([True] * good + [False] * (population - good), drawn))
    reached = sum(100 * sum(each) >= threshold * drawn for each in draws)
    assert chance_to_reach(population, good, drawn, threshold) == Fraction(reached, len(draws))


def test_with_85_of_100_good_and_10_drawn_a_threshold_of_70_is_nearly_sure_and_one_of_100_is_not() -> None:
    # In a large register: the example by which the two kinds of question are told apart.
    assert in_per_cent(chance_to_reach(1000, 850, 10, 70)) == "95 %"
    assert in_per_cent(chance_to_reach(1000, 850, 10, 100)) == "20 %"


def test_when_all_are_drawn_nothing_is_left_to_chance() -> None:
    assert chance_to_reach(12, 11, 12, 100) == 0
    assert chance_to_reach(12, 11, 30, 90) == 1


@pytest.mark.parametrize(("drawn", "threshold", "least"), [(10, 70, 7), (10, 75, 8), (3, 70, 3), (12, 100, 12)])
def test_a_threshold_asks_for_whole_records(drawn: int, threshold: int, least: int) -> None:
    assert least_good(drawn, threshold) == least


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (Fraction(1), "100 %"),
        (Fraction(0), "0 %"),
        (Fraction(1, 1000), "under 1 %"),
        (Fraction(999, 1000), "over 99 %"),
    ],
)
def test_only_what_is_certain_is_called_certain(chance: Fraction, words: str) -> None:
    assert in_per_cent(chance) == words


def test_a_draw_that_can_not_be_is_an_error_of_the_program() -> None:
    with pytest.raises(ValueError, match="no draw"):
        chance_to_reach(5, 6, 1, 70)
