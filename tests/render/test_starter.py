"""The first files of a program hold what was answered, word for word, and are honest about the rest."""

from __future__ import annotations

import re
from datetime import date

import pytest
import typer
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.cli import app
from builder.model.program import Program
from builder.read.program import read_program
from builder.read.source import MemorySource
from builder.read.yaml_text import read_yaml
from builder.render.starter import Answers, HeadcountAnswer, SiteAnswer, slug, starter_files
from builder.write.canonical import format_file

TODAY = date(2026, 3, 4)
OFFICE = SiteAnswer("office", "Office", "office")
FULL = Answers(
    company="Ridgeline Mechanical Ltd.",
    wcb_account="5550142",
    industry_codes=("40400", "0142"),
    partner="acsa",
    membership="ACSA-55210",
    scheme="COR",
    certificate="20231107",
    expires=date(2026, 11, 24),
    audit="recertification",
    senior_manager="Dale Friesen",
    hs_lead="Marnie Kowalchuk",
    sites=(OFFICE, SiteAnswer("shop", "Fabrication shop", "shop")),
    headcount=(HeadcountAnswer("worker", 12, "shop"), HeadcountAnswer("senior-manager", 1, "office")),
)
NAMES = st.one_of(
    st.sampled_from(
        [
            *("O'Brien & Sons", 'The "Best" Ltd.', "Smith: Plumbing", "# 1 Heating", "- Dash Inc.", "1e3", "0142", "yes", "null"),
            *("Zoë Tremblay", "ਪੰਜਾਬੀ ਪਲੰਬਿੰਗ", "Acme <b>Bold</b>", "*Star* _Lines_", "[Link](x)", "a | b", "{x}", "`code`", "50% @ work"),
            *("back\\slash", "trailing:", "--- x", "a & b &amp; c", "1. First", "<!-- x -->", "~~gone~~", "http://a.example"),
        ]
    ),
    st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=2, max_size=20),
)  # fmt: skip


def program_of(answers: Answers) -> Program:
    return read_program(MemorySource(starter_files(answers, TODAY)))


def faults_other_than_empty_fields(program: Program) -> list[str]:
    return [
        f"{fault.place} {fault.name}: {fault.message}" for fault in program.faults if fault.name != "detail-missing"
    ]


def test_a_full_set_of_answers_gives_a_program_in_which_only_details_are_missing() -> None:
    program = program_of(FULL)
    assert faults_other_than_empty_fields(program) == []
    assert program.company is not None
    company = program.company.value
    assert (company.name, company.wcb_account, company.industry_codes) == (FULL.company, "5550142", ("40400", "0142"))
    assert (company.certificate.number, company.certificate.expires) == ("20231107", date(2026, 11, 24))
    assert (company.certificate.audit, company.adopted_on) == ("recertification", TODAY)
    assert [(each.site, each.level, each.count) for each in company.headcount] == [
        ("shop", "worker", 12),
        ("office", "senior-manager", 1),
    ]
    assert {id: stored.value.name for id, stored in program.people.items()} == {
        "P-001": "Dale Friesen",
        "P-002": "Marnie Kowalchuk",
    }
    assert {id: stored.value.name for id, stored in program.sites.items()} == {
        "office": "Office",
        "shop": "Fabrication shop",
    }
    assert (company.senior_manager, company.hs_lead) == ("P-001", "P-002")
    assert list(program.policy_by_id) == ["POL-01"]


def test_the_smallest_set_of_answers_gives_a_program_without_a_broken_file() -> None:
    program = program_of(Answers(company="X Ltd.", sites=(OFFICE,)))
    assert faults_other_than_empty_fields(program) == []
    assert program.unreadable == frozenset()
    assert program.company is not None
    assert (program.company.value.senior_manager, program.company.value.hs_lead) == (None, None)
    assert program.people == {}


def test_what_was_not_answered_stays_empty_and_is_found() -> None:
    program = program_of(Answers(company="X Ltd.", sites=(OFFICE,)))
    missing = {(fault.place.path, fault.message.split("`")[1]) for fault in program.faults}
    assert {("records/company.yaml", "wcb_account"), ("records/company.yaml", "senior_manager")} <= missing
    assert ("records/sites/office.yaml", "address") in missing
    assert ("policies/health-and-safety-policy.md", "owner") in missing


