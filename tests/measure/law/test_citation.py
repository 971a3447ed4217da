"""Sections of the law that a text cites, at their places, and what it says that the law asks for."""

from __future__ import annotations

import pytest

from builder.measure.law.citation import (
    find_citations,
    find_gone,
    find_instrument,
    find_meeting_claims,
    find_old_names,
)
from builder.model.law import NO_LAW
from builder.model.policy import Policy
from builder.read.law_file import read_law

LAW = read_law("alberta-ohs")


def document(body: str, line: int = 1) -> Policy:
    """A document whose body begins in a line of its file."""
    return Policy(
        id="PRG-01",
        title="A program",
        kind="program",
        area="leadership",
        version=1,
        status="approved",
        body=body,
        body_line=line,
    )


@pytest.mark.parametrize(
    ("body", "cited"),
    [
        ("OHS Code section 390.1 says so.", ["code 390.1 1:18"]),
        ("See s. 392.3.", ["code 392.3 1:8"]),
        ("See s.392.3(2)(a) for more.", ["code 392.3 1:7"]),
        ("OHS Code ss. 390, 391.1 and 392.3", ["code 390 1:14", "code 391.1 1:19", "code 392.3 1:29"]),
        ("Code s.46 to 58.", ["code 46 1:8", "code 58 1:14"]),
        ("OHS Code s. 216–224", ["code 216 1:13", "code 224 1:17"]),
        ("As section 33(2) of the OHS Act asks.", ["act 33 1:12"]),
        ("OHS Act, s. 17, then s. 18.", ["act 17 1:13", "act 18 1:25"]),
        ("Workers’ Compensation Act section 33.", ["wca 33 1:35"]),
        ("Occupational Health\nand Safety Code, section 7.", ["code 7 2:26"]),
        ("The OHS Act, section 13.\n\nAnd section 196.", ["act 13 1:22", "code 196 3:13"]),
        ("| Investigation | OHS Act s. 33 |\n| First aid | OHS Code s. 183 |", ["act 33 1:30", "code 183 2:27"]),
        ("Keep 390.1 m away; part 390.1 of the drawing.", []),
        ("The crossection 390.1 is a number.", []),
        ("Ask in 2026, sections of pipe are 6 m.", []),
    ],
)
def test_citations_are_found_with_their_instrument_and_place(body: str, cited: list[str]) -> None:
    found = find_citations(document(body), LAW)
    assert [f"{each.instrument.key} {each.section} {each.line}:{each.column}" for each in found] == cited


def test_places_are_those_of_the_file_below_the_front_matter() -> None:
    [found] = find_citations(document("One.\n\n- Two\n- OHS Code s. 390.1", 21), LAW)
    assert (found.line, found.column) == (24, 15)


def test_without_a_law_nothing_is_cited() -> None:
    assert find_citations(document("OHS Code section 390.1"), NO_LAW) == ()


@pytest.mark.parametrize(
    ("section", "is_gone"),
    [("390.1", True), ("390.1(2)", True), ("392.3", True), ("390", False), ("390.10", False), ("", False)],
)
def test_sections_that_no_longer_stand_are_known(section: str, is_gone: bool) -> None:
    code = LAW.instrument("code")
    assert code is not None
    assert (find_gone(section, code) is not None) is is_gone


def test_same_number_in_another_law_still_stands() -> None:
    act = LAW.instrument("act")
    assert act is not None
    assert find_gone("390.1", act) is None


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("OHS Code", "code"),
        ("ohs act", "act"),
        ("Workers' Compensation Act", "wca"),
        ("Workers’ Compensation Act", "wca"),
    ],
)
def test_front_matter_names_instruments_in_any_case(name: str, key: str) -> None:
    found = find_instrument(LAW, name)
    assert found is not None
    assert found.key == key


def test_law_that_we_do_not_know_is_none_of_ours() -> None:
    assert find_instrument(LAW, "Transportation of Dangerous Goods Act") is None


def test_old_names_are_found_where_they_stand() -> None:
    found = find_old_names(
        document("By the OHS Code 2009.\nAR 62/2003 and\nOHS\nCode 2009, AR 191/2021, OHS Code."), LAW
    )
    assert [(each.words, each.line, each.column) for each in found] == [
        ("OHS Code 2009", 1, 8),
        ("AR 62/2003", 2, 1),
        ("OHS Code 2009", 3, 1),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "The OHS Code requires the committee to hold quarterly meetings.",
        "The law requires committee meetings at least quarterly.",
        "By law the HSC must meet monthly.",
        "The committee meets once a quarter, as required by the OHS Act.",
        "Under the OHS Act, the committee meets every three months.",
        "Legislation says that joint committees meet four times a year.",
        "It is a legal requirement that the health and safety committee meets every month.",
        "Quarterly meetings of the committee are mandated under legislation.",
    ],
)
def test_claim_that_the_law_says_how_often_is_found(body: str) -> None:
    assert len(find_meeting_claims(document(body))) == 1


@pytest.mark.parametrize(
    "body",
    [
        "The committee meets quarterly.",
        "These terms of reference ask for quarterly meetings of the committee.",
        "The committee meets every calendar month. Minutes are kept for two years, as the law asks.",
        "The law requires terms of reference; ours say that the committee meets often enough.",
        "The OHS Code no longer requires quarterly committee meetings.",
        "The law does not ask for quarterly meetings of the committee.",
        "By law, equipment is inspected monthly. The committee meets when it wants.",
        "Toolbox meetings are held every month as required by the OHS program.",
        "",
    ],
)
def test_quarterly_in_the_companys_own_words_is_fine(body: str) -> None:
    assert find_meeting_claims(document(body)) == ()


def test_claim_stands_at_the_words_that_say_how_often() -> None:
    [found] = find_meeting_claims(document("First line.\n\nBy law the HSC must meet\nat least quarterly.", 30))
    assert (found.words, found.line, found.column) == ("quarterly", 33, 10)


def test_text_without_an_end_is_read_in_no_time() -> None:
    assert find_meeting_claims(document("the law requires committee meetings " * 5000)) == ()
    assert find_citations(document("section " * 20000), LAW) == ()
    assert len(find_citations(document("s. 1, " * 5000), LAW)) == 5000
