"""Tickets held against the days worked."""

from __future__ import annotations

from datetime import date

import pytest

from builder.measure.people.assessment import Strength, measure_assessments
from builder.measure.people.competence import Competence, Standing, measure_competence
from builder.measure.people.scheme_courses import measure_scheme_courses
from builder.measure.snapshot import twelve_months_to
from builder.model.snapshot import Window
from tests.measure.people.test_work import MAY, timesheet
from tests.measure.small import AS_OF, read_small, read_text

FOLDER = "records/training/2026"
PLUMBER = "records/positions/plumber.yaml"


def certificate(
    issued: str, expires: str = "", course: str = "fall-protection", more: str = "verified_by: P-002\n"
) -> str:
    end = f"expires: {expires}\n" if expires else ""
    return f"id: trn-0001\ndate: {issued}\nrecorded_by: P-002\nperson: P-003\ncourse: {course}\nprovider: School\n{end}{more}"


def competence(training: str | None, *rows: str, window: Window | None = None, **more: str) -> Competence:
    files: dict[str, str | None] = {f"{FOLDER}/trn-0001.yaml": None, MAY: timesheet(*rows)}
    if training:
        year = training.partition("date: ")[2][:4]
        files[f"records/training/{year}/trn-0001.yaml"] = training
    files |= {path.replace("__", "/"): text for path, text in more.items()}
    return measure_competence(read_small(files), window or twelve_months_to(AS_OF))


def days(found: Competence, standing: Standing) -> list[int]:
    return [day.day for lapse in found.of(standing) for day, _ in lapse.days]


WORKED = "person: P-003, site: yard, hours: 8, days: [4, 5, 6]"


def test_a_certificate_is_valid_on_the_day_it_expires_and_not_on_the_next() -> None:
    assert days(competence(certificate("2026-04-01", "2026-05-05"), WORKED), Standing.EXPIRED) == [6]


def test_a_certificate_is_valid_on_the_day_it_is_issued_and_not_on_the_day_before() -> None:
    assert days(competence(certificate("2026-05-05", "2029-05-05"), WORKED), Standing.MISSING) == [4]


def test_a_certificate_that_nobody_has_seen_is_listed_unless_a_scan_is_there() -> None:
    scan = f"attachments: [{{path: trn-0001.png, sha256: {'a' * 64}, caption: The card}}]\n"

    assert days(competence(certificate("2026-04-01", "2029-04-01", more=""), WORKED), Standing.UNVERIFIED) == [4, 5, 6]
    assert competence(certificate("2026-04-01", "2029-04-01", more=scan), WORKED).lapses == ()


def test_no_certificate_at_all_is_one_lapse_with_all_days_and_the_records_that_show_them() -> None:
    (lapse,) = competence(None, WORKED).lapses

    assert (lapse.person, lapse.course, lapse.standing, lapse.why) == (
        "P-003",
        "fall-protection",
        Standing.MISSING,
        "the position",
    )
    assert lapse.days == tuple((date(2026, 5, day), "wkd-0001") for day in (4, 5, 6))


def test_what_was_examined_is_counted() -> None:
    found = competence(
        certificate("2026-04-01", "2029-04-01"), WORKED, "person: P-002, site: yard, hours: 8, days: [4]"
    )

    # A plumber's three days with one required course; the foreman's position asks for none.
    assert (found.people, found.person_days, found.tickets, found.lapses) == (2, 4, 3, ())


def test_only_days_in_the_window_count() -> None:
    found = competence(None, WORKED, window=Window(date(2026, 5, 5), date(2026, 5, 5)))

    assert (found.person_days, found.tickets, days(found, Standing.MISSING)) == (1, 1, [5])


def test_the_position_in_force_that_day_says_what_is_needed() -> None:
    person = read_text("records/people/P-003.yaml").replace(
        "employment: [{from: 2026-04-01, position: plumber, level: worker, site: yard}]",
        "employment:\n  - {from: 2026-04-01, to: 2026-05-04, position: foreman, level: supervisor, site: yard}\n"
        "  - {from: 2026-05-05, position: plumber, level: worker, site: yard}",
    )

    assert days(competence(None, WORKED, **{"records__people__P-003.yaml": person}), Standing.MISSING) == [5, 6]


def test_a_record_of_the_day_itself_is_named_before_the_timesheet() -> None:
    flha = (
        'id: flha-0001\ndate: 2026-05-05\nsite: yard\nrecorded_by: P-002\ncrew: plumbing\njob: Pipe\nstarted_at: "07:30"\n'
        'written_at: "07:10"\nhazards: [{hazard: Fall, control: Ladder}]\npeople: [{person: P-003, role: crew}]\n'
    )
    (lapse,) = competence(None, WORKED, **{"records__flha__2026__flha-0001.yaml": flha}).lapses

    assert [record for _, record in lapse.days] == ["wkd-0001", "flha-0001", "wkd-0001"]


@pytest.mark.parametrize(
    ("written", "needed"),
    [
        ("SFA", "first-aid-intermediate"),
        ("Emergency First Aid", "first-aid-basic"),
        ("CSTS-09", "csts"),
        ("afa", "first-aid-basic"),
    ],
)
def test_a_course_counts_under_the_names_people_write(written: str, needed: str) -> None:
    position = read_text(PLUMBER).replace("[fall-protection]", f"[{needed}]")
    training = certificate("2026-04-01", "2029-04-01", course=written)

    assert competence(training, WORKED, **{"records__positions__plumber.yaml": position}).lapses == ()