@pytest.mark.parametrize(
    ("senior_manager", "hs_lead", "expected"),
    [
        ("Dale Friesen", "", ("P-001", "P-001", ["P-001"])),
        ("", "Marnie Kowalchuk", (None, "P-002", ["P-002"])),
        ("Dale Friesen", "Marnie Kowalchuk", ("P-001", "P-002", ["P-001", "P-002"])),
    ],
)
def test_whoever_is_named_is_a_person_with_a_position_that_exists(
    senior_manager: str, hs_lead: str, expected: tuple[str | None, str, list[str]]
) -> None:
    program = program_of(Answers("X Ltd.", senior_manager=senior_manager, hs_lead=hs_lead, sites=(OFFICE,)))
    assert faults_other_than_empty_fields(program) == []
    assert program.company is not None
    company = program.company.value
    assert (company.senior_manager, company.hs_lead, list(program.people)) == expected
    for stored in program.people.values():
        [employment] = stored.value.employment
        assert employment.position in program.positions
        assert employment.site in program.sites
        assert program.positions[employment.position].value.level == employment.level


@given(NAMES, NAMES, NAMES)
def test_names_of_any_kind_come_through_unchanged(company: str, person: str, site: str) -> None:
    answers = Answers(company, senior_manager=person, sites=(SiteAnswer("main", site, "shop"),), membership=company)
    program = program_of(answers)
    assert faults_other_than_empty_fields(program) == []
    assert program.company is not None
    assert program.company.value.name == company
    assert program.company.value.partner_membership == company
    assert program.people["P-001"].value.name == person
    assert program.sites["main"].value.name == site


@given(NAMES)
def test_the_name_of_the_company_is_shown_as_written_on_the_pages_too(company: str) -> None:
    from markdown_it import MarkdownIt  # as the site's and the pack's own parser reads it

    for path in ("content/index.md", "README.md", "policies/health-and-safety-policy.md"):
        text = starter_files(Answers(company, sites=(OFFICE,)), TODAY)[path]
        shown = [
            "".join(part.content for part in token.children or () if part.type == "text")
            for token in MarkdownIt("commonmark").parse(text)
            if token.type == "inline"
        ]
        assert any(company in each for each in shown), (path, shown)


def test_the_settings_of_the_site_carry_the_name() -> None:
    settings = yaml.safe_load(starter_files(Answers("Smith: Plumbing & 'Heat'", sites=(OFFICE,)), TODAY)["mkdocs.yml"])
    assert settings["site_name"] == "Smith: Plumbing & 'Heat': safety manual"
    assert settings["docs_dir"] == "content"
    assert settings["plugins"] == ["muster"]


def test_the_same_answers_on_the_same_day_give_the_same_files() -> None:
    assert starter_files(FULL, TODAY) == starter_files(FULL, TODAY)
    assert list(starter_files(FULL, TODAY)) == sorted(starter_files(FULL, TODAY))


def test_results_stay_out_of_the_repository() -> None:
    assert "dist/" in starter_files(FULL, TODAY)[".gitignore"].splitlines()


def test_the_examples_in_comments_are_right_once_uncommented() -> None:
    text = starter_files(FULL, TODAY)["records/positions/worker.yaml"]
    document = read_yaml(text.replace("\n#  -", "\n  -"), "a.yaml")
    assert document.faults == ()
    assert document.value["tasks"][0]["procedures"] == ["SJP-01"]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Fabrication shop", "fabrication-shop"),
        ("  Bay #3 (north) ", "bay-3-north"),
        ("Rivière-la-Paix", "riviere-la-paix"),
        ("ŁÓDŹ Żabka", "odz-zabka"),
        ("ਪੰਜਾਬ", ""),
        ("--", ""),
    ],
)
def test_an_id_is_made_of_the_latin_letters_and_digits_of_a_name(name: str, id: str) -> None:
    assert slug(name) == id


@pytest.mark.parametrize("answers", [FULL, Answers("0142"), Answers('Zoë\'s "Heat": Pipe # Co', sites=(OFFICE,))])
def test_every_file_begins_in_the_form_that_is_kept(answers: Answers) -> None:
    files = starter_files(answers, TODAY)
    assert [path for path, text in files.items() if format_file(path, text) != text] == []


def test_the_readme_names_five_settings_and_the_verbs_that_there_are() -> None:
    readme = starter_files(FULL, TODAY)["README.md"]
    assert re.findall(r"^(\d)\. \*\*", readme, re.MULTILINE) == ["1", "2", "3", "4", "5"]
    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert set(re.findall(r"\bmuster ([a-z]+)", readme)) <= set(known)
