"""From which day a promise binds."""

from __future__ import annotations

from datetime import date

import pytest

from builder.measure.promises.beginning import promise_begins
from builder.model.history import Change, Commit, FileHistory, History, Moment
from tests.measure.small import expected_of, policy, read_small, read_text

MEETING = "record: hsc-meeting, every: P1M, per: company"
NOW = Moment(0, 0)


def begins(text: str, entered: date | None = None, company: str | None = None) -> date:
    """When the obligation of a document binds; `entered` is the day git saw its file for the first time."""
    files: dict[str, str | None] = {"policies/p.md": text}
    if company is not None:
        files["records/company.yaml"] = company
    program = read_small(files)
    stored = next(each for each in program.policies if each.path == "policies/p.md")
    history = None
    if entered:
        change = Change("1" * 40, entered, "A", stored.path, None, stored.blob, "", entered, "")
        tip = Commit("1" * 40, (), "", NOW, "", NOW, "")
        history = History("1" * 40, 1, entered, tip, {stored.path: FileHistory(stored.path, (change,))})
    return promise_begins(program, stored, stored.value.obligations[0], history)


ADOPTED = date(2026, 4, 1)


def test_first_version_begins_when_it_takes_effect() -> None:
    assert begins(policy(MEETING, more="effective: 2026-05-11\n")) == date(2026, 5, 11)
    # Approved on 1 April, no other day given.
    assert begins(policy(MEETING)) == date(2026, 4, 1)


def test_later_version_is_as_old_as_the_adoption_because_approving_it_again_forgives_nothing() -> None:
    assert begins(policy(MEETING, version=4, more="effective: 2026-06-11\n")) == ADOPTED


def test_later_version_that_entered_after_the_adoption_is_as_old_as_its_file() -> None:
    text = policy(MEETING, version=2, more="effective: 2026-06-11\n")

    assert begins(text, entered=date(2026, 5, 20)) == date(2026, 5, 20)
    assert begins(text, entered=ADOPTED) == ADOPTED


def test_without_an_adoption_a_later_version_binds_for_ever() -> None:
    company = read_text("records/company.yaml").replace("adopted_on: 2026-04-01\n", "")

    assert begins(policy(MEETING, version=2), company=company) == date.min


def test_obligation_may_be_newer_than_its_document() -> None:
    assert begins(policy(f"{MEETING}, since: 2026-06-01", version=3)) == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("effective", "months"), [("2026-05-15", ["05", "06"]), ("2026-05-18", ["06"]), ("2026-04-01", ["04", "05", "06"])]
)
def test_month_counts_from_half_of_its_days_on(effective: str, months: list[str]) -> None:
    found = expected_of({"policies/p.md": policy(MEETING, more=f"effective: {effective}\n")})

    assert [id[-2:] for id, each in found.items() if "PRG-20" in id and each.is_required] == months


def test_month_with_too_few_days_says_since_when_it_counts() -> None:
    found = expected_of({"policies/p.md": policy(MEETING, more="effective: 2026-05-18\n")})
    may = found["PRG-20/hsc-meeting/2026-05"]

    assert (may.outcome.value, may.reason) == ("not-required", "held against the company since 18 May 2026")
    assert "PRG-20/hsc-meeting/2026-04" not in found


def test_yearly_record_may_still_come_while_the_first_year_runs() -> None:
    found = expected_of({"policies/p.md": policy("record: management-review, every: P12M, per: company")})
    year = found["PRG-20/management-review/2026"]

    assert year.outcome.value == "not-required"
    assert year.reason == "held against the company since 1 April 2026, so the first is due by 1 April 2027"
