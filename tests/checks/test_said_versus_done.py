"""Rules on words and deeds: what they leave alone, beside the examples on their pages."""

from __future__ import annotations

from datetime import date

import pytest

from builder.checks.coverage.form_promised_nowhere import form_promised_nowhere
from builder.checks.coverage.rhythm_slower_than_promised import rhythm_slower_than_promised
from builder.checks.coverage.role_vacant import role_vacant
from builder.checks.coverage.text_names_another_rhythm import text_names_another_rhythm
from builder.checks.coverage.window_before_first_record import window_before_first_record
from builder.checks.policies.obligation_without_unit import obligation_without_unit
from builder.checks.rule import Rule
from builder.measure.snapshot import take_snapshot
from builder.model.finding import Problem
from builder.model.snapshot import Window
from tests.checks.example import STANDARD
from tests.measure.small import AS_OF, inspection, policy, read_small, read_text

Files = dict[str, str | None]


def found(rule: Rule, files: Files, window: Window | None = None, as_of: date = AS_OF) -> list[Problem]:
    return list(rule.find(take_snapshot(read_small(files), STANDARD, as_of=as_of, window=window)))


def inspections(*days: str) -> Files:
    return {
        f"records/inspection/2026/insp-{number:04}.yaml": inspection(f"insp-{number:04}", day, kind="weekly")
        for number, day in enumerate(days, 10)
    }


WEEKLY: Files = {"policies/p.md": policy("record: inspection, kind: weekly, every: P1W, per: site")}


def test_two_weeks_missed_are_holes_and_no_other_rhythm() -> None:
    weeks = [f"2026-{month:02}-{day:02}" for month, day in ((4, 2), (4, 9), (4, 16), (5, 7), (5, 14), (5, 21), (5, 28))]

    assert found(rhythm_slower_than_promised, WEEKLY | inspections(*weeks)) == []


def test_a_fortnight_instead_of_a_week_is_another_rhythm_in_one_finding() -> None:
    weeks = [
        f"2026-{month:02}-{day:02}" for month, day in ((4, 2), (4, 16), (4, 30), (5, 14), (5, 28), (6, 11), (6, 25))
    ]
    (problem,) = found(rhythm_slower_than_promised, WEEKLY | inspections(*weeks))

    assert (
        problem.message
        == "PRG-20 promises weekly inspection every 1 week; the records come more slowly: yard about every 14 days."
    )
    assert problem.place.path == "policies/p.md"


@pytest.mark.parametrize(
    "obligation",
    [
        "record: investigation, per: incident, within: P14D, where: {class: [lost-time]}",
        "record: contractor-evaluation, every: P12M, per: contractor",
        "record: flha, per: crew-day",
        "record: inspection, every: P1M, per: site, where: {size: [big]}",
    ],
)
def test_promises_that_may_have_nothing_yet_are_left_alone(obligation: str) -> None:
    # An unknown word in `where` is POL009's business.
    assert found(obligation_without_unit, {"policies/p.md": policy(obligation)}) == []


def test_crew_day_without_any_crew_applies_to_nothing() -> None:
    document = policy("record: flha, per: crew-day, where: {shift: [night]}")
    (problem,) = found(obligation_without_unit, {"policies/p.md": document})

    assert problem.message.startswith("PRG-20 promises flha for each crew-day where shift: night;")


def test_form_in_use_is_one_of_five_records_and_drafts_name_nothing() -> None:
    visit = "id: vis-{n:04}\ndate: 2026-05-{n:02}\nsite: yard\nrecorded_by: P-002\nhost: P-002\nvisitors: 2\npurpose: Delivery\nescorted: true\n"
    visits: Files = {f"records/visitor-log/2026/vis-{n:04}.yaml": visit.format(n=n) for n in range(4, 9)}
    named = policy("record: posting, every: P1M, per: site", more="forms: [visitor-log]\n")

    assert len(found(form_promised_nowhere, visits)) == 1
    assert found(form_promised_nowhere, dict(list(visits.items())[:4])) == []
    assert found(form_promised_nowhere, visits | {"policies/p.md": named}) == []
    assert len(found(form_promised_nowhere, visits | {"policies/p.md": named.replace("approved\n", "draft\n", 1)})) == 1


def test_lead_who_left_is_named_and_the_supervisor_of_a_site_too() -> None:
    text = read_text("records/people/P-002.yaml").replace("from: 2026-04-01", "from: 2026-04-01, to: 2026-06-20")
    site = read_text("records/sites/yard.yaml") + "supervisor: P-002\n"
    problems = found(role_vacant, {"records/people/P-002.yaml": text, "records/sites/yard.yaml": site})

    assert [each.message.split(",")[1] for each in problems if each.about[0] == "P-002"] == [
        " named as health and safety lead",
        " named as supervisor of yard",
    ]


def test_senior_manager_stands_in_for_a_manager_and_a_worker_for_nobody() -> None:
    files: Files = {"policies/p.md": policy("record: posting, every: P1M, per: site, by: manager")}
    assert found(role_vacant, files) == []

    text = read_text("records/people/P-001.yaml").replace("level: senior-manager", "level: worker")
    assert "manager" in found(role_vacant, files | {"records/people/P-001.yaml": text})[0].message


def test_window_that_ends_before_the_first_record_names_its_months() -> None:
    (problem,) = found(window_before_first_record, {}, Window(date(2025, 1, 15), date(2025, 3, 31)))

    assert problem.message.endswith("Months without any record: January 2025, February 2025, March 2025.")


def test_window_of_twelve_months_is_not_blamed_for_the_time_before_the_adoption() -> None:
    assert found(window_before_first_record, {}) == []
    (problem,) = found(window_before_first_record, {}, Window(date(2025, 1, 1), AS_OF))
    assert "March 2026" in problem.message


def test_rhythm_in_the_text_is_found_on_its_line() -> None:
    text = policy("record: inspection, kind: management, every: P3M, per: site") + "\nThe RHYTHM inspection is made.\n"
    weekly = text.replace("RHYTHM", "weekly")
    (problem,) = found(text_names_another_rhythm, {"policies/p.md": weekly})

    assert weekly.splitlines()[problem.place.line - 1] == "The weekly inspection is made."
    assert (
        problem.message
        == 'PRG-20 says "weekly inspection"; the obligations promise inspection every 1 month, every 3 months.'
    )
    # Another document promises it monthly, so the words fit.
    assert found(text_names_another_rhythm, {"policies/p.md": text.replace("RHYTHM", "monthly")}) == []
