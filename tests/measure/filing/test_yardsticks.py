"""Whoever moves the day of adoption, the time zone or the branch after the fact is told, in a history made with the real git."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builder.checks.run import check
from builder.commands.prepare import Choice, prepare
from builder.read.cache import DirectoryCache
from tests.checks.example import minimal_files
from tests.histories.repository import GitRepository

COMPANY = "records/company.yaml"
TEXT = minimal_files()[COMPANY].decode()
LATE = "records/inspection/2026/insp-0009.yaml"
MOVED = TEXT.replace("adopted_on: 2026-04-01", "adopted_on: 2026-06-29")


@pytest.fixture
def company(tmp_path: Path) -> GitRepository:
    """A company that adopted the program in April, and filed an inspection of April in June."""
    made = GitRepository.make(tmp_path / "company")
    made.commit({**minimal_files()}, at="2026-04-01 09:00:00 -0600")
    late = minimal_files()["records/inspection/2026/insp-0001.yaml"].decode()
    made.commit({LATE: late.replace("insp-0001", "insp-0009")}, at="2026-06-28 22:00:00 -0600")
    return made


def found(made: GitRepository, keep: Path | None = None, first: date | None = None) -> list[str]:
    choice = Choice(made.root, None, None, date(2026, 6, 30), first=first)
    with prepare(choice, cache=DirectoryCache(keep) if keep else None) as prepared:
        return [each.message for each in check(prepared.snapshot) if each.code == "HIS046"]


def move(made: GitRepository, text: str, at: str = "2026-06-29 22:00:00 -0600") -> str:
    return made.commit({COMPANY: text}, at=at)[:10]


def test_nothing_is_found_while_the_company_keeps_to_what_it_said(company: GitRepository) -> None:
    assert found(company) == []
    move(company, TEXT.replace("403-555-0111", "403-555-0112"))
    assert found(company) == []


def test_a_day_of_adoption_that_is_moved_forward_is_told_with_what_it_takes_out(company: GitRepository) -> None:
    commit = move(company, MOVED)
    said = f"On 2026-06-29 commit {commit} changed the company's day of adoption from `2026-04-01` to `2026-06-29`."
    assert found(company) == [f"{said} 15 records count as taken over only since then."]


def test_it_is_told_in_the_same_words_from_what_was_kept(company: GitRepository, tmp_path: Path) -> None:
    assert found(company, tmp_path / "kept") == []
    move(company, MOVED)
    assert found(company, tmp_path / "kept") == found(company, tmp_path / "kept") == found(company) != []


@pytest.mark.parametrize("step", ["away", "renamed", "unreadable"])
def test_no_detour_makes_the_file_forget_what_it_said(company: GitRepository, step: str) -> None:
    if step == "renamed":
        company.commit({"records/sites/old.yaml": TEXT, COMPANY: MOVED}, at="2026-06-29 22:00:00 -0600")
    else:
        company.commit({COMPANY: None if step == "away" else "{"}, at="2026-06-29 21:00:00 -0600")
        move(company, MOVED)
    assert "from `2026-04-01` to `2026-06-29`" in found(company)[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            TEXT.replace("America/Edmonton", "America/Vancouver"),
            "time zone from `America/Edmonton` to `America/Vancouver`",
        ),
        (TEXT + "branch: books\n", "branch from `main` to `books`"),
        (TEXT.replace("adopted_on: 2026-04-01\n", ""), "day of adoption from `2026-04-01` to nothing"),
    ],
)
def test_every_yardstick_is_told(company: GitRepository, text: str, said: str) -> None:
    move(company, text)
    assert said in found(company)[0]


def test_a_day_of_adoption_may_be_put_right_in_the_first_week_and_moved_back_later(company: GitRepository) -> None:
    assert found(company) == []
    move(company, TEXT.replace("adopted_on: 2026-04-01", "adopted_on: 2026-03-01"))
    assert found(company) == []


def test_a_day_of_adoption_long_after_the_first_record_is_told_even_if_it_never_changed(tmp_path: Path) -> None:
    made = GitRepository.make(tmp_path / "company")
    late = {**minimal_files(), COMPANY: TEXT.replace("adopted_on: 2026-04-01", "adopted_on: 2026-09-30")}
    made.commit(late, at="2026-04-01 09:00:00 -0600")
    assert found(made) == []
    inspection = minimal_files()["records/inspection/2026/insp-0001.yaml"].decode()
    made.commit({LATE: inspection.replace("insp-0001", "insp-0009")}, at="2026-06-28 22:00:00 -0600")
    [message] = found(made)
    assert message.startswith("The company's day of adoption is 2026-09-30, but records have come in since 2026-04-01.")
