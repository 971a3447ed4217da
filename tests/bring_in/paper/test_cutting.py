"""Each form of a stack begins at its code; pages without one follow; what doesn't come out even waits, and no page is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builder.bring_in.paper.cutting import ANY, Part, choose_parts, plan_parts
from builder.bring_in.paper.sheets import Page
from builder.model.form_code import FormCode

FLHA = FormCode("flha", "", "shop", "PRG-03", 3, 0)
TALK = FormCode("toolbox-meeting", "", "shop", "PRG-18", 3, 0)
PAGES_OF = {"flha": 2, "toolbox-meeting": 1, "inspection": 2}


def number(serial: int) -> FormCode:
    return FormCode("inspection", "", "shop", "PRG-07", 4, serial)


def plan(*pages: FormCode | str | None) -> tuple[Part, ...]:
    """A code, None for a page without one, or `blank`; other text is the text of a code."""
    made = [
        Page((each.text,))
        if isinstance(each, FormCode)
        else Page(is_blank=each == "blank")
        if each in (None, "blank")
        else Page((str(each),))
        for each in pages
    ]
    return plan_parts(made, lambda code, _: PAGES_OF.get(code.type, 0))


def ranges(parts: tuple[Part, ...]) -> list[tuple[int, int]]:
    return [(part.first, part.last) for part in parts]


def test_a_stack_of_different_forms_is_cut_at_each_code_and_what_has_none_follows() -> None:
    parts = plan(number(11), number(11), TALK, None, number(12), "blank")
    assert ranges(parts) == [(1, 2), (3, 4), (5, 6)]
    assert [part.code for part in parts] == [number(11), TALK, number(12)]
    assert not any(part.why for part in parts)


def test_copies_without_a_number_are_told_apart_by_the_number_of_pages_of_the_form() -> None:
    assert ranges(plan(FLHA, FLHA, FLHA, FLHA)) == [(1, 2), (3, 4)]
    assert ranges(plan(TALK, "blank", TALK, "blank")) == [(1, 2), (3, 4)]


def test_copies_that_do_not_come_out_even_wait_for_somebody_to_look() -> None:
    (part,) = plan(FLHA, FLHA, FLHA)
    assert ranges((part,)) == [(1, 3)]
    assert "3 pages bear the code of a form of 2 pages" in part.why


def test_pages_of_a_form_that_is_printed_differently_today_are_not_guessed() -> None:
    old = FormCode("incident", "", "", "PRG-11", 1, 0)
    assert not plan(old)[0].why
    assert "whose number of pages isn't known" in plan(old, old)[0].why


def test_all_pages_of_a_form_of_any_length_are_one_paper() -> None:
    parts = plan_parts([Page((TALK.text,))] * 3, lambda *_: ANY)
    assert parts == (Part(1, 3, TALK, filled=3),)


def test_a_sheet_whose_back_is_missing_says_so() -> None:
    (part,) = plan(FLHA, "blank")
    assert (part.filled, part.expected, part.why) == (1, 2, "")


def test_what_lies_before_the_first_form_waits_unless_it_is_blank() -> None:
    first, second = plan(None, TALK)
    assert "Page 1 comes before the first form" in first.why
    assert not second.why
    assert plan("blank", TALK)[0].is_blank


def test_two_forms_on_one_page_and_a_misread_code_wait() -> None:
    both = plan_parts([Page((FLHA.text, TALK.text))], lambda *_: 1)
    assert "2 forms lie on page 1" in both[0].why
    assert "Its last two digits don't fit" in plan(TALK.text[:-2] + "00")[0].why


def test_the_same_code_twice_on_a_page_and_other_codes_are_no_trouble() -> None:
    (part,) = plan_parts([Page((TALK.text, TALK.text, "WIFI:S:Shop;;", "https://example.org"))], lambda *_: 1)
    assert part == Part(1, 1, TALK, filled=1, expected=1)


def test_a_scan_without_any_code_is_one_paper_and_an_empty_one_says_so() -> None:
    assert plan(None, None) == (Part(1, 2),)
    assert plan("blank", "blank")[0].why == "Nothing stands on it."


def test_somebody_can_say_which_pages_belong_together_and_the_rest_waits() -> None:
    parts = choose_parts(plan(FLHA, FLHA, FLHA), [(1, 1)])
    assert ranges(parts) == [(1, 1), (2, 3)]
    assert (parts[0].why, parts[0].code) == ("", FLHA)
    assert parts[1].why == "These pages are left over from a stack."


SHEETS = st.lists(
    st.sampled_from([FLHA, TALK, number(1), number(2), None, "blank", "MUSTER:1:X"]), min_size=1, max_size=12
)


@given(SHEETS, st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=5))
def test_every_page_is_in_exactly_one_paper(pages: list[FormCode | str | None], chosen: list[tuple[int, int]]) -> None:
    for parts in (plan(*pages), choose_parts(plan(*pages), chosen)):
        listed = [page for part in parts for page in range(part.first, part.last + 1)]
        assert listed == list(range(1, len(pages) + 1))
