"""Pieces changed by two people: edits to different pieces are all made, and only the same piece changed twice is a clash."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.write import three_ways
from builder.write.three_ways import LONGEST, MOST_LIKENESSES, put_together

lines = st.lists(st.sampled_from(["one", "two", "three", "oner", "x"]), max_size=8)


def result(base: list[str], ours: list[str], theirs: list[str]) -> tuple[list[str], int]:
    pieces = put_together(base, ours, theirs)
    return [line for piece in pieces for line in piece.lines], sum(piece.clash is not None for piece in pieces)


@given(lines, lines)
def test_a_change_of_one_side_is_taken_as_it_is(base: list[str], changed: list[str]) -> None:
    assert result(base, changed, base) == (changed, 0)
    assert result(base, base, changed) == (changed, 0)
    assert result(base, changed, changed) == (changed, 0)


@given(lines, lines, lines)
def test_both_orders_give_the_same_where_nothing_clashes(base: list[str], one: list[str], other: list[str]) -> None:
    found, swapped = result(base, one, other), result(base, other, one)
    assert found[1] == swapped[1]
    assert found[1] or found == swapped


@given(lines, lines, lines)
def test_every_piece_that_is_new_is_in_the_result_or_in_a_clash(
    base: list[str], ours: list[str], theirs: list[str]
) -> None:
    pieces = put_together(base, ours, theirs)
    there = {line for piece in pieces for line in (*piece.lines, *(piece.clash.ours if piece.clash else ()))}
    assert (set(ours) | set(theirs)) - set(base) <= there


def test_a_reworded_paragraph_and_one_added_behind_it_by_somebody_else_are_two_changes() -> None:
    base = ["The crew meets at the gate each morning.", "End."]
    ours = ["The crew meets at the north gate each morning.", "End."]
    theirs = ["The crew meets at the gate each morning.", "Visitors sign in.", "End."]
    assert result(base, ours, theirs) == ([ours[0], "Visitors sign in.", "End."], 0)


def test_the_same_paragraph_changed_twice_is_a_clash_that_names_both() -> None:
    [clash] = [
        piece.clash for piece in put_together(["a", "b"], ["a", "b of ours"], ["a", "b of theirs"]) if piece.clash
    ]
    assert (clash.base, clash.ours, clash.theirs) == (("b",), ("b of ours",), ("b of theirs",))


def test_what_both_put_at_the_same_place_is_there_once_if_it_is_the_same_and_twice_if_not() -> None:
    assert result(["a"], ["a", "new"], ["a", "new"]) == (["a", "new"], 0)
    assert result(["a"], ["a", "mine"], ["a", "yours"]) == (["a", "mine", "yours"], 0)


def test_a_text_of_endless_length_is_not_compared_piece_by_piece() -> None:
    base = [str(number) for number in range(LONGEST + 1)]
    assert result(base, [*base, "mine"], ["yours", *base]) == (["yours", *base], 1)


def test_a_text_of_the_same_few_lines_again_and_again_is_not_searched_for_hours() -> None:
    base = ["x", "y", "z"] * 3000
    began = process_time()
    assert result(base, ["mine", *base[1:]], [*base[:-1], "yours"]) == ([*base[:-1], "yours"], 1)
    assert process_time() - began < 5


def test_pieces_that_are_nearly_alike_are_held_against_each_other_so_often_and_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def likeness(one: str, _: str) -> float:
        asked.append(one)
        return 0.0

    monkeypatch.setattr(three_ways, "_likeness", likeness)
    base = [str(number) for number in range(3000)]
    ours = [f"{piece} of ours" if number % 12 else piece for number, piece in enumerate(base)]
    assert result(base, ours, base) == (ours, 0)
    assert 0 < len(asked) <= MOST_LIKENESSES
