"""Matrices of competency, maintenance and the committee: every cell has a sign and leads to its record."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from builder.render.pdf.sections.committee import make_committee
from builder.render.pdf.sections.competency_matrix import make_competency_matrix
from builder.render.pdf.sections.maintenance_matrix import make_maintenance_matrix
from builder.render.pdf.sections.section import Section
from builder.render.pdf.sections.view import View
from tests.render.pdf.sections.company import Files, small_company, view_of


def words(section: Section | None) -> str:
    assert section is not None
    return " ".join(re.sub(r"<[^>]+>", " ", section.html).split())


def assessed(day: str, *, result: str = "competent", again: str = "", assessor: str = "P-002") -> Files:
    text = (
        f"id: cmp-0001\ndate: {day}\nrecorded_by: P-002\nperson: P-003\ntask: overhead\nresult: {result}\nassessor: {assessor}\n"
        + (f"reassess_on: {again}\n" if again else "")
    )
    return {f"records/competency/{day[:4]}/cmp-0001.yaml": text}


@pytest.mark.parametrize(
    ("files", "cell"),
    [
        ({}, "○ not assessed"),
        (assessed("2026-03-02"), "● assessed, 2026-03-02"),
        (assessed("2026-03-02", result="not-yet"), "◐ not yet, 2026-03-02"),
        (assessed("2025-12-02", again="2026-06-02"), "✗ out of date, 2025-12-02"),
        (assessed("2026-03-02", assessor="P-003"), "● assessed, 2026-03-02†"),
    ],
    ids=["none", "assessed", "not-yet", "out-of-date", "by-somebody-unknown-to-the-task"],
)
def test_the_competency_matrix_says_by_sign_and_word_who_was_watched_at_which_task(files: Files, cell: str) -> None:
    text = words(make_competency_matrix(view_of(small_company() | files)))
    assert f"Joanne Littlechild (P-003) {cell}" in text


def test_an_assessment_leads_to_its_record() -> None:
    section = make_competency_matrix(view_of(small_company() | assessed("2026-03-02")))
    assert section is not None
    assert '<a href="xref:record-cmp-0001">● assessed, 2026-03-02</a>' in section.html


TRUCK = "id: A-001\nname: Unit 11\nclass: truck\nsite: shop\nschedule: [{kind: service, every: P3M}]\n"


def serviced(*days: str, result: str = "in-service") -> Files:
    return {"records/assets/A-001.yaml": TRUCK} | {
        f"records/maintenance/2026/mnt-{number:04}.yaml": (
            f"id: mnt-{number:04}\ndate: {day}\nsite: shop\nrecorded_by: P-002\nasset: A-001\nkind: service\n"
            f"work_done: Oil\ntechnician: P-003\nresult: {result}\n"
        )
        for number, day in enumerate(days, 1)
    }


def test_maintenance_stands_in_its_month_with_the_day_on_which_it_is_due_again() -> None:
    section = make_maintenance_matrix(view_of(small_company() | serviced("2026-05-04", "2026-08-10")))
    assert section is not None
    assert '<a href="xref:record-mnt-0001">S</a>' in section.html
    assert "service 2026-11-10" in words(section)
    assert "No step of a schedule is past its day." in words(section)


def test_maintenance_past_its_day_is_said_in_words() -> None:
    text = words(make_maintenance_matrix(view_of(small_company() | serviced("2026-05-04", result="out-of-service"))))
    assert "S✗" in text
    assert "1 asset has a step of the schedule that is past its day." in text
    assert "service 2026-08-04, past" in text


def test_maintenance_that_a_document_promises_and_that_is_missing_is_marked_in_its_month() -> None:
    promise = (
        "---\nid: PRG-06\ntitle: Maintenance\nkind: program\narea: hazard-control\nversion: 1\nowner: P-002\napproved_by: P-001\n"
        "approved_on: 2025-01-10\neffective: 2025-01-10\nstatus: approved\nobligations:\n"
        "  - {record: maintenance, kind: service, every: P3M, per: asset, answers: [HC11]}\n---\n\nServiced.\n"
    )
    files = small_company() | serviced("2026-05-04", "2026-08-10") | {"policies/maintenance.md": promise}
    section = make_maintenance_matrix(view_of(files))
    assert section is not None
    holes = re.findall(r'<td class="hole">(.*?)</td>', section.html)
    assert holes
    assert set(holes) == {" ○S"}


def test_an_asset_without_a_record_says_that() -> None:
    text = words(make_maintenance_matrix(view_of(small_company() | {"records/assets/A-001.yaml": TRUCK})))
    assert "service: no record yet" in text


def met(number: int, day: str, *, quorum: str = "true", chair: str = "P-003") -> Files:
    return {
        f"records/hsc-meeting/2026/hsc-{number:04}.yaml": (
            f"id: hsc-{number:04}\ndate: {day}\nrecorded_by: P-002\nkind: regular\nchair: {chair}\n"
            "attendees: [{person: P-003, side: worker}"
            + (", {person: P-002, side: employer}" if quorum == "true" else "")
            + f"]\nitems: [{{text: Guard rail}}]\nquorum: {quorum}\n"
        )
    }


def test_the_committee_matrix_shows_meetings_quorum_and_who_came() -> None:
    files = small_company() | met(1, "2026-05-14") | met(2, "2026-06-11", quorum="false", chair="P-002")
    section = make_committee(view_of(files))
    text = words(section)
    assert "2 meetings in the period, 1 with a quorum by their minutes." in text
    assert "Quorum, by the minutes ● yes ✗ no" in text
    assert "Joanne Littlechild (P-003) worker ● chair ● 2 of 2" in text
    assert "Marnie Kowalchuk (P-002) employer ● – 1 of 2" in text
    assert section is not None
    assert '<a href="xref:record-hsc-0001">2026-05-14</a>' in section.html


@pytest.mark.parametrize("make", [make_competency_matrix, make_maintenance_matrix, make_committee])
def test_a_pack_for_the_public_has_no_matrix_of_people_or_assets(make: Callable[[View], Section | None]) -> None:
    files = small_company() | assessed("2026-03-02") | serviced("2026-05-04") | met(1, "2026-05-14")
    assert make(view_of(files)) is not None
    assert make(view_of(files, profile="public")) is None


@pytest.mark.parametrize("make", [make_maintenance_matrix, make_committee])
def test_where_there_is_nothing_there_is_no_section(make: Callable[[View], Section | None]) -> None:
    assert make(view_of(small_company())) is None
