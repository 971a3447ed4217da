"""Places are kept as numbers and made when somebody asks, in memory as from a cache."""

from __future__ import annotations

import json

import pytest

from builder.model.place import Place
from builder.read.places import Places
from builder.read.yaml_text import read_yaml

TEXT = "id: a\npeople:\n  - {person: P-001}\n  - plain\nempty:\n"


def test_places_from_json_are_those_of_the_document() -> None:
    document = read_yaml(TEXT, "a.yaml")
    assert isinstance(document.places, Places)
    again = Places("a.yaml", json.dumps(document.places.mark).encode())
    assert dict(again) == dict(document.places)
    assert again[("people", 0, "person")] == Place("a.yaml", 3, 14)
    assert len(again) == 7


@pytest.mark.parametrize(
    "steps", [("no",), ("id", "deeper"), ("id", 0), ("people", "0"), ("people", 2), (0,), ("people", 1, "person")]
)
def test_a_path_that_leads_nowhere_is_not_there(steps: tuple[str | int, ...]) -> None:
    document = read_yaml(TEXT, "a.yaml")
    assert steps not in document.places
    assert document.places.get(steps) is None


def test_a_document_that_could_not_be_read_has_no_places() -> None:
    assert list(read_yaml("a: [", "a.yaml").places) == []


def test_a_part_of_a_document_has_its_own_paths() -> None:
    document = read_yaml("- id: a\n- id: b\n", "a.yaml")
    assert isinstance(document.places, Places)
    assert dict(document.places.below(1)) == {(): Place("a.yaml", 2, 3), ("id",): Place("a.yaml", 2, 7)}


def test_the_name_of_a_field_is_found_wherever_it_stands() -> None:
    keys = read_yaml("a:\n  - b: 1\n    c: 2\n", "a.yaml", first_line=5).key_places
    assert keys[("a", 0, "c")] == Place("a.yaml", 7, 5)
    for steps in ((), ("b",), ("a", 0), ("a", 1, "b"), ("a", "b")):
        assert keys.get(steps) is None
