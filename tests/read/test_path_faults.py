"""What is said about names, whatever they are."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.wording import UNSEEN, visible
from builder.read.path_faults import find_path_faults

PATHS = st.lists(st.text(min_size=1, max_size=8).map(lambda text: f"records/{text}"), unique=True, max_size=6)


def names(*paths: str, top: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(fault.name, fault.place.path) for fault in find_path_faults(paths, top)]


def test_ordinary_names_in_any_language_have_no_fault() -> None:
    assert names("records/Übung 1.md", "records/安全.md", "records/ایمنی\u200cها.md", "records/a\u202fb.png") == []


def test_a_folder_and_a_file_that_differ_in_capitals_collide_in_either_order() -> None:
    assert names("records/Plan", "records/plan/a.md") == [("paths-collide", "records/plan/a.md")]
    assert names("records/Plan/a.md", "records/plan") == [("paths-collide", "records/plan")]


def test_two_folders_that_differ_in_capitals_lose_nothing() -> None:
    assert names("records/Plan/a.md", "records/plan/b.md") == []


def test_a_top_folder_is_the_programs_only_in_its_own_letters() -> None:
    assert names(top=("policies", "records", "Makefile")) == []
    assert names(top=("Policies", "RECORDS")) == [("paths-collide", "Policies"), ("paths-collide", "RECORDS")]


@given(PATHS)
def test_of_paths_that_are_one_when_capitals_are_ignored_all_but_one_are_named(paths: list[str]) -> None:
    plain = [
        path for path in paths if not any("\ud800" <= letter <= "\udfff" for letter in path) and "/" not in path[8:]
    ]
    distinct = {unicodedata.normalize("NFC", path).casefold() for path in plain}
    collisions = [name for name, _ in names(*sorted(plain)) if name == "paths-collide"]
    assert len(collisions) == len(plain) - len(distinct)


@given(st.text(st.characters(exclude_categories=()), max_size=20))
def test_what_is_shown_is_on_one_line_can_be_seen_and_can_be_written(text: str) -> None:
    shown = visible(text)
    assert not any(unicodedata.category(letter) in UNSEEN for letter in shown)
    assert len(shown.splitlines()) <= 1
    assert visible(shown) == shown


def test_what_can_be_seen_is_not_touched() -> None:
    assert visible("records/café — 安全 (1).md") == "records/café — 安全 (1).md"
    assert visible("a\nb\x1b[0m\udce9\u202e") == "a\\nb\\x1b[0m\\xe9\\u202e"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("con.yaml", "is that of a device"),
        ("AUX", "is that of a device"),
        ("nul .yaml", "is that of a device"),
        ("com1.tar.gz", "is that of a device"),
        ("lpt¹.yaml", "is that of a device"),
        ("12:30.jpg", "has a : in it"),
        ("who?.pdf", "has a ? in it"),
        ("a\\b.yaml", "has a \\ in it"),
        ("scan.", "ends with a full stop"),
        ("scan ", "ends with a space"),
    ],
)
def test_a_name_that_windows_cant_hold_is_named_with_the_reason(name: str, why: str) -> None:
    for path in (f"records/inspection/2026/{name}", f"records/{name}/x.yaml"):
        [fault] = find_path_faults([path])
        assert fault.name == "name-not-on-windows"
        assert why in fault.message


@pytest.mark.parametrize(
    "name", ["conklin.yaml", "auxiliary", "com10.yaml", "nul-1.yaml", "a b.yaml", ".x", "übung.md"]
)
def test_a_name_that_only_looks_like_one_of_those_is_fine(name: str) -> None:
    assert list(find_path_faults([f"records/sites/{name}"])) == []
