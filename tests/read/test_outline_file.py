"""Outlines of other standards: the shipped ones hold together, and a bad one is told place by place."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.error import BuilderError
from builder.read.outline_file import known_outlines, parse_outline, parse_topics, read_outline, read_topics
from builder.read.standard_file import known_standards, read_standard

GOOD = """id: own
edition: "2026"
title: Our own list
issuer: We
draft: true
confidence: Invented for this test.
sources: [{what: This test, read_on: 2026-11-22}]
elements:
  - {number: "1", name: First, covers: [policy]}
  - {number: "2", name: Second, items: [{number: "2.1", name: Inner, covers: [ppe, training-of-dragons]}]}
  - {number: "1", name: Third}
"""


@pytest.mark.parametrize("name", known_outlines())
def test_every_shipped_outline_is_sound_says_where_it_comes_from_and_is_a_draft_where_thin(name: str) -> None:
    outline = read_outline(name)
    assert outline.key == name
    assert outline.sources
    assert outline.draft
    assert outline.confidence


def test_national_and_ontario_have_fourteen_elements_and_iso_has_its_clauses() -> None:
    assert [element.number for element in read_outline("cfcsa-cor").elements] == [str(n) for n in range(1, 16)]
    assert [element.number for element in read_outline("ihsa-cor").elements] == [str(n) for n in range(1, 15)]
    assert [element.number for element in read_outline("iso-45001").elements] == [str(n) for n in range(4, 11)]


def test_every_question_of_every_shipped_standard_stands_under_exactly_one_topic() -> None:
    topics = read_topics()
    for name in known_standards():
        id, _, edition = name.rpartition("-")
        for question in read_standard(id, edition).questions():
            assert len(topics.of_question(name, question.id)) == 1, question.id


def test_a_number_used_twice_and_an_unknown_topic_are_told_with_their_places() -> None:
    outline, faults = parse_outline(GOOD, "own.yaml", read_topics())
    assert outline is not None
    assert [(str(fault.place), fault.message.split(".")[0]) for fault in sorted(faults)] == [
        ("own.yaml:10:84", "2"),
        ("own.yaml:11:14", "The number 1 stands here for the second time"),
    ]
    assert "training-of-dragons" in min(faults).message


def test_an_unknown_key_is_told_with_its_place() -> None:
    _, faults = parse_outline(GOOD.replace("issuer:", "isuer:"), "own.yaml", read_topics())
    assert any(str(fault.place).startswith("own.yaml:4:1") and "isuer" in fault.message for fault in faults)


def test_a_crosswalk_to_a_question_or_standard_that_does_not_exist_is_told() -> None:
    text = "topics:\n  policy: {title: Policy, questions: {alberta-cor-2023: [ML1, ML99], utopia-1516: [A]}}\n"
    _, faults = parse_topics(text, "topics.yaml")
    assert sorted(fault.message for fault in faults) == [
        "There is no standard utopia-1516.",
        "alberta-cor-2023 has no question ML99.",
    ]
    assert {fault.place.line for fault in faults} == {2}


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"\xff\xfe", "not UTF-8"),
        (b"a: [", "own.yaml:2:1: A value is missing"),
        (b"- a\n", "should hold fields"),
        (b"x" * 1_000_001, "larger than"),
    ],
)
def test_a_file_that_is_no_outline_is_refused_in_a_sentence(tmp_path: Path, data: bytes, told: str) -> None:
    file = tmp_path / "own.yaml"
    file.write_bytes(data)
    with pytest.raises(BuilderError, match=told):
        read_outline(str(file))


def test_a_standard_nobody_knows_and_a_file_that_is_not_there_are_refused() -> None:
    with pytest.raises(BuilderError, match="no standard called 'iso-9001'"):
        read_outline("iso-9001")
    with pytest.raises(BuilderError, match="can't be read"):
        read_outline("nowhere/own.yaml")
