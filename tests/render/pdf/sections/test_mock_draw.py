"""The mock draw: the chance to reach a threshold for what isn't complete, in the company's own pack alone."""

from __future__ import annotations

import re
from datetime import date

from builder.measure.sampling.mock_draw import draw_mock, list_populations, thresholds_of
from builder.model.overlay import MethodPoints, Overlay, OverlayQuestion
from builder.model.pack_choice import Profile
from builder.render.pdf.sections.mock_draw import make_mock_draw
from tests.render.pdf.sections.company import small_company, snapshot_of, view_of


def text(profile: Profile = "internal") -> str:
    section = make_mock_draw(view_of(small_company(), profile=profile))
    return " ".join(re.sub(r"<[^>]+>", " ", section.html if section else "").split())


def test_monthly_inspections_of_which_six_are_missing_have_the_chance_of_a_blind_draw() -> None:
    # Eleven months that have fallen due, five inspections found: of ten drawn at most five can be good, so seven of ten can't be.
    found = {each.question: each for each in list_populations(snapshot_of(small_company()))}
    assert (len(found["IN2"].good), len(found["IN2"].items)) == (5, 11)
    assert found["IN2"].chance(70) == 0
    assert re.search(
        r"IN2 .*? promised records, found 5 of 11 0 % 0 % 0 % [45] of 10 PRG-07/inspection/site/shop/", text()
    )


def test_the_words_hold_the_example_of_a_large_register() -> None:
    assert "the chance to reach a threshold of 70 % is 95 %, and to reach one of 100 % it is 20 %" in text()


def test_the_same_seed_gives_the_same_draw_and_misses_are_named() -> None:
    [population] = [each for each in list_populations(snapshot_of(small_company())) if each.question == "IN2"]
    drawn = draw_mock(population, "a")
    assert drawn == draw_mock(population, "a")
    assert drawn.good + len(drawn.misses) == 10
    assert not {*drawn.misses} & population.good


def test_thresholds_of_the_instrument_are_those_of_its_questions_about_ours() -> None:
    question = OverlayQuestion(
        number="7.1",
        element="inspections",
        topics=("IN2",),
        points=MethodPoints(D=10),
        rule="all-or-nothing",
        threshold=75,
    )
    overlay = Overlay(
        standard="alberta-cor",
        edition="2023",
        partner="acsa",
        instrument="Our copy",
        read_on=date(2026, 1, 5),
        questions=(question,),
    )
    assert thresholds_of(overlay, "IN2") == (75,)
    assert thresholds_of(overlay, "IN3") == ()
    assert thresholds_of(None, "IN2") == ()


def test_it_leaves_the_company_in_no_pack() -> None:
    assert text("auditor") == ""
    assert text("public") == ""
