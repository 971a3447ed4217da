"""Representative, committee, written program: from which number of people on, and who is there."""

from __future__ import annotations

from datetime import date

import pytest

from builder.measure.law.employer_duty import DutyState, measure_duties, seats_on, untrained_seats
from builder.measure.snapshot import twelve_months_to
from builder.read.law_file import read_law
from tests.measure.small import AS_OF, read_small, read_text

LAW = read_law("alberta-ohs")
PERSON = "records/people/P-003.yaml"


def company_of(count: int, begun: str = "2026-04-01", *roles: str) -> dict[str, str | None]:
    """The small company with so many people, those beyond three hired on a day; P-101 and on hold one role each."""
    text = read_text("records/people/P-002.yaml").replace("from: 2026-04-01", f"from: {begun}")
    files: dict[str, str | None] = {
        f"records/people/P-{number}.yaml": text.replace("P-002", f"P-{number}") for number in range(101, 98 + count)
    }
    for number, role in enumerate(roles, 101):
        path = f"records/people/P-{number}.yaml"
        held = f"work_phone: 403-555-0100\nroles: [{{role: {role}, from: 2026-04-01}}]\n"
        files[path] = (files[path] or "") + held
    return files


def states(files: dict[str, str | None], as_of: date = AS_OF) -> dict[str, DutyState]:
    found = measure_duties(read_small(files), LAW, twelve_months_to(as_of), as_of)
    return {state.duty.key: state for state in found}


@pytest.mark.parametrize(
    ("people", "applying"),
    [
        (4, set()),
        (5, {"representative"}),
        (19, {"representative"}),
        (20, {"committee", "program"}),
        (40, {"committee", "program"}),
    ],
)
def test_duties_begin_at_five_and_at_twenty(people: int, applying: set[str]) -> None:
    assert {key for key, state in states(company_of(people)).items() if state.applies} == applying


def test_number_that_has_not_lasted_for_three_months_is_a_peak() -> None:
    found = states(company_of(20, "2026-06-23"))

    assert not any(state.applies for state in found.values())
    assert found["committee"].peak == (date(2026, 6, 23), AS_OF)
    assert found["committee"].now == 20


def test_peak_of_a_week_stays_a_peak_when_it_is_over() -> None:
    files = company_of(5, "2026-05-04, to: 2026-05-10")
    assert states(files)["representative"].peak == (date(2026, 5, 4), date(2026, 5, 10))
    assert states(files, date(2026, 5, 3))["representative"].peak is None


def test_company_can_choose_another_span() -> None:
    company = read_text("records/company.yaml")
    files = company_of(5, "2026-06-23")
    assert not states(files)["representative"].applies
    files["records/company.yaml"] = company + "regularly_employs_over: P8D\n"
    assert states(files)["representative"].applies


@pytest.mark.parametrize(
    ("roles", "wanting"),
    [
        ((), "nobody is named as a member"),
        (("hs-representative",), "nobody is named as a member"),
        (("committee-worker", "committee-employer"), "no worker co-chair and no employer co-chair is named"),
        (("committee-cochair-worker", "committee-employer"), "no employer co-chair is named"),
        (("committee-cochair-worker", "committee-cochair-employer"), ""),
    ],
)
def test_committee_has_a_co_chair_of_each_side(roles: tuple[str, ...], wanting: str) -> None:
    assert states(company_of(20, "2026-04-01", *roles))["committee"].wanting == wanting


def test_committee_does_for_a_representative_and_a_representative_for_one() -> None:
    assert states(company_of(5))["representative"].wanting == "nobody is named as such"
    assert states(company_of(5, "2026-04-01", "hs-representative"))["representative"].wanting == ""
    assert states(company_of(5, "2026-04-01", "committee-worker"))["representative"].wanting == ""


def membership(id: str, person: str, term_ends: str, seat: str = "cochair", side: str = "worker") -> str:
    return (
        f"id: {id}\ndate: 2026-04-10\nrecorded_by: P-002\nperson: {person}\nseat: {seat}\nside: {side}\nselected_by: Ballot\n"
        f"term_ends: {term_ends}\ntrained_on: 2026-04-12\nposted_at: [yard]\n"
    )


def test_membership_records_count_until_the_term_ends() -> None:
    files: dict[str, str | None] = {
        "records/hsc-membership/2026/hsm-0001.yaml": membership("hsm-0001", "P-003", "2026-06-30"),
        "records/hsc-membership/2026/hsm-0002.yaml": membership(
            "hsm-0002", "P-001", "2026-06-29", "member", "employer"
        ),
    }
    program = read_small(files)

    assert [(seat.person, seat.seat, seat.side, seat.source) for seat in seats_on(program, AS_OF)] == [
        ("P-003", "cochair", "worker", "hsm-0001")
    ]
    assert len(seats_on(program, date(2026, 6, 29))) == 2
    assert seats_on(program, date(2026, 4, 9)) == ()


def test_program_in_writing_is_a_policy_and_a_program_that_are_approved() -> None:
    path = "policies/inspections.md"
    draft = read_text(path).replace("status: approved", "status: draft")
    assert states(company_of(20))["program"].wanting == ""
    assert states(company_of(20) | {path: draft})["program"].wanting.startswith("there is no approved policy")


def test_training_is_shown_by_a_certificate_or_by_the_membership_record() -> None:
    files = company_of(5, "2026-04-01", "hs-representative", "committee-worker")
    certificate = (
        read_text("records/training/2026/trn-0001.yaml")
        .replace("trn-0001", "trn-0002")
        .replace("fall-protection", "hsc-member")
    )
    files["records/training/2026/trn-0002.yaml"] = certificate.replace("P-003", "P-101").replace(
        "date: 2026-04-01", "date: 2026-06-01"
    )
    files["records/hsc-membership/2026/hsm-0001.yaml"] = membership("hsm-0001", "P-102", "2028-06-30")
    program = read_small(files)

    assert [(seat.person, seat.words) for seat in untrained_seats(program, date(2026, 5, 31))] == [
        ("P-101", "the health and safety representative")
    ]
    assert [seat.person for seat in untrained_seats(program, date(2026, 4, 11))] == ["P-101", "P-102"]
    assert untrained_seats(program, AS_OF) == ()


def test_member_who_left_needs_no_training() -> None:
    files = company_of(5, "2026-04-01, to: 2026-05-31", "committee-worker")
    assert [seat.words for seat in untrained_seats(read_small(files), date(2026, 5, 31))] == [
        "a member of the committee"
    ]
    assert untrained_seats(read_small(files), date(2026, 6, 1)) == ()


@pytest.mark.parametrize(
    ("heads", "only_declared"),
    [(4, set()), (5, {"representative"}), (19, {"representative"}), (20, {"committee", "program"})],
)
def test_table_of_heads_alone_makes_no_duty_but_is_noticed(heads: int, only_declared: set[str]) -> None:
    company = read_text("records/company.yaml") + f"headcount: [{{site: yard, level: worker, count: {heads}}}]\n"
    found = states({"records/company.yaml": company})

    assert {key for key, state in found.items() if state.is_declared_only} == only_declared
    assert not any(state.applies for state in found.values())


def test_table_of_heads_says_nothing_where_the_files_say_it() -> None:
    company = read_text("records/company.yaml") + "headcount: [{site: yard, level: worker, count: 20}]\n"
    found = states(company_of(20) | {"records/company.yaml": company})

    assert not any(state.is_declared_only for state in found.values())
