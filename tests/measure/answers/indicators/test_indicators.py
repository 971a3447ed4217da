"""Populations counted one by one: what satisfies, what fails, and why."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from builder.measure.answers.indicators import INDICATORS, measure_indicator
from builder.measure.snapshot import twelve_months_to
from builder.model.coverage import Indicator
from builder.model.error import BuilderError
from builder.read.program import read_program
from builder.read.source import MemorySource
from builder.read.standard_file import read_standard
from tests.checks.example import minimal_files
from tests.measure.small import AS_OF, inspection, read_small, read_text

Files = dict[str, str | None]
HA_PLUMBER = "records/hazard-assessment/2026/ha-0003.yaml"


def count(name: str, files: Files) -> Indicator:
    return measure_indicator(name, read_small(files), twelve_months_to(AS_OF), AS_OF)


def failing(name: str, files: Files) -> dict[str, str]:
    return {each.id: each.why for each in count(name, files).failing}


def failing_blank(name: str, files: Mapping[str, str | None]) -> dict[str, str]:
    """The same where a field is blank, which reading reports by itself."""
    written = {path: text.encode() for path, text in files.items() if text is not None}
    program = read_program(MemorySource(minimal_files() | written))
    found = measure_indicator(name, program, twelve_months_to(AS_OF), AS_OF)
    return {each.id: each.why for each in found.failing}


def action(id: str, source: str = "insp-0002", more: str = "") -> Files:
    return {
        f"records/corrective-action/2026/{id}.yaml": (
            f"id: {id}\ndate: 2026-06-01\nrecorded_by: P-002\nsource: {source}\ndescription: Fit a guard\npriority: B\n"
            f"owner: P-002\ndue: 2026-06-08\n{more}"
        )
    }


def test_every_indicator_of_the_standard_is_known_and_says_what_it_counts() -> None:
    named = {need.indicator for question in read_standard("alberta-cor", "2023").questions() for need in question.needs}

    assert named - {None} == INDICATORS.keys()
    for name in INDICATORS:
        assert count(name, {}).counts[0].islower()


def test_unknown_indicator_is_refused_with_the_ones_there_are() -> None:
    with pytest.raises(BuilderError) as refused:
        count("hazards-imagined", {})

    assert "hazards-controlled" in refused.value.cure


def test_small_company_has_its_tasks_assessed_controlled_and_rated() -> None:
    for name in ("positions-with-tasks", "tasks-assessed", "hazards-controlled", "hazards-rated"):
        found = count(name, {})
        assert found.expected > 0
        assert found.failing == ()


def test_position_without_tasks() -> None:
    president = "id: president\ntitle: President\nlevel: senior-manager\n"

    assert failing("positions-with-tasks", {"records/positions/president.yaml": president}) == {
        "president": "no tasks listed"
    }


def test_task_without_an_assessment_and_with_one_past_its_review() -> None:
    task = read_text(HA_PLUMBER).split("task: ")[1].split("\n")[0]

    assert failing("tasks-assessed", {HA_PLUMBER: None}) == {f"plumber, task {task}": "not assessed"}
    overdue = "\n".join(line for line in read_text(HA_PLUMBER).splitlines() if not line.startswith("next_review"))
    assert list(failing("tasks-assessed", {HA_PLUMBER: f"{overdue}\nnext_review: 2026-06-29\n"}).values()) == [
        "assessed on 2026-04-02, review was due on 2026-06-29"
    ]


def test_hazard_without_control_and_without_a_rating_after_it() -> None:
    text = read_text(HA_PLUMBER)
    bare = text.replace(text[text.index("    controls:") : text.index("    residual:")], "")
    unrated = "".join(line for line in text.splitlines(True) if "residual" not in line)

    assert list(failing("hazards-controlled", {HA_PLUMBER: bare})) == ["ha-0003, hazard 1"]
    assert list(failing("hazards-rated", {HA_PLUMBER: unrated})) == ["ha-0003, hazard 1"]


def test_newer_assessment_of_the_task_is_the_one_that_counts() -> None:
    text = read_text(HA_PLUMBER)
    old = text.replace(text[text.index("    controls:") : text.index("    residual:")], "").replace(
        "ha-0003", "ha-0009"
    )
    files: Files = {"records/hazard-assessment/2026/ha-0009.yaml": old.replace("date: 2026-04-02", "date: 2026-04-01")}

    assert failing("hazards-controlled", files) == {}


def test_assessment_of_workers_tasks_without_a_worker() -> None:
    text = read_text(HA_PLUMBER).replace("person: P-003, role: participant", "person: P-002, role: participant")

    assert failing("assessments-with-workers", {HA_PLUMBER: text}) == {"ha-0003": "no worker took part"}


def flha(signed: str = "P-003", written: str = "07:10") -> Files:
    return {
        "records/flha/2026/flha-0001.yaml": (
            "id: flha-0001\ndate: 2026-06-03\nsite: yard\nrecorded_by: P-002\ncrew: plumbing\njob: Pipe\n"
            f"started_at: '07:30'\nwritten_at: '{written}'\nhazards: [{{hazard: Fall, control: Ladder}}]\n"
            "people: [{person: P-003, role: crew}]\n"
            f"signatures: [{{person: {signed}, date: 2026-06-03, method: electronic}}]\n"
        )
    }


def test_field_assessment_signed_by_the_crew_before_work() -> None:
    assert count("field-assessments-signed", flha()).satisfied == ("flha-0001",)
    assert failing("field-assessments-signed", flha(signed="P-002")) == {"flha-0001": "not signed by P-003"}
    assert count("field-assessments-before-work", flha()).satisfied == ("flha-0001",)
    assert failing("field-assessments-before-work", flha(written="07:31")) == {
        "flha-0001": "written at 07:31, work began 07:30"
    }


def test_orientation_on_the_first_day_is_before_work_and_the_day_after_is_not() -> None:
    def files(day: str) -> Files:
        return {
            "records/orientation/2026/ori-0001.yaml": (
                f"id: ori-0001\ndate: {day}\nrecorded_by: P-002\nperson: P-003\nkind: company\n"
                "first_work_day: 2026-04-02\ntopics: [rights]\norienter: P-002\n"
                "signatures: [{person: P-003, date: 2026-04-03, method: electronic}]\n"
            )
        }

    assert "P-003" in count("orientations-before-work", files("2026-04-02")).satisfied
    late = failing("orientations-before-work", files("2026-04-03"))
    assert late["P-003"] == "began on 2026-04-02, oriented on 2026-04-03 (ori-0001)"
    assert late["P-002"] == "no orientation"
    assert failing("orientations-signed", files("2026-04-03"))["ori-0001"] == "not signed by P-002"


def test_certificates_that_positions_need() -> None:
    path = "records/training/2026/trn-0001.yaml"

    assert "P-003, fall-protection" in count("certificates-current", {}).satisfied
    assert failing("certificates-current", {path: None})["P-003, fall-protection"] == "no certificate"
    expired = read_text(path).replace("2029-04-01", "2026-06-29")
    assert failing("certificates-current", {path: expired})["P-003, fall-protection"] == "expired on 2026-06-29"


def test_supervisors_and_committee_members_with_their_courses() -> None:
    def course(name: str, person: str = "P-002") -> Files:
        return {
            "records/training/2026/trn-0777.yaml": (
                f"id: trn-0777\ndate: 2026-05-04\nrecorded_by: P-001\nperson: {person}\ncourse: {name}\n"
                "provider: Training centre\nexpires: 2029-05-04\n"
            )
        }

    member = read_text("records/people/P-002.yaml") + "roles: [{role: committee-worker, from: 2026-04-01}]\n"
    assert "P-001" in count("supervisors-trained", course("phsm", "P-001")).satisfied
    assert "P-001" in failing("supervisors-trained", course("hsc-member", "P-001"))
    assert count("committee-trained", course("hsc-member")).expected == 0
    files: Files = {"records/people/P-002.yaml": member}
    assert count("committee-trained", course("hsc-member") | files).satisfied == ("P-002",)
    assert "P-002" in failing("committee-trained", course("lse") | files)


def test_each_level_wants_an_appraisal() -> None:
    appraisal = "id: apr-0001\ndate: 2026-06-01\nrecorded_by: P-002\nperson: P-003\nlevel: worker\nrating: meets\nappraiser: P-002\n"
    found = count("levels-appraised", {"records/appraisal/2026/apr-0001.yaml": appraisal})

    assert found.satisfied == ("worker",)
    assert [each.id for each in found.failing] == ["senior-manager", "supervisor"]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("expires: 2026-12-31", "expires: 2026-06-29", "WCB clearance ran out on 2026-06-29"),
        ("insurance_expires: 2026-12-31", "insurance_expires: 2026-06-28", "insurance ran out on 2026-06-28"),
    ],
)
def test_contractor_with_papers_that_ran_out(old: str, new: str, why: str) -> None:
    text = read_text("records/contractors/C-01.yaml")
    assert old in text

    assert count("contractors-cleared", {}).satisfied == ("C-01",)
    found = failing("contractors-cleared", {"records/contractors/C-01.yaml": text.replace(old, new, 1)})
    assert found == {"C-01": why}


def test_contractor_is_oriented_at_the_site_before_the_first_day_there() -> None:
    def files(day: str) -> Files:
        return {
            "records/contractor-orientation/2026/cno-0001.yaml": (
                f"id: cno-0001\ndate: {day}\nsite: yard\nrecorded_by: P-002\ncontractor: C-01\nworkers: 2\n"
                f"first_work_day: {day}\ntopics: [Rules]\norienter: P-002\n"
            )
        }

    assert count("contractors-oriented", files("2026-04-02")).satisfied == ("C-01, yard",)
    assert failing("contractors-oriented", {}) == {"C-01, yard": "no orientation"}
    late = failing("contractors-oriented", files("2026-04-03"))
    assert late == {"C-01, yard": "began on 2026-04-02, oriented on 2026-04-03"}


def test_inspectors_of_each_level() -> None:
    assert set(failing("inspectors-of-all-levels", {})) == {"managers", "workers"}
    files: Files = {
        "records/inspection/2026/insp-0003.yaml": inspection("insp-0003", "2026-06-02").replace(
            "inspectors: [P-002]", "inspectors: [P-001, P-003]"
        )
    }
    assert failing("inspectors-of-all-levels", files) == {}


def test_deficiencies_have_an_action_that_is_closed_in_time_and_verified() -> None:
    text = inspection("insp-0002", "2026-05-14").replace("items_deficient: 0", "items_deficient: 1")
    files: Files = {"records/inspection/2026/insp-0002.yaml": text + "deficiencies: [{item: Ladder bent}]\n"}
    assert failing("deficiencies-with-action", files) == {"insp-0002, deficiency 1": "no action for: Ladder bent"}

    late = action("ca-0001", more="closed_on: 2026-06-10\n")
    assert failing("deficiencies-closed-in-time", late) == {"ca-0001": "closed 2 days late"}
    assert failing("actions-verified", late) == {"ca-0001": "closed, verified by nobody"}
    still = action("ca-0001")
    assert failing("actions-closed-in-time", still) == {"ca-0001": "was due on 2026-06-08 and is still open"}
    good = action("ca-0001", more="closed_on: 2026-06-08\nverified_by: P-001\n")
    for name in ("deficiencies-closed-in-time", "actions-closed-in-time", "actions-verified"):
        assert count(name, good).satisfied == ("ca-0001",)
    # It comes from an inspection, not from an incident.
    assert count("investigation-actions-verified", good).expected == 0


def investigation(team: str = "P-002, P-003", root: str = "No step for it") -> Files:
    return {
        "records/incident/2026/inc-0001.yaml": (
            "id: inc-0001\ndate: 2026-05-20\nsite: yard\nrecorded_by: P-002\nclass: near-miss\noccurred_at: '10:15'\n"
            "description: Cut\nimmediate_action: First aid\n"
        ),
        "records/investigation/2026/inv-0001.yaml": (
            f"id: inv-0001\ndate: 2026-05-21\nrecorded_by: P-002\nincident: inc-0001\nteam: [{team}]\n"
            f"direct_causes: Edge\ncompleted_on: 2026-05-25\n{f'root_causes: {root}' if root else ''}\n"
        ),
    }


def test_investigations_find_causes_with_a_worker_on_the_team() -> None:
    assert count("causes-found", investigation()).satisfied == ("inv-0001",)
    assert failing_blank("causes-found", investigation(root="")) == {"inv-0001": "no root cause named"}
    assert count("investigations-with-workers", investigation()).satisfied == ("inv-0001",)
    assert failing("investigations-with-workers", investigation(team="P-002")) == {
        "inv-0001": "no worker or committee member on the team"
    }
    closed = action("ca-0001", source="inv-0001", more="closed_on: 2026-06-08\n")
    assert failing("investigation-actions-verified", closed | investigation()) == {
        "ca-0001": "closed, verified by nobody"
    }


def test_cause_that_stands_on_the_scan_is_not_counted() -> None:
    files = investigation(root="")
    path = "records/investigation/2026/inv-0001.yaml"
    scan = f"attachments: [{{path: inv-0001.pdf, sha256: '{'0' * 64}', caption: The form}}]\n"

    assert count("causes-found", files | {path: f"{files[path]}{scan}"}).expected == 0


def test_drill_is_evaluated_and_what_went_wrong_has_an_action() -> None:
    def drill(more: str) -> Files:
        text = "id: drl-0001\ndate: 2026-05-20\nsite: yard\nrecorded_by: P-002\nscenario: Fire\nstarted_at: '13:30'\nminutes: 4\n"
        return {"records/drill/2026/drl-0001.yaml": f"{text}present: 3\n{more}"}

    assert count("drills-evaluated", drill("evaluation: Good\n")).satisfied == ("drl-0001",)
    assert failing_blank("drills-evaluated", drill("")) == {"drl-0001": "no evaluation"}
    wrong = drill("evaluation: Good\ndeficiencies: [{text: Horn not heard}]\n")
    assert failing("drills-evaluated", wrong) == {"drl-0001": "without an action: Horn not heard"}


def meeting(more: str, quorum: str = "true") -> Files:
    return {
        "records/hsc-meeting/2026/hsc-0001.yaml": (
            "id: hsc-0001\ndate: 2026-04-20\nrecorded_by: P-002\nkind: regular\nchair: P-002\n"
            f"attendees: [{{person: P-003, side: worker}}]\nquorum: {quorum}\n{more}"
        )
    }


def test_meetings_have_a_quorum_and_minutes_that_say_who_does_what() -> None:
    items = "items: [{text: Guard rail, owner: P-002}]\n"

    assert count("meetings-with-quorum", meeting(items)).satisfied == ("hsc-0001",)
    assert failing("meetings-with-quorum", meeting(items, "false")) == {"hsc-0001": "without a quorum"}
    assert count("minutes-complete", meeting(items)).satisfied == ("hsc-0001",)
    assert failing("minutes-complete", meeting("items: [{text: Guard rail}]\n")) == {
        "hsc-0001": "minutes don't show who does what"
    }


def test_recommendation_is_open_after_thirty_days_without_an_answer() -> None:
    def sent(day: str, more: str = "") -> Files:
        return meeting(f"items: [{{text: A}}]\nrecommendations: [{{text: Buy a lift, sent_on: {day}{more}}}]\n")

    assert count("recommendations-answered", sent("2026-05-31")).expected == 0
    assert failing("recommendations-answered", sent("2026-05-30")) == {
        "hsc-0001, recommendation 1": "sent on 2026-05-30, not answered"
    }
    assert count("recommendations-answered", sent("2026-05-30", ", response_on: 2026-06-29")).found == 1


def test_audit_recommendation_without_an_action() -> None:
    audit = (
        "id: aud-0001\ndate: 2026-05-20\nrecorded_by: P-002\nkind: internal\nauditor_name: R. Dyck\n"
        "recommendations: [{text: Record actions, action: ca-0001}, {text: Post the map}]\n"
    )
    found = count("audit-points-with-action", {"records/audit/2026/aud-0001.yaml": audit} | action("ca-0001"))

    assert (found.satisfied, [each.id for each in found.failing]) == (
        ("aud-0001, recommendation 1",),
        ["aud-0001, recommendation 2"],
    )
