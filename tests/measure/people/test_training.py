"""Certificates by person and course."""

from __future__ import annotations

from datetime import date

from builder.measure.people.competence import Standing, measure_competence
from builder.measure.people.training import measure_training
from builder.measure.snapshot import twelve_months_to
from tests.measure.small import AS_OF, read_small, read_text

TRAINING = "records/training/2026"


def certificate(id: str, issued: str, expires: str | None, course: str = "fall-protection") -> str:
    text = f"id: {id}\ndate: {issued}\nrecorded_by: P-002\nperson: P-003\ncourse: {course}\nprovider: School\n"
    return text + (f"expires: {expires}\n" if expires else "")


def validity(day: date, *certificates: tuple[str, str | None]) -> str:
    files: dict[str, str | None] = {f"{TRAINING}/trn-0001.yaml": None}
    for number, (issued, expires) in enumerate(certificates, 1):
        files[f"{TRAINING}/trn-{number:04}.yaml"] = certificate(f"trn-{number:04}", issued, expires)
    return measure_training(read_small(files), day).cells["P-003", "fall-protection"].validity.value


def test_certificate_is_valid_on_its_last_day_and_expired_on_the_next() -> None:
    assert validity(date(2026, 6, 5), ("2026-04-01", "2026-06-05")) == "expires-soon"
    assert validity(date(2026, 6, 6), ("2026-04-01", "2026-06-05")) == "expired"


def test_certificate_without_end_stays_valid() -> None:
    assert validity(date(2026, 6, 5), ("2026-04-01", None)) == "valid"


def test_renewal_before_the_end_counts() -> None:
    assert validity(date(2026, 6, 6), ("2026-04-01", "2026-06-05"), ("2026-05-20", "2029-05-20")) == "valid"


def test_renewal_issued_later_does_not_count_yet() -> None:
    assert validity(date(2026, 6, 6), ("2026-04-01", "2026-06-05"), ("2026-06-10", "2029-05-20")) == "expired"


def test_required_course_without_certificate_is_missing() -> None:
    assert validity(date(2026, 6, 6)) == "missing"


def test_people_who_left_are_not_in_the_matrix() -> None:
    person = read_text("records/people/P-003.yaml").replace(
        "site: yard}]\nroles", "site: yard, to: 2026-05-31}]\nroles"
    )

    assert "P-003" not in measure_training(read_small({"records/people/P-003.yaml": person}), AS_OF).people


def test_course_that_nobody_asked_for_is_in_the_matrix_and_not_required() -> None:
    files: dict[str, str | None] = {f"{TRAINING}/trn-0002.yaml": certificate("trn-0002", "2026-05-01", None, "whmis")}
    cell = measure_training(read_small(files), AS_OF).cells["P-003", "whmis"]

    assert not cell.is_required


def flha(number: int, day: str, role: str = "crew") -> str:
    return (
        f"id: flha-{number:04}\ndate: {day}\nsite: yard\nrecorded_by: P-002\ncrew: plumbing\njob: Pipe\n"
        'started_at: "07:30"\nwritten_at: "07:10"\nhazards: [{hazard: Fall, control: Ladder}]\n'
        f"people: [{{person: P-003, role: {role}}}]\n"
    )


def expired_days(**roles: str) -> list[str]:
    files: dict[str, str | None] = {f"{TRAINING}/trn-0001.yaml": certificate("trn-0001", "2026-04-01", "2026-06-05")}
    for number, (day, role) in enumerate(roles.items(), 1):
        day = day.strip("d").replace("_", "-")
        files[f"records/flha/2026/flha-{number:04}.yaml"] = flha(number, day, role)
    found = measure_competence(read_small(files), twelve_months_to(AS_OF)).of(Standing.EXPIRED)
    return [record for each in found for _, record in each.days]


def test_days_worked_after_the_certificate_ran_out_are_found() -> None:
    assert expired_days(d2026_06_05="crew", d2026_06_08="crew", d2026_06_09="foreman") == ["flha-0002", "flha-0003"]


def test_visitor_on_the_card_did_not_work() -> None:
    assert expired_days(d2026_06_08="visitor") == []
