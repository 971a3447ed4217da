"""A name is matched to an entry when it can only be that one; otherwise the near ones are named, and nobody is taken for somebody else."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.bring_in.names import NameBook, plain

PEOPLE = {
    "P-001": ("Joanne Littlechild", "joanne@tern.example"),
    "P-002": ("Geneviève Côté",),
    "P-003": ("Siobhán O'Neil",),
    "P-004": ("Robert James Smith",),
    "P-005": ("Mike Tran",),
    "P-006": ("Mark Tran",),
    "P-007": ("Ken Yamamoto",),
    "P-008": ("Mary-Ann St. Pierre",),
}


@pytest.mark.parametrize(
    ("written", "id"),
    [
        ("Joanne Littlechild", "P-001"),
        ("  JOANNE   littlechild ", "P-001"),
        ("Littlechild, Joanne", "P-001"),
        ("Littlechild Joanne", "P-001"),
        ("joanne@tern.example", "P-001"),
        ("P-001", "P-001"),
        ("p-001", "P-001"),
        ("Joanne Littlechild (welder)", "P-001"),
        ("Genevieve Cote", "P-002"),
        ("COTE, GENEVIEVE", "P-002"),
        ("Siobhan ONeil", "P-003"),
        ("O’Neil, Siobhan", "P-003"),
        ("Mary Ann St Pierre", "P-008"),
    ],
)
def test_a_whole_name_in_any_order_is_that_person(written: str, id: str) -> None:
    found = NameBook(PEOPLE, of_people=True).find(written)
    assert (found.id, found.is_short) == (id, False)


@pytest.mark.parametrize(
    ("written", "id"),
    [("J. Littlechild", "P-001"), ("Littlechild, J", "P-001"), ("Robert Smith", "P-004"), ("Robert J. Smith", "P-004")],
)
def test_initials_that_fit_one_person_are_that_person_and_it_is_said(written: str, id: str) -> None:
    found = NameBook(PEOPLE, of_people=True).find(written)
    assert (found.id, found.is_short) == (id, True)


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("M. Tran", {"P-005", "P-006"}),
        ("Rob Smith", {"P-004"}),
        ("Joane Littlechld", {"P-001"}),
        ("Ken Yamamota", {"P-007"}),
        ("Zebulon Quist", set()),
        ("", set()),
        (",", set()),
    ],
)
def test_what_isn_t_certain_is_nobody_and_the_near_ones_are_named(written: str, near: set[str]) -> None:
    found = NameBook(PEOPLE, of_people=True).find(written)
    assert found.id == ""
    assert near <= set(found.near)
    assert bool(found.near) == bool(near)


def test_a_first_name_alone_is_asked_about() -> None:
    book = NameBook(PEOPLE, of_people=True)
    assert book.find("Joanne").id == ""
    assert book.find("Joanne").near == ("P-001",)
    assert book.find("Anne").near == ()


def test_two_people_of_one_name_are_never_guessed() -> None:
    book = NameBook({"P-001": ("Ann Lee",), "P-002": ("Ann Lee",)}, of_people=True)
    assert book.find("Ann Lee").near == ("P-001", "P-002")
    assert book.find("Ann Lee").id == ""


@given(st.text(max_size=30))
def test_nothing_written_makes_it_fall_over(written: str) -> None:
    found = NameBook(PEOPLE, of_people=True).find(written)
    assert found.id in {"", *PEOPLE}
    assert plain(plain(written)) == plain(written)


def test_thousands_of_brackets_are_no_name_and_cost_nothing() -> None:
    began = process_time()
    assert NameBook(PEOPLE, of_people=True).find("(" * 100_000).id == ""
    assert process_time() - began < 2
