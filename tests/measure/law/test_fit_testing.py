"""Who needs a respirator, and until when the last fit test counts."""

from __future__ import annotations

from datetime import date

from builder.measure.law.fit_testing import measure_fit_tests
from builder.model.law import NO_LAW
from builder.read.law_file import read_law
from tests.measure.small import AS_OF, read_small, read_text

LAW = read_law("alberta-ohs")
POSITION = "records/positions/plumber.yaml"
ASSESSMENT = "records/hazard-assessment/2026/ha-0003.yaml"


def needing() -> dict[str, str | None]:
    """The small company whose plumbers need a respirator by their training."""
    return {POSITION: read_text(POSITION).replace("[fall-protection]", "[fall-protection, respirator-fit-test]")}


def fit_test(
    number: int, day: str, more: str = "", kind: str = "respirator", result: str = "pass"
) -> dict[str, str | None]:
    text = (
        f"id: fit-000{number}\ndate: {day}\nrecorded_by: P-002\nperson: P-003\nkind: {kind}\nmodel: Half-face\nsize: M\n"
        f"method: quantitative\nresult: {result}\ntester: Fit Mobile\n{more}"
    )
    return {f"records/fit-test/{day[:4]}/fit-000{number}.yaml": text}


def until(*tests: dict[str, str | None], as_of: date = AS_OF, company: str = "") -> list[str | None]:
    files = needing()
    if company:
        files["records/company.yaml"] = read_text("records/company.yaml") + company
    for test in tests:
        files |= test
    found = measure_fit_tests(read_small(files), LAW, as_of)
    return [str(state.counts_until) if state.counts_until else None for state in found]


def test_test_counts_for_two_years_unless_the_company_says_otherwise() -> None:
    assert until(fit_test(1, "2026-05-05")) == ["2028-05-05"]
    assert until(fit_test(1, "2026-05-05"), company="fit_test_every: P1Y\n") == ["2027-05-05"]


def test_earlier_day_on_the_test_ends_it() -> None:
    assert until(fit_test(1, "2026-05-05", "expires: 2027-01-01\n")) == ["2027-01-01"]
    assert until(fit_test(1, "2026-05-05", "expires: 2031-01-01\n")) == ["2028-05-05"]


def test_test_that_lasts_longest_counts() -> None:
    assert until(fit_test(1, "2026-05-05"), fit_test(2, "2026-06-05", "expires: 2026-12-01\n")) == ["2028-05-05"]


def test_failed_tests_hearing_protectors_and_later_tests_do_not_count() -> None:
    assert until(fit_test(1, "2026-05-05", result="fail")) == [None]
    assert until(fit_test(1, "2026-05-05", kind="hearing-protector")) == [None]
    assert until(fit_test(1, "2026-05-05"), as_of=date(2026, 5, 4)) == [None]


def test_certificate_of_a_fit_test_counts_too() -> None:
    text = (
        read_text("records/training/2026/trn-0001.yaml")
        .replace("trn-0001", "trn-0002")
        .replace("fall-protection", "respirator-fit-test")
    )
    assert until(
        {"records/training/2026/trn-0002.yaml": text.replace("expires: 2029-04-01", "expires: 2027-04-01")}
    ) == ["2027-04-01"]


def test_hazard_assessment_that_names_a_respirator_is_reason_enough() -> None:
    text = read_text(ASSESSMENT).replace(
        "control: Right tool for the task}]", "control: Fume extractor}, {kind: ppe, control: Half-face respirator}]"
    )
    [state] = measure_fit_tests(read_small({ASSESSMENT: text}), LAW, AS_OF)

    assert (state.person, state.why, state.counts_until) == ("P-003", "ha-0003", None)


def test_nobody_needs_one_without_a_reason_or_without_a_law() -> None:
    assert measure_fit_tests(read_small({}), LAW, AS_OF) == ()
    assert measure_fit_tests(read_small(needing()), NO_LAW, AS_OF) == ()
