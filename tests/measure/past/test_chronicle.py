"""Finding the history of something by its id, its path or its folder."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.measure.past.chronicle import Chronicle, Kind, find_chronicles, list_chronicles, near_names
from builder.model.history import Change, FileHistory
from tests.checks.example import Example, take_example

SNAPSHOT = take_example(Example())
KNOWN = list_chronicles(SNAPSHOT)


def moved(path: str, old_path: str, id: str) -> Chronicle:
    """Something that once stood elsewhere."""
    day = date(2026, 5, 1)
    change = Change("1" * 40, day, "R", path, old_path, "2" * 40, "Marnie", day, "Move it")
    return Chronicle(path, id, Kind.DOCUMENT, "Something", None, FileHistory(path, (change,)))


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("PRG-07", "policies/inspections.md"),
        ("prg-07", "policies/inspections.md"),
        ("policies/inspections.md", "policies/inspections.md"),
        ("./policies/inspections.md", "policies/inspections.md"),
        ("policies\\inspections.md", "policies/inspections.md"),
        ("insp-0001", "records/inspection/2026/insp-0001.yaml"),
        ("P-002", "records/people/P-002.yaml"),
    ],
)
def test_found_by_id_in_any_case_and_by_path(name: str, path: str) -> None:
    found, unknown = find_chronicles(KNOWN, [name])

    assert ([each.path for each in found], unknown) == ([path], ())


def test_a_folder_means_all_in_it_and_each_comes_once() -> None:
    found, _ = find_chronicles(KNOWN, ["records/inspection", "insp-0001", "records/inspection/2026/"])

    assert [each.id for each in found] == ["insp-0001", "insp-0002"]


def test_a_path_that_it_had_before_is_a_name_too() -> None:
    climbing = moved("policies/climbing.md", "policies/ladders.md", "SWP-02")

    assert find_chronicles([climbing], ["policies/ladders.md"]) == ((climbing,), ())


def test_what_stands_under_a_path_now_goes_before_what_stood_there() -> None:
    climbing = moved("policies/climbing.md", "policies/ladders.md", "SWP-02")
    ladders = moved("policies/ladders.md", "policies/old.md", "SWP-03")

    assert find_chronicles([climbing, ladders], ["policies/ladders.md"]) == ((ladders,), ())


def test_each_kind_says_what_it_is() -> None:
    kinds = {
        each.id: (each.kind, each.title, each.day) for each in KNOWN if each.id in ("PRG-07", "insp-0001", "P-002")
    }

    assert kinds == {
        "PRG-07": (Kind.DOCUMENT, "Inspection program", None),
        "insp-0001": (Kind.RECORD, "Inspection", date(2026, 4, 15)),
        "P-002": (Kind.REGISTER, "", None),
    }


def test_near_names_are_the_likely_ones() -> None:
    assert near_names(KNOWN, "insp-001")[0] == "insp-0001"
    assert near_names(KNOWN, "policies/inspection.md")[0] == "policies/inspections.md"
    assert near_names(KNOWN, "something else entirely") == ()
    assert near_names((), "PRG-07") == ()


@given(st.text(max_size=40))
def test_any_name_is_found_or_unknown(name: str) -> None:
    found, unknown = find_chronicles(KNOWN, [name])

    assert bool(found) != bool(unknown)
    assert len(near_names(KNOWN, name)) <= 3
