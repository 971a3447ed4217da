"""Words that mean the same: what a company may write, and what is said of a line that helps nobody."""

from __future__ import annotations

from builder.model.program import Program
from builder.read.program import read_program
from builder.read.source import MemorySource
from builder.read.synonym_file import read_shipped_synonyms


def read(text: str) -> Program:
    return read_program(MemorySource({"records/synonyms.yaml": text}))


def faults(text: str) -> list[str]:
    return [
        f"{fault.place.line}:{fault.place.column} {fault.message}"
        for fault in read(text).faults
        if fault.name != "no-company"
    ]


def test_a_companys_words_are_read_in_any_script() -> None:
    program = read("groups:\n  - [hard hat, lid, ਹੈਲਮਟ]\nnot_here: [PSI]\n")
    assert program.synonyms is not None
    assert program.synonyms.value.groups == (("hard hat", "lid", "ਹੈਲਮਟ"),)
    assert program.synonyms.value.not_here == ("PSI",)


def test_a_line_that_can_help_nobody_is_named_with_its_place() -> None:
    assert faults("groups:\n  - [lid]\n  - [Lid, lid, '--']\nnot_here: [frobnicate]\n") == [
        "2:5 The group has only one word, so there is nothing else that it could find.",
        "3:11 The word 'lid' stands twice in this group; large and small letters are the same here.",
        "3:16 Nobody can search for '--': it has no letter and no digit.",
        "4:12 Muster's own list has no word 'frobnicate', so there is nothing to leave out.",
    ]


def test_a_word_that_is_nearly_one_of_musters_is_named() -> None:
    fault = next(each for each in read("not_here: [helmot]\n").faults if each.name != "no-company")
    assert fault.fix == "Did you mean 'helmet'? Otherwise take it out."


def test_a_file_of_another_shape_is_a_fault_and_not_a_list() -> None:
    program = read("- [hard hat, lid]\n")
    assert program.synonyms is None
    assert "records/synonyms.yaml" in program.unreadable


def test_the_list_that_muster_brings_holds_no_word_twice_in_a_group_and_no_group_of_one() -> None:
    for group in read_shipped_synonyms().groups:
        assert len(group) > 1, group
        assert len({word.casefold() for word in group}) == len(group), group
