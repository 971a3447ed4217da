"""The way from finding to proof."""

from __future__ import annotations

from datetime import date

import pytest

from builder.measure.follow_up.deficiency import Deficiency, measure_deficiencies
from tests.measure.small import AS_OF, inspection, read_small

INSPECTION = "records/inspection/2026/insp-0003.yaml"
ACTION = "records/corrective-action/2026/ca-0001.yaml"
HEAD = "date: 2026-06-01\nsite: yard\nrecorded_by: P-002\n"


def found_in(files: dict[str, str], as_of: date = AS_OF) -> tuple[Deficiency, ...]:
    return measure_deficiencies(read_small(dict(files)), as_of)


def with_action(action: str = "") -> str:
    return inspection("insp-0003", "2026-06-01") + f"deficiencies: [{{item: Guard missing on grinder 2{action}}}]\n"


def action(more: str = "", source: str = "insp-0003") -> str:
    return f"id: ca-0001\n{HEAD}source: {source}\ndescription: Fit a new guard\npriority: B\nowner: P-002\ndue: 2026-06-08\n{more}"


CLOSED = "closed_on: 2026-06-05\n"


@pytest.mark.parametrize(
    ("files", "as_of", "state", "age"),
    [
        ({INSPECTION: with_action()}, AS_OF, "no-action", 29),
        ({INSPECTION: with_action(", action: ca-0001"), ACTION: action()}, date(2026, 6, 8), "open", 7),
        ({INSPECTION: with_action(", action: ca-0001"), ACTION: action()}, date(2026, 6, 9), "overdue", 8),
        ({INSPECTION: with_action(", action: ca-0001"), ACTION: action(CLOSED)}, AS_OF, "closed", 4),
        (
            {INSPECTION: with_action(", action: ca-0001"), ACTION: action(CLOSED + "verified_by: P-001\n")},
            AS_OF,
            "verified",
            4,
        ),
        # Seen from the day before it was closed, it was open.
        ({INSPECTION: with_action(", action: ca-0001"), ACTION: action(CLOSED)}, date(2026, 6, 4), "open", 3),
    ],
)
def test_how_far_a_deficiency_has_come(files: dict[str, str], as_of: date, state: str, age: int) -> None:
    (found,) = found_in(files, as_of)

    assert (found.text, found.site, found.state.value, found.age) == ("Guard missing on grinder 2", "yard", state, age)


def test_the_note_of_the_closed_action_is_its_evidence_else_what_its_files_show() -> None:
    note = CLOSED + "verified_by: P-001\nevidence_note: Seen on the grinder\n"
    scan = CLOSED + f"attachments: [{{path: ca-0001.jpg, sha256: {'a' * 64}, caption: New guard on grinder 2}}]\n"
    files = {INSPECTION: with_action(", action: ca-0001")}

    assert [each.evidence for each in found_in(files | {ACTION: action(note)})] == ["Seen on the grinder"]
    assert [each.evidence for each in found_in(files | {ACTION: action(scan)})] == ["New guard on grinder 2"]
    assert [each.evidence for each in found_in(files | {ACTION: action(CLOSED)})] == [""]


def test_a_hazard_put_right_on_the_spot_needs_no_action() -> None:
    report = (
        f"id: hzr-0001\n{HEAD}hazard: Cord across the walkway\nresponse: Rerouted overhead\nclosed_on: 2026-06-01\n"
    )
    (found,) = found_in({"records/hazard-report/2026/hzr-0001.yaml": report})

    assert (found.state.value, found.evidence, found.action) == ("settled", "Rerouted overhead", None)


def test_most_minutes_are_no_deficiencies() -> None:
    minutes = (
        f"id: hsc-0001\n{HEAD}kind: regular\nchair: P-002\nattendees: [{{person: P-002, side: employer}}]\n"
        "items:\n  - {text: Minutes of May read}\n  - {text: Guard missing, action: ca-0001}\nquorum: true\n"
        "recommendations:\n  - {text: Second first aid kit, sent_on: 2026-06-01, response_on: 2026-06-10, outcome: Bought}\n"
    )
    files = {"records/hsc-meeting/2026/hsc-0001.yaml": minutes, ACTION: action(source="hsc-0001")}

    assert [(each.text, each.state.value) for each in found_in(files)] == [
        ("Guard missing", "overdue"),
        ("Second first aid kit", "settled"),
    ]


def test_an_action_of_an_investigation_speaks_in_its_own_words() -> None:
    report = (
        f"id: inv-0001\n{HEAD}incident: inc-0001\nteam: [P-002]\ndirect_causes: Guard off\nroot_causes: No check\n"
        "actions: [ca-0001]\ncompleted_on: 2026-06-01\n"
    )
    (found,) = found_in({"records/investigation/2026/inv-0001.yaml": report, ACTION: action(source="inv-0001")})

    assert (found.source.value.id, found.text, found.steps) == ("inv-0001", "Fit a new guard", ("actions", 0))


def test_an_action_that_no_record_names_is_listed_under_the_record_it_names_itself() -> None:
    (found,) = found_in({ACTION: action(source="insp-0002")})

    assert (found.source.value.id, found.text) == ("insp-0002", "Fit a new guard")


def test_an_action_is_listed_once() -> None:
    found = found_in({INSPECTION: with_action(", action: ca-0001"), ACTION: action()})

    assert [each.action.id for each in found if each.action] == ["ca-0001"]
