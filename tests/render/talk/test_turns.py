"""A change as rows: each word that went stands under "before", each that came under "now", and what stayed gives them a place."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.measure.past.text_steps import compare_passages, passages_of
from builder.model.text_change import Run, State
from builder.render.talk.turns import LONGEST, Turn, list_turns, outline


def turns(old: str, new: str) -> tuple[Turn, ...]:
    return list_turns(compare_passages(passages_of(old), passages_of(new)))


def shown(runs: tuple[Run, ...], mark: str) -> str:
    """The words, those that are marked in brackets."""
    return " ".join(f"[{run.text}]" if run.state == mark else run.text for run in runs)


def rows(old: str, new: str) -> list[tuple[str, str, str]]:
    return [(each.where, shown(each.was, "removed"), shown(each.now, "added")) for each in turns(old, new)]


def test_a_changed_sentence_stands_twice_with_what_differs_marked() -> None:
    assert rows("## Steps\n\nWait 30 minutes.", "## Steps\n\nWait 60 minutes.") == [
        ("Steps", "Wait [30] minutes.", "Wait [60] minutes.")
    ]


def test_what_went_and_what_came_in_its_place_are_one_row() -> None:
    old, new = "## A\n\nAlpha beta gamma delta.", "## A\n\nOne two three four."
    assert rows(old, new) == [("A", "[Alpha beta gamma delta.]", "[One two three four.]")]


def test_what_is_new_has_nothing_before_and_what_was_taken_out_nothing_now() -> None:
    old, new = "## A\n\nStays.\n\n- Goes away\n", "## A\n\nStays.\n\n## B\n\n- Comes in\n"
    assert rows(old, new) == [("A", "[Goes away]", ""), ("", "", "[B]"), ("B", "", "[Comes in]")]


def test_of_a_long_sentence_only_the_words_beside_the_change_are_shown() -> None:
    long = " ".join(f"w{number}" for number in range(40))
    ((_, was, now),) = rows(f"{long} old {long}", f"{long} new {long}")
    assert was == "… w33 w34 w35 w36 w37 w38 w39 [old] w0 w1 w2 w3 w4 w5 w6 …"
    assert now == was.replace("[old]", "[new]")


def test_a_new_document_is_told_part_by_part() -> None:
    passages = compare_passages(passages_of("## A\n\nOne.\n\nTwo.\n\n## B\n\n- Three\n"), ()).passages
    assert [(each.where, shown(each.now, "")) for each in outline(passages)] == [("A", "One."), ("B", "Three")]


_WORDS = st.lists(st.sampled_from(["lock", "tag", "try", "wait", "30", "60"]), max_size=12).map(" ".join)


@given(_WORDS, _WORDS)
@settings(max_examples=60, deadline=None)
def test_nothing_that_came_or_went_is_left_out(old: str, new: str) -> None:
    change = compare_passages(passages_of(old), passages_of(new))
    found = list_turns(change)
    for state, sides in ((State.REMOVED, [each.was for each in found]), (State.ADDED, [each.now for each in found])):
        told = " ".join(run.text for side in sides for run in side if run.state is state).split()
        meant = " ".join(run.text for each in change.passages for run in each.runs if run.state is state).split()
        assert len(meant) <= LONGEST
        assert told == meant
