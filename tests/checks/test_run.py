"""Running all rules."""

from __future__ import annotations

from builder.checks.run import check
from builder.model.place import Place
from tests.checks.example import Example, codes_with, findings_with, take_example

INSPECTION = "records/inspection/2026/insp-0003.yaml"
TEXT = """id: insp-0003
date: 2026-06-10
site: yard
recorded_by: P-002
kind: site
area: Shop and yard
inspectors: [P-002]
items_ok: 20
items_deficient: 0
signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
"""


def test_findings_are_sorted_by_place_then_code() -> None:
    text = TEXT.replace("site: yard", "site: yrad").replace("[P-002]", "[P-020, P-021]")
    findings = findings_with({INSPECTION: text})

    assert [(finding.place.line, finding.code) for finding in findings] == [(3, "LNK003"), (7, "LNK002"), (7, "LNK002")]


def test_finding_stands_at_the_line_and_column_of_its_value() -> None:
    (finding,) = findings_with({INSPECTION: TEXT.replace("site: yard", "site: yrad")})

    assert finding.place == Place(INSPECTION, 3, 7)
    assert finding.message == "yrad is not a site of this program. Did you mean yard?"


def test_same_id_named_twice_in_a_record_gives_a_finding_at_each_place() -> None:
    text = TEXT.replace(
        "site: yard", "site: yard\npeople: [{person: P-020, role: guest}, {person: P-020, role: guest}]"
    )

    assert codes_with({INSPECTION: text}) == ["LNK002", "LNK002"]


def test_record_that_can_not_be_read_is_reported_once_and_links_to_it_are_not() -> None:
    action = (
        "id: ca-0001\ndate: 2026-06-10\nrecorded_by: P-002\nsource: insp-0003\ndescription: Guard\npriority: B\n"
        "owner: P-002\ndue: 2026-07-10\n"
    )
    files = {
        INSPECTION: TEXT.replace("area: Shop", 'area: "Shop'),
        "records/corrective-action/2026/ca-0001.yaml": action,
    }

    assert codes_with(files) == ["REC001"]


def test_hole_says_that_a_broken_file_may_be_the_missing_record() -> None:
    path = "records/inspection/2026/insp-0002.yaml"
    hole, broken = findings_with({path: "id: [\n"})

    assert (hole.code, broken.code) == ("COV003", "REC001")
    assert f"{path} could not be read; put it right first, it may be this one." in hole.fix


def test_link_to_a_record_dated_after_the_as_of_day_is_no_fault() -> None:
    action = (
        "id: ca-0001\ndate: 2026-06-10\nrecorded_by: P-002\nsource: insp-0003\ndescription: Guard\npriority: B\n"
        "owner: P-002\ndue: 2026-07-10\n"
    )
    later = TEXT.replace("2026-06-10", "2026-07-02")
    files = {INSPECTION: later, "records/corrective-action/2026/ca-0001.yaml": action}

    assert codes_with(files) == []


def test_checking_twice_gives_the_same() -> None:
    snapshot = take_example(Example(files={INSPECTION: TEXT.replace("site: yard", "site: yrad").encode()}))

    assert check(snapshot) == check(snapshot)


def test_empty_repository_has_one_finding_about_the_company_and_one_per_unanswered_question() -> None:
    everything = set(take_example(Example()).program.files)
    findings = check(take_example(Example(absent=everything)))

    assert [finding.code for finding in findings if finding.code.startswith("REC")] == ["REC016"]
    assert {finding.code for finding in findings} == {"REC016", "COV001", "COV002"}
