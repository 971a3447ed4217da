"""The shipped law, and what is said about a law file that is wrong."""

from __future__ import annotations

from importlib.resources import files

import pytest

from builder.model.error import BuilderError
from builder.model.law import NO_LAW
from builder.read.law_file import known_laws, parse_law, read_law

PATH = "laws/test.yaml"
TEXT = (files("builder") / "standards" / "laws" / "alberta-ohs.yaml").read_text(encoding="utf-8")


def messages(text: str) -> list[str]:
    return [
        f"{fault.place.line}:{fault.place.column} {fault.name}: {fault.message}" for fault in parse_law(text, PATH)[1]
    ]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_every_shipped_law_is_read_without_a_fault() -> None:
    assert known_laws() == ("alberta-ohs",)
    for name in known_laws():
        assert read_law(name).id == name


def test_no_law_is_a_law_without_facts() -> None:
    assert read_law("none") is NO_LAW


def test_unknown_law_cannot_run_and_names_those_there_are() -> None:
    with pytest.raises(BuilderError) as caught:
        read_law("ontario-ohsa")
    assert "ontario-ohsa" in caught.value.message
    assert "alberta-ohs, none" in caught.value.cure


def test_every_instrument_says_for_which_day_it_was_read_and_where() -> None:
    for instrument in read_law("alberta-ohs").instruments:
        assert instrument.source
        assert instrument.consolidation
        assert 2023 <= instrument.as_of.year <= 2025


def test_unknown_key_is_a_fault_at_its_place() -> None:
    text = TEXT.replace("    consolidation: section 33 only", "    consolidated: section 33 only")
    found = messages(text)

    assert any(f"{line_of(text, 'consolidated:')}:5 unknown-field: `consolidated`" in each for each in found)
    assert any("field-missing: `consolidation`" in each for each in found)


def test_fact_of_an_unknown_instrument_is_a_fault_at_its_place() -> None:
    text = TEXT.replace("key: committee, law: act", "key: committee, law: acts")
    line = line_of(text, "law: acts")

    assert messages(text) == [
        f"{line}:{text.splitlines()[line - 1].index('acts') + 1} value-not-allowed: `law` is 'acts'; the instruments here are act, regulation, code, wca."
    ]


def test_section_that_stands_twice_is_a_fault_at_the_second() -> None:
    text = TEXT.replace('- {number: "8", says:', '- {number: "7", says:')
    assert messages(text) == [
        f"{line_of(text, 'says: Affected')}:18 value-not-allowed: `number` '7' stands here twice."
    ]


ROW = "    - {hazard: high, travel: close, least: 5, most: 9, basic: 1, intermediate: 1, kit: {type: 3, size: small}}\n"


def test_table_with_a_hole_or_an_overlap_is_a_fault() -> None:
    assert ROW in TEXT
    [hole] = messages(TEXT.replace(ROW, ""))
    [overlap] = messages(TEXT.replace(ROW, ROW.replace("least: 5", "least: 4")))
    [open_end] = messages(
        TEXT.replace("hazard: low, travel: close, least: 200,", "hazard: low, travel: close, least: 200, most: 300,")
    )

    assert "high hazard, close don't follow each other: one ends with 4, the next begins with 10" in hole
    assert "one ends with 4, the next begins with 4" in overlap
    assert "The rows for low hazard, close don't run from 2 workers to any number" in open_end


def test_value_of_another_kind_is_a_fault() -> None:
    [found] = messages(TEXT.replace("close_minutes: 20", "close_minutes: twenty"))
    assert '`close_minutes` is "twenty"; a whole number is expected here' in found
