"""What no option says is asked on a terminal; what can't be understood is told in one sentence with its cure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from builder.commands.interview import interview
from builder.model.error import BuilderError
from builder.render.starter import Answers, HeadcountAnswer, SiteAnswer

NOTHING: dict[str, Any] = dict.fromkeys(
    [
        *("company", "wcb_account", "industry_codes", "partner", "membership", "scheme", "certificate", "expires"),
        *("audit", "senior_manager", "hs_lead", "sites", "headcount", "ask"),
    ]
)


def answers(**options: Any) -> Answers:
    return interview(**{**NOTHING, "company": "X Ltd.", **options})


def refusal(**options: Any) -> str:
    with pytest.raises(BuilderError) as refused:
        answers(**options)
    assert "\n" not in refused.value.message
    return f"{refused.value.message} {refused.value.cure}"


def person_who_types(typed: dict[str, str]) -> Callable[[str, str], str]:
    """Answers the questions that begin so, and presses enter on all others."""

    def ask(question: str, default: str) -> str:
        return next((answer for start, answer in typed.items() if question.startswith(start)), default)

    return ask


def test_without_a_terminal_the_name_alone_is_enough() -> None:
    assert answers() == Answers(company="X Ltd.", sites=(SiteAnswer("office", "Office", "office"),))


def test_without_a_name_nothing_can_begin() -> None:
    assert "--company" in refusal(company=None)
    assert "--company" in refusal(company="  ")


def test_options_are_taken_as_they_are() -> None:
    assert answers(
        wcb_account="0142",
        industry_codes=["40400", " 42124 "],
        partner="AASP",
        membership="007",
        scheme="SECOR",
        certificate="1e3",
        expires=date(2026, 11, 24),
        audit="maintenance",
        senior_manager="Zoë O'Brien",
        hs_lead='Robin "Rob" Kowalski',
        sites=["Main shop:shop", "Office"],
        headcount=["worker=12@Main shop", "supervisor=2@main-shop/night"],
    ) == Answers(
        company="X Ltd.",
        wcb_account="0142",
        industry_codes=("40400", "42124"),
        partner="aasp",
        membership="007",
        scheme="SECOR",
        certificate="1e3",
        expires=date(2026, 11, 24),
        audit="maintenance",
        senior_manager="Zoë O'Brien",
        hs_lead='Robin "Rob" Kowalski',
        sites=(SiteAnswer("main-shop", "Main shop", "shop"), SiteAnswer("office", "Office", "office")),
        headcount=(HeadcountAnswer("worker", 12, "main-shop"), HeadcountAnswer("supervisor", 2, "main-shop", "night")),
    )


def test_on_a_terminal_everything_can_be_typed() -> None:
    typed = {
        "Legal name": "Ridgeline Mechanical Ltd.",
        "Sites": "Shop:shop, Office",
        "Headcount": "worker=9@shop, manager=1@office",
        "WCB industry codes": "40400, 42124",
        "Certificate number": "20231107",
        "Day the certificate": "2026-11-24",
        "Scheme": "secor",
    }
    found = answers(company=None, ask=person_who_types(typed))
    assert found.company == "Ridgeline Mechanical Ltd."
    assert [site.id for site in found.sites] == ["shop", "office"]
    assert [(each.level, each.count, each.site) for each in found.headcount] == [
        ("worker", 9, "shop"),
        ("manager", 1, "office"),
    ]
    assert found.industry_codes == ("40400", "42124")
    assert (found.certificate, found.expires, found.scheme) == ("20231107", date(2026, 11, 24), "SECOR")


def test_enter_all_the_way_through_is_an_answer() -> None:
    assert answers(company=None, ask=person_who_types({"Legal name": "X Ltd."})) == answers()


def test_the_day_a_certificate_ends_is_asked_only_of_those_who_hold_one() -> None:
    asked: list[str] = []

    def ask(question: str, default: str) -> str:
        asked.append(question)
        return default

    answers(ask=ask)
    assert not [question for question in asked if question.startswith("Day the certificate")]
    answers(ask=ask, certificate="20231107")
    assert [question for question in asked if question.startswith("Day the certificate")]


def test_an_answer_that_is_not_understood_is_asked_for_again() -> None:
    typed = {"Sites": ["Main shop:shp", "Main shop:shop"], "Headcount": ["12", "worker=12@yard", "worker=12@main-shop"]}
    said: list[str] = []

    def ask(question: str, default: str) -> str:
        return next((answers.pop(0) for start, answers in typed.items() if question.startswith(start)), default)

    found = answers(ask=ask, say=said.append)
    assert found.headcount == (HeadcountAnswer("worker", 12, "main-shop"),)
    assert said[0] == "  shp is not a kind of site. It is one of: office, shop, project."
    assert len(said) == 3


def test_what_an_option_says_is_not_asked() -> None:
    asked: list[str] = []

    def ask(question: str, default: str) -> str:
        asked.append(question)
        return default

    answers(ask=ask, wcb_account="", sites=["Office"], headcount=[], industry_codes=[], senior_manager="")
    assert [question for question in asked if question.split()[0] in ("WCB", "Sites", "Headcount", "Name")] == [
        "Name of the health and safety lead, if it is somebody else"
    ]


def test_a_line_break_or_control_character_in_an_answer_becomes_a_space() -> None:
    found = answers(company="Ridgeline\nMechanical\t\x07Ltd.\u2028", senior_manager=" Dale \r\n Friesen ")
    assert (found.company, found.senior_manager) == ("Ridgeline Mechanical Ltd.", "Dale Friesen")


@pytest.mark.parametrize(
    "text",
    ["12", "worker", "worker=12", "worker@office", "boss=1@office", "worker=-1@office", "worker=x@office", "worker=1.5@office", "worker=١@office", "=@", "worker=1@", "worker=1\n2@office"],
)  # fmt: skip
def test_a_headcount_that_is_not_understood_shows_how_it_is_written(text: str) -> None:
    words = refusal(headcount=[text])
    assert "is not understood" in words
    assert "worker=12@shop" in words
    assert "senior-manager, manager, supervisor, worker" in words


def test_a_headcount_at_a_site_that_is_not_there_is_refused() -> None:
    assert "names a site yard that is not among the sites" in refusal(sites=["Shop:shop"], headcount=["worker=1@yard"])


def test_a_kind_of_site_that_is_none_names_the_kinds() -> None:
    assert "yard is not a kind of site. It is one of: office, shop, project." in refusal(sites=["Shop:yard"])


def test_a_colon_in_the_name_of_a_site_is_part_of_it() -> None:
    assert answers(sites=["Bay 3: north:shop"]).sites == (SiteAnswer("bay-3-north", "Bay 3: north", "shop"),)


def test_two_sites_that_would_share_an_id_are_refused_rather_than_merged() -> None:
    assert "would both be called main-shop" in refusal(sites=["Main shop:shop", "main  SHOP:project"])


def test_a_site_whose_name_makes_no_id_is_refused() -> None:
    assert "no Latin letter or digit" in refusal(sites=["ਪੰਜਾਬ:shop"])


def test_no_site_at_all_is_refused() -> None:
    assert "--site" in refusal(sites=[])
    assert "--site" in refusal(sites=[" "])


@pytest.mark.parametrize(
    ("typed", "words"), [("2026-02-30", "not in the calendar"), ("next fall", "written YYYY-MM-DD")]
)
def test_a_day_typed_wrong_is_told(typed: str, words: str) -> None:
    ask = person_who_types({"Certificate number": "1", "Day the certificate": typed})
    assert words in refusal(ask=ask)


def test_a_scheme_or_audit_typed_wrong_names_the_choices() -> None:
    assert "It is one of: COR, SECOR." in refusal(ask=person_who_types({"Scheme": "CORE"}))
    assert "recertification" in refusal(ask=person_who_types({"Next audit": "first"}))