def test_a_lower_course_does_not_count_as_the_higher_one() -> None:
    position = read_text(PLUMBER).replace("[fall-protection]", "[first-aid-intermediate]")
    training = certificate("2026-04-01", "2029-04-01", course="first-aid-basic")
    found = competence(training, WORKED, **{"records__positions__plumber.yaml": position})

    assert days(found, Standing.MISSING) == [4, 5, 6]


def test_a_certificate_that_says_nothing_about_its_end_lasts_as_long_as_usual() -> None:
    assert days(competence(certificate("2023-05-05"), WORKED), Standing.EXPIRED) == [6]


def test_what_the_certificate_says_goes_before_what_is_usual() -> None:
    assert competence(certificate("2023-04-01", "null"), WORKED).lapses == ()
    assert competence(certificate("2023-04-01", "2026-05-06"), WORKED).lapses == ()


LOCKOUT = (
    "id: lko-0001\ndate: 2026-05-05\nsite: yard\nrecorded_by: P-002\nequipment: Pump\nwork: Change the seal\n"
    "points: [{what: Valve shut, lock: R-01}]\nzero_energy: Gauge zero\nlocked_by: [P-003]\nverified_by: P-002\n"
)


def test_the_work_on_a_record_asks_for_its_own_courses() -> None:
    files: dict[str, str | None] = {f"{FOLDER}/trn-0{number}.yaml": None for number in range(901, 913)}
    files["records/lockout/2026/lko-0001.yaml"] = LOCKOUT
    found = measure_competence(read_small(files), twelve_months_to(AS_OF))

    assert [(lapse.person, lapse.course, lapse.why) for lapse in found.lapses] == [
        ("P-002", "lockout", "proving zero energy"),
        ("P-003", "lockout", "the lockout"),
    ]


COMPETENCY = (
    "id: cmp-0001\ndate: 2026-05-05\nrecorded_by: P-002\nperson: P-003\ntask: Soldering copper pipe\nresult: {result}\n"
    "assessor: {assessor}\n"
)


def test_a_task_asks_for_its_own_courses_when_somebody_is_watched_at_it() -> None:
    position = read_text(PLUMBER).replace("critical: true}", "critical: true, courses: [aerial-lift]}")
    record = COMPETENCY.format(result="competent", assessor="P-002")
    files: dict[str, str | None] = {PLUMBER: position, "records/competency/2026/cmp-0001.yaml": record}
    (lapse,) = measure_competence(read_small(files), twelve_months_to(AS_OF)).lapses

    assert (lapse.course, lapse.why, lapse.days) == (
        "aerial-lift",
        "the task “Soldering copper pipe”",
        ((date(2026, 5, 5), "cmp-0001"),),
    )


@pytest.mark.parametrize(
    ("result", "assessor", "more", "strength", "by_competent"),
    [
        ("competent", "P-002", "", Strength.ASSESSED, True),
        ("competent", "P-003", "", Strength.ASSESSED, False),
        ("not-yet", "P-002", "", Strength.NOT_YET, True),
        ("competent", "P-002", "reassess_on: 2026-06-30\n", Strength.ASSESSED, True),
        ("competent", "P-002", "reassess_on: 2026-06-29\n", Strength.OUT_OF_DATE, True),
    ],
)
def test_an_assessment_is_as_strong_as_its_assessor_and_its_age(
    result: str, assessor: str, more: str, strength: Strength, by_competent: bool
) -> None:
    record = COMPETENCY.format(result=result, assessor=assessor) + more
    (found,) = measure_assessments(read_small({"records/competency/2026/cmp-0001.yaml": record}), AS_OF)

    assert (found.person, found.task.id, found.strength, found.by_competent) == (
        "P-003",
        "soldering",
        strength,
        by_competent,
    )


def test_a_critical_task_without_a_record_is_not_assessed() -> None:
    (found,) = measure_assessments(read_small({}), AS_OF)

    assert (found.strength, found.record) == (Strength.NOT_ASSESSED, None)


def holders(files: dict[str, str | None], day: date = AS_OF) -> dict[str, tuple[tuple[str, str], ...]]:
    return {each.course.any_of[0]: each.holders for each in measure_scheme_courses(read_small(files), day)}


def test_the_partners_courses_may_be_split_over_several_people() -> None:
    lse = read_text(f"{FOLDER}/trn-0902.yaml").replace("person: P-002", "person: P-001")
    found = holders({f"{FOLDER}/trn-0902.yaml": lse})

    assert found["phsm"] == (("P-002", "trn-0901"),)
    assert found["lse"] == (("P-001", "trn-0902"),)


def test_a_course_held_by_somebody_who_works_part_time_does_not_count() -> None:
    person = read_text("records/people/P-002.yaml").replace("site: yard}", "site: yard, basis: part-time}")

    assert holders({"records/people/P-002.yaml": person})["phsm"] == ()


def test_secor_takes_one_of_several_courses_and_an_alias_of_first_aid() -> None:
    company = read_text("records/company.yaml").replace("scheme: COR", "scheme: SECOR")
    training = certificate("2026-04-01", "2026-06-30", course="Standard First Aid")
    found = holders({"records/company.yaml": company, f"{FOLDER}/trn-0001.yaml": training})

    assert found == {"secor": (("P-002", "trn-0901"),), "first-aid-intermediate": (("P-003", "trn-0001"),), "csts": ()}


def test_what_the_company_says_the_partner_asks_for_goes_before_the_book() -> None:
    company = (
        read_text("records/company.yaml") + 'partner_courses: ["Leadership for Safety Excellence", Instructor course]\n'
    )

    assert holders({"records/company.yaml": company}) == {"lse": (("P-002", "trn-0902"),), "Instructor course": ()}
