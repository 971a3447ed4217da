"""What changed between two revisions, passage by passage."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builder.measure.past.text_steps import compare_passages, passages_of
from builder.model.text_change import PassageKind, State, TextChange
from builder.read.markdown_passages import PlainPassage

OLD = """---
id: SWP-02
version: 3
---

## Before you start

Look at the ladder. It stands on firm ground.

1. Feet level.
2. Top tied.

## Limits

| Reach | Most |
| --- | --- |
| Ladder | 6 m |
"""


def compare_texts(old: str, new: str) -> TextChange:
    return compare_passages(passages_of(old), passages_of(new))


def states(change: TextChange) -> list[tuple[str, str]]:
    """What is not the same, with its text as it reads now."""
    return [(str(each.state), each.text) for each in change.passages if each.state is not State.SAME]


def test_nothing_changed_where_only_the_control_block_or_line_breaks_differ() -> None:
    wrapped = OLD.replace("version: 3", "version: 4").replace("ladder. It", "ladder.\nIt").replace("\n", "\r\n")

    assert compare_texts(OLD, wrapped).is_nothing


def test_a_changed_row_of_a_table_keeps_what_stayed_in_it() -> None:
    (heading, row) = next(compare_texts(OLD, OLD.replace("6 m", "4.5 m")).changed())

    assert (heading, row.kind, row.state) == ("Limits", PassageKind.ROW, State.CHANGED)
    assert [(str(run.state), run.text) for run in row.runs] == [
        ("same", "Ladder |"),
        ("removed", "6"),
        ("added", "4.5"),
        ("same", "m"),
    ]


def test_an_entry_put_between_two_others_is_the_only_change_though_their_numbers_moved() -> None:
    new = OLD.replace("1. Feet level.\n2. Top tied.", "1. Feet level.\n2. Angle right.\n3. Top tied.")
    change = compare_texts(OLD, new)

    assert states(change) == [("added", "Angle right.")]
    assert [each.mark for each in change.passages if each.text == "Top tied."] == ["3."]


def test_a_sentence_that_was_built_upon_is_one_passage_and_not_two() -> None:
    new = OLD.replace(
        "Look at the ladder. It stands on firm ground.",
        "Ladders are for getting up and down, and for work of a few minutes at most. For all else there is a platform, a lift or a "
        "scaffold; ask the foreman before you carry a ladder to where one of them would do. Look at the ladder. It stands on firm ground.",
    )

    assert [state for state, _ in states(compare_texts(OLD, new))] == ["changed"]


def test_a_part_that_went_and_one_that_came_are_told_apart() -> None:
    new = OLD.replace(
        "## Limits\n\n| Reach | Most |\n| --- | --- |\n| Ladder | 6 m |", "## Storing\n\nOff the ground, dry."
    )

    assert {text: state for state, text in states(compare_texts(OLD, new))} == {
        "Limits": "removed",
        "Reach | Most": "removed",
        "Ladder | 6 m": "removed",
        "Storing": "added",
        "Off the ground, dry.": "added",
    }


_PARAGRAPHS = st.lists(st.sampled_from(["one two", "one three", "## Four", "- five", "six"]), max_size=14)


@given(_PARAGRAPHS, _PARAGRAPHS)
def test_both_revisions_can_be_read_off_the_change(old: list[str], new: list[str]) -> None:
    change = compare_texts("\n\n".join(old), "\n\n".join(new))

    def words(without: State) -> list[str]:
        runs = (run for each in change.passages for run in each.runs)
        return " ".join(run.text for run in runs if run.state is not without).split()

    def plain(paragraphs: list[str]) -> list[str]:
        return " ".join(each.removeprefix("## ").removeprefix("- ") for each in paragraphs).split()

    assert (words(State.ADDED), words(State.REMOVED)) == (plain(old), plain(new))


def test_a_text_of_any_length_is_compared_without_holding_each_passage_against_each() -> None:
    # The worst there is: passages that are all equal, none of which can be an anchor, and a change at both ends.
    # Held against each other one by one, these would take a quarter of an hour.
    again = [PlainPassage(PassageKind.PARAGRAPH, "The same again.")] * 20_000
    first, last, other = (PlainPassage(PassageKind.PARAGRAPH, text) for text in ("First.", "Last.", "Something else."))

    change = compare_passages([first, *again, last], [other, *again, again[0], other])

    assert [run.text for each in change.passages for run in each.runs if each.state is State.ADDED].count(
        "Something else."
    ) == 2
