"""Edges of the rules about proof that their pages don't show."""

from __future__ import annotations

import hashlib

from tests.checks.example import codes_with

INSPECTION = "records/inspection/2026/insp-0003.yaml"
SCAN = "records/inspection/2026/scan.txt"
SHA = hashlib.sha256(b"scan").hexdigest()
HEAD = "id: insp-0003\ndate: 2026-06-10\nsite: yard\n"
ATTACHED = f"attachments: [{{path: scan.txt, sha256: {SHA}, caption: The signed form, level: office}}]\n"


def test_record_may_leave_its_detail_on_the_scan() -> None:
    assert codes_with({INSPECTION: HEAD + ATTACHED, SCAN: "scan"}) == []
    assert set(codes_with({INSPECTION: HEAD})) == {"REC009"}


def test_signature_of_one_of_two_inspectors_is_not_enough() -> None:
    text = (
        HEAD
        + "recorded_by: P-002\nkind: site\narea: Yard\ninspectors: [P-002, P-003]\nitems_ok: 3\nitems_deficient: 0\n"
        "signatures: [{person: P-002, date: 2026-06-10, method: electronic}]\n"
    )

    assert codes_with({INSPECTION: text}) == ["EVD003"]


def test_deficient_items_that_are_only_counted_are_a_gap_unless_the_scan_describes_them() -> None:
    text = (
        HEAD + "recorded_by: P-002\nkind: site\narea: Yard\ninspectors: [P-002]\nitems_ok: 3\nitems_deficient: 2\n"
        "signatures: [{person: P-002, date: 2026-06-10, method: electronic}]\n"
    )

    assert codes_with({INSPECTION: text}) == ["EVD005"]
    assert codes_with({INSPECTION: text + ATTACHED, SCAN: "scan"}) == []


FLHA = """id: flha-0001
date: 2026-06-10
site: yard
recorded_by: P-002
crew: plumbing
job: Pipe
started_at: "{started}"
written_at: "{written}"
hazards: [{{hazard: Fall, control: Ladder}}]
people: [{{person: P-003, role: crew}}]
signatures: [{{person: P-003, date: 2026-06-10, method: electronic}}]
"""


def test_assessment_written_in_the_minute_the_work_began_is_in_time() -> None:
    path = "records/flha/2026/flha-0001.yaml"

    assert codes_with({path: FLHA.format(started="07:30", written="07:30")}) == []
    assert codes_with({path: FLHA.format(started="07:30", written="07:31")}) == ["EVD004"]


def test_version_acknowledged_before_the_next_one_took_effect_was_right() -> None:
    ack = (
        "id: ack-0001\ndate: {day}\nrecorded_by: P-002\nperson: P-003\ndocument: POL-01\nversion: {version}\n"
        "signatures: [{{person: P-003, date: {day}, method: electronic}}]\n"
    )
    path = "records/acknowledgement/2026/ack-0001.yaml"

    # Version 2 took effect on 2026-04-01.
    assert codes_with({path: ack.format(day="2026-04-01", version=1)}) == ["EVD007"]
    assert codes_with({path: ack.format(day="2026-04-01", version=2)}) == []
    assert codes_with({path: ack.format(day="2026-04-02", version=3)}) == ["EVD007"]
    early = ack.format(day="2026-03-30", version=1)
    assert "EVD007" not in codes_with({path: early})


MEETING = """id: hsc-0001
date: 2026-06-10
recorded_by: P-002
kind: regular
chair: P-003
attendees: [{attendees}]
items: [{{text: Guard rail.}}]
quorum: true
"""


def quorum(*attendees: str) -> bool:
    listed = ", ".join(f"{{person: P-00{index}, side: {side}}}" for index, side in enumerate(attendees, 1))
    return "EVD006" not in codes_with({"records/hsc-meeting/2026/hsc-0001.yaml": MEETING.format(attendees=listed)})


def test_quorum_needs_both_sides_and_half_of_them_workers() -> None:
    assert quorum("employer", "worker")
    assert not quorum("worker", "worker")
    assert not quorum("employer", "employer", "worker")
