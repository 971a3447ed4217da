"""What the program promises, and what became of it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, timedelta

from builder.measure.promises.expected import measure_expected
from builder.measure.snapshot import twelve_months_to
from tests.measure.small import AS_OF, expected_of, inspection, outcomes_of, policy, read_small, read_text

INSPECTIONS = "records/inspection/2026"


def test_monthly_inspection_is_met_in_its_month_and_not_yet_asked_for_while_grace_runs() -> None:
    assert outcomes_of({}) == {
        "PRG-07/inspection/site/yard/2026-04": "met",
        "PRG-07/inspection/site/yard/2026-05": "met",
    }


def test_month_becomes_a_hole_on_the_day_its_grace_ends() -> None:
    # June is due on 5 July.
    assert "PRG-07/inspection/site/yard/2026-06" not in outcomes_of({}, date(2026, 7, 4))
    assert outcomes_of({}, date(2026, 7, 5))["PRG-07/inspection/site/yard/2026-06"] == "hole"


def test_month_that_is_done_early_is_met_before_it_is_due() -> None:
    files = {f"{INSPECTIONS}/insp-0003.yaml": inspection("insp-0003", "2026-06-02")}

    assert outcomes_of(files)["PRG-07/inspection/site/yard/2026-06"] == "met"


def test_inspection_in_the_grace_days_is_on_time() -> None:
    files: dict[str, str | None] = {
        f"{INSPECTIONS}/insp-0002.yaml": inspection("insp-0002", "2026-06-04"),
        f"{INSPECTIONS}/insp-0003.yaml": inspection("insp-0003", "2026-06-25"),
    }

    assert outcomes_of(files)["PRG-07/inspection/site/yard/2026-05"] == "met"


def test_inspection_after_the_grace_days_is_late() -> None:
    files: dict[str, str | None] = {
        f"{INSPECTIONS}/insp-0002.yaml": inspection("insp-0002", "2026-06-06"),
        f"{INSPECTIONS}/insp-0003.yaml": inspection("insp-0003", "2026-06-25"),
    }
    late = expected_of(files)["PRG-07/inspection/site/yard/2026-05"]

    assert (late.outcome.value, late.record, late.due) == ("late", "insp-0002", date(2026, 6, 5))


def test_inspection_of_another_kind_or_site_meets_nothing() -> None:
    files: dict[str, str | None] = {
        f"{INSPECTIONS}/insp-0002.yaml": inspection("insp-0002", "2026-05-14", kind="management")
    }

    assert outcomes_of(files)["PRG-07/inspection/site/yard/2026-05"] == "hole"


def test_site_that_was_open_less_than_half_the_month_owes_nothing_for_it() -> None:
    site = read_text("records/sites/yard.yaml").replace("from: 2026-04-01}]\n", "from: 2026-04-17}]\n", 1)
    april = expected_of({"records/sites/yard.yaml": site})["PRG-07/inspection/site/yard/2026-04"]

    # Its inspection of 15 April is there all the same, and counts.
    assert april.outcome.value == "met"
    missing = expected_of({"records/sites/yard.yaml": site, f"{INSPECTIONS}/insp-0001.yaml": None})
    april = missing["PRG-07/inspection/site/yard/2026-04"]
    assert (april.outcome.value, april.reason) == ("not-required", "yard was open on 14 of the 30 days")


def test_site_that_was_closed_on_every_day_of_the_week_owes_nothing_for_it() -> None:
    closed = "hazard_class: high\ncalendar: {closed: [{from: 2026-05-04, to: 2026-05-09, reason: Break-up}]}\n"
    files: dict[str, str | None] = {
        "records/sites/yard.yaml": read_text("records/sites/yard.yaml").replace("hazard_class: high\n", closed),
        "policies/p.md": policy("record: inspection, kind: weekly, every: P1W, per: site"),
    }
    found = expected_of(files)

    week = found["PRG-20/inspection/weekly/yard/2026-W19"]
    assert (week.outcome.value, week.reason) == ("not-required", "yard was closed on every day: Break-up")
    assert week.shown_by.startswith("records/sites/yard.yaml:")
    assert found["PRG-20/inspection/weekly/yard/2026-W20"].outcome.value == "hole"


def test_explained_hole_stays_in_the_set_as_explained() -> None:
    files: dict[str, str | None] = {
        f"{INSPECTIONS}/insp-0002.yaml": None,
        "records/explained.yaml": (
            "- about: PRG-07/inspection/site/yard/2026-05\n  reason: Nobody took over in the holidays.\n"
            "  person: P-001\n  date: 2026-06-08\n  corrective_action: ca-0001\n"
        ),
    }
    may = expected_of(files)["PRG-07/inspection/site/yard/2026-05"]

    assert may.outcome.value == "explained"
    assert may.is_required
    assert not may.is_found
    assert (may.reason, may.person) == ("Nobody took over in the holidays.", "P-001")
    assert may.corrective_action == "ca-0001"


def test_expected_record_says_who_was_to_make_it_and_at_which_site() -> None:
    files: dict[str, str | None] = {"policies/p.md": policy("record: maintenance, every: P1M, per: asset")}
    found = expected_of(files)

    assert found["PRG-07/inspection/site/yard/2026-05"].by == "supervisor"
    assert found["PRG-07/inspection/site/yard/2026-05"].site == "yard"
    assert found["PRG-20/maintenance/A-001/2026-05"].site == "yard"


def test_draft_and_withdrawn_documents_promise_nothing() -> None:
    for status in ("draft", "withdrawn"):
        document = policy("record: hsc-meeting, every: P1M, per: company", status=status)
        assert not [id for id in outcomes_of({"policies/p.md": document}) if id.startswith("PRG-20")]


def test_document_for_one_site_promises_nothing_for_another() -> None:
    yard = read_text("records/sites/yard.yaml")
    second = yard.replace("id: yard", "id: shed").split("crews:")[0]
    document = policy("record: posting, every: P1M, per: site", more="applies_to: [shed]\n")
    found = outcomes_of({"records/sites/shed.yaml": second, "policies/p.md": document})

    assert {id.split("/")[2] for id in found if id.startswith("PRG-20")} == {"shed"}


NOT_ADOPTED = read_text("records/company.yaml").replace("adopted_on: 2026-04-01\n", "")
REVIEW = "record: management-review, every: P12M, per: company, grace: P14D"
REVIEWED = (
    "id: mrv-0001\ndate: {day}\nrecorded_by: P-001\nattendees: [P-001]\ninputs: All\ndecisions: Go on\n"
    "people: [{{person: P-001, role: senior-manager}}]\n"
)


def test_record_of_an_asset_belongs_to_the_site_it_names() -> None:
    shed = read_text("records/sites/yard.yaml").replace("id: yard", "id: shed").split("first_aid:")[0]
    files: dict[str, str | None] = {
        "policies/p.md": policy("record: inspection, kind: vehicle, every: P1M, per: asset"),
        "records/sites/shed.yaml": shed,
        "records/inspection/2026/insp-0003.yaml": inspection("insp-0003", "2026-05-14", "shed", "vehicle")
        + "asset: A-001\n",
    }
    found = expected_of(files)

    assert found["PRG-20/inspection/vehicle/A-001/2026-05"].site == "shed"
    assert found["PRG-20/inspection/vehicle/A-001/2026-04"].site == "yard"


def test_yearly_record_is_asked_for_on_the_as_of_day_and_missing_without_one() -> None:
    files: dict[str, str | None] = {"policies/p.md": policy(REVIEW, version=2), "records/company.yaml": NOT_ADOPTED}

    assert outcomes_of(files)["PRG-20/management-review/2026"] == "hole"


def test_yearly_record_thirteen_months_ago_is_too_old_and_twelve_months_and_ten_days_is_within_grace() -> None:
    def outcome(day: str) -> str:
        path = f"records/management-review/{day[:4]}/mrv-0001.yaml"
        files: dict[str, str | None] = {
            "policies/p.md": policy(REVIEW, version=2),
            "records/company.yaml": NOT_ADOPTED,
            path: REVIEWED.format(day=day),
        }
        return outcomes_of(files)["PRG-20/management-review/2026"]

    assert outcome("2026-01-20") == "met"
    assert outcome("2025-06-20") == "met"
    assert outcome("2025-06-10") == "hole"


def test_hours_of_march_filed_in_april_are_those_of_march() -> None:
    document = policy("record: hours-worked, every: P1M, per: site, grace: P15D")
    hours = "id: hrs-000{n}\ndate: {day}\nsite: yard\nrecorded_by: P-002\nmonth: {month}\nhours: 160\n"
    files: dict[str, str | None] = {
        "policies/p.md": document,
        "records/hours-worked/2026/hrs-0001.yaml": hours.format(n=1, day="2026-05-04", month="2026-04"),
        "records/hours-worked/2026/hrs-0002.yaml": hours.format(n=2, day="2026-06-20", month="2026-05"),
    }
    found = expected_of(files)

    assert found["PRG-20/hours-worked/yard/2026-04"].record == "hrs-0001"
    assert found["PRG-20/hours-worked/yard/2026-04"].outcome.value == "met"
    assert found["PRG-20/hours-worked/yard/2026-05"].record == "hrs-0002"
    assert found["PRG-20/hours-worked/yard/2026-05"].outcome.value == "late"


def test_acknowledgement_of_another_document_meets_nothing() -> None:
    person = "per: person, where: {position: [plumber]}"
    document = policy(f"record: acknowledgement, every: P1M, {person}")
    ack = "id: ack-0001\ndate: 2026-05-04\nrecorded_by: P-002\nperson: P-003\ndocument: {id}\nversion: 1\n"

    def outcome(id: str) -> str:
        files: dict[str, str | None] = {
            "policies/p.md": document,
            "records/acknowledgement/2026/ack-0001.yaml": ack.format(id=id),
        }
        return outcomes_of(files)["PRG-20/acknowledgement/P-003/2026-05"]

    assert outcome("PRG-20") == "met"
    assert outcome("POL-01") == "hole"


def test_where_keeps_only_units_with_one_of_the_values() -> None:
    by_level = policy("record: appraisal, every: P1M, per: person, where: {level: [supervisor, senior-manager]}")

    units = {id.split("/")[2] for id in outcomes_of({"policies/p.md": by_level}) if id.startswith("PRG-20")}

    assert units == {"P-001", "P-002"}


def test_asset_owes_maintenance_only_while_in_service() -> None:
    asset = read_text("records/assets/A-001.yaml").replace("{from: 2026-04-01}", "{from: 2026-04-01, to: 2026-05-10}")
    document = policy("record: maintenance, kind: service, every: P1M, per: asset, where: {class: [van]}")
    found = expected_of({"records/assets/A-001.yaml": asset, "policies/p.md": document})

    assert found["PRG-20/maintenance/service/A-001/2026-04"].outcome.value == "hole"
    assert found["PRG-20/maintenance/service/A-001/2026-05"].outcome.value == "not-required"


def test_position_owes_an_assessment_only_if_somebody_held_it() -> None:
    document = policy("record: hazard-assessment, every: P12M, per: position")
    welder = "id: welder\ntitle: Welder\nlevel: worker\ntasks: [{id: welding, title: Welding}]\n"
    found = outcomes_of({"policies/p.md": document, "records/positions/welder.yaml": welder})

    assert found["PRG-20/hazard-assessment/plumber/2026"] == "met"
    assert "PRG-20/hazard-assessment/welder/2026" not in found


def test_contractor_on_two_sites_at_once_is_active_only_once_a_day() -> None:
    contractor = read_text("records/contractors/C-01.yaml").replace(
        "active: [{site: yard, from: 2026-04-02}]",
        "active: [{site: yard, from: 2026-05-01, to: 2026-05-10}, {site: yard, from: 2026-05-01, to: 2026-05-10}]",
    )
    document = policy("record: contractor-evaluation, every: P1M, per: contractor")
    may = expected_of({"records/contractors/C-01.yaml": contractor, "policies/p.md": document})

    assert may["PRG-20/contractor-evaluation/C-01/2026-05"].reason == "C-01 was at work for us on 10 of the 31 days"


FLHA = """id: flha-{n:04}
date: {day}
site: yard
recorded_by: P-002
crew: plumbing
job: Pipe
started_at: "07:30"
written_at: "07:10"
hazards: [{{hazard: Fall, control: Ladder}}]
people: [{{person: P-003, role: crew}}]
"""


def test_crew_owes_one_assessment_on_each_day_the_site_works() -> None:
    document = policy("record: flha, per: crew-day")
    flha = FLHA.format(n=1, day="2026-06-29")
    found = outcomes_of({"policies/p.md": document, "records/flha/2026/flha-0001.yaml": flha})

    june = {id.rsplit("/", 1)[1]: outcome for id, outcome in found.items() if "/2026-06" in id}
    # June 2026 has 22 days from Monday to Friday.
    assert len(june) == 22
    assert june["2026-06-29"] == "met"
    assert june["2026-06-30"] == "hole"


def test_crew_with_work_days_of_its_own_follows_them() -> None:
    site = read_text("records/sites/yard.yaml").replace("foreman: P-002,", "foreman: P-002, work_days: [sat],")
    found = outcomes_of({"policies/p.md": policy("record: flha, per: crew-day"), "records/sites/yard.yaml": site})

    days = [date.fromisoformat(id.rsplit("/", 1)[1]) for id in found if id.startswith("PRG-20")]
    assert days
    assert {day.weekday() for day in days} == {5}


INCIDENT = """id: inc-0001
date: 2026-05-20
site: yard
recorded_by: P-002
class: {kind}
occurred_at: "10:15"
description: Cut
immediate_action: First aid
"""
INVESTIGATION = """id: inv-0001
date: 2026-05-21
recorded_by: P-002
incident: inc-0001
team: [P-002]
direct_causes: Edge
root_causes: No step for it
completed_on: {day}
"""


def investigations(kind: str, completed: str | None, as_of: date = AS_OF) -> dict[str, str]:
    files: dict[str, str | None] = {
        "policies/p.md": policy("record: investigation, per: incident, where: {class: [medical-aid]}, within: P14D"),
        "records/incident/2026/inc-0001.yaml": INCIDENT.format(kind=kind),
    }
    if completed:
        files["records/investigation/2026/inv-0001.yaml"] = INVESTIGATION.format(day=completed)
    found = outcomes_of(files, as_of)
    return {id: outcome for id, outcome in found.items() if id.startswith("PRG-20")}


def test_investigation_is_due_so_many_days_after_the_incident() -> None:
    id = "PRG-20/investigation/inc-0001/2026-05-20"

    assert investigations("medical-aid", "2026-06-03") == {id: "met"}
    assert investigations("medical-aid", "2026-06-04") == {id: "late"}
    assert investigations("medical-aid", None, date(2026, 6, 2)) == {}
    assert investigations("medical-aid", None, date(2026, 6, 3)) == {id: "hole"}


def test_incident_of_another_class_needs_no_investigation() -> None:
    assert investigations("near-miss", None) == {}


ORIENTATION = """id: ori-0001
date: {day}
recorded_by: P-002
person: P-003
kind: company
first_work_day: {began}
topics: [rights]
orienter: P-002
"""


def orientations(day: str | None, began: str = "2026-04-01") -> str:
    files: dict[str, str | None] = {
        "policies/p.md": policy("record: orientation, kind: company, per: person, where: {position: [plumber]}")
    }
    if day:
        files["records/orientation/2026/ori-0001.yaml"] = ORIENTATION.format(day=day, began=began)
    return outcomes_of(files)["PRG-20/orientation/company/P-003/2026-04-01"]


def test_orientation_is_due_on_the_first_day_of_work() -> None:
    assert orientations("2026-04-01") == "met"
    assert orientations("2026-04-02") == "late"
    assert orientations("2026-04-02", began="2026-04-02") == "met"
    assert orientations(None) == "hole"


def test_person_hired_before_the_window_owes_no_orientation_in_it() -> None:
    document = policy("record: orientation, kind: company, per: person")

    found = outcomes_of({"policies/p.md": document}, date(2027, 6, 30))

    assert not [id for id in found if id.startswith("PRG-20")]


def test_nothing_is_held_against_the_time_before_the_adoption_and_records_from_it_count() -> None:
    company = read_text("records/company.yaml").replace("adopted_on: 2026-04-01", "adopted_on: 2026-05-10")

    # April lies before it: its inspection counts, its absence would not.
    assert outcomes_of({"records/company.yaml": company}) == {
        "PRG-07/inspection/site/yard/2026-04": "met",
        "PRG-07/inspection/site/yard/2026-05": "met",
    }
    without = {"records/company.yaml": company, f"{INSPECTIONS}/insp-0001.yaml": None}
    assert expected_of(without).keys() == {"PRG-07/inspection/site/yard/2026-05"}


def test_work_grows_with_the_number_of_records_and_not_with_its_square() -> None:
    def work(number: int) -> int:
        files: dict[str, str | None] = {}
        for index in range(number):
            day = date(2026, 4, 1) + timedelta(days=index % 90)
            id = f"insp-{index + 10:04}"
            files[f"{INSPECTIONS}/{id}.yaml"] = inspection(id, day.isoformat())
        program = read_small(files)
        return count_calls(lambda: measure_expected(program, twelve_months_to(AS_OF), AS_OF))

    one, two, four = work(100), work(200), work(400)

    assert (four - two) <= 2.2 * (two - one)


def count_calls(run: Callable[[], object]) -> int:
    """How many functions are called while it runs; the same on every machine, unlike its time."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(None)
    return calls
