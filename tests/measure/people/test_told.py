"""Who has heard of a change: by a meeting that is linked to the document or names it, or by signing; who joined later; who has not."""

from __future__ import annotations

from datetime import date

from builder.measure.people.told import Wording, list_hearers, still_to_hear
from builder.model.program import Program
from tests.measure.small import AS_OF, policy, read_small, read_text

MAY = date(2026, 5, 4)


def meeting(day: str, more: str, id: str = "tbx-0001") -> dict[str, str]:
    return {f"records/toolbox-meeting/2026/{id}.yaml": f"id: {id}\ndate: {day}\nsite: yard\nrecorded_by: P-002\n{more}"}


ABOUT = (
    "topic: What is new\nleader: P-002\nlinks: [{to: PRG-20, as: about}]\npeople: [{person: P-003, role: attended}]\n"
)


def program(*records: dict[str, str], more: str = "") -> Program:
    text = policy("record: inspection, every: P1M, per: site", version=3, more=more)
    return read_small({"policies/program.md": text} | {path: each for found in records for path, each in found.items()})


def heard(found: Program, day: date = AS_OF, since: date = MAY) -> dict[str, tuple[str, str]]:
    """For each person whom it concerns what is on record, and which record."""
    document = found.policy_by_id["PRG-20"].value
    hearers = list_hearers(found, document, Wording(3, since), day)
    return {each.reader.person.id: (str(each.heard), each.record) for each in hearers}


def test_who_led_or_attended_a_meeting_about_it_was_told_and_nobody_else() -> None:
    assert heard(program(meeting("2026-05-11", ABOUT))) == {
        "P-001": ("not yet", ""),
        "P-002": ("told", "tbx-0001"),
        "P-003": ("told", "tbx-0001"),
    }


def test_a_meeting_before_the_change_or_after_the_day_does_not_count() -> None:
    assert heard(program(meeting("2026-05-03", ABOUT)))["P-003"] == ("not yet", "")
    assert heard(program(meeting("2026-05-11", ABOUT)), date(2026, 5, 10))["P-003"] == ("not yet", "")


def test_a_meeting_whose_topic_names_the_document_counts_and_one_that_names_another_does_not() -> None:
    people = "leader: P-002\npeople: [{person: P-003, role: attended}]\n"
    assert heard(program(meeting("2026-05-11", f"topic: 'PRG-20: new steps'\n{people}")))["P-003"][0] == "told"
    assert heard(program(meeting("2026-05-11", f"topic: PRG-200 and PRG-20-FR\n{people}")))["P-003"][0] == "not yet"


def test_a_record_that_does_not_say_yet_who_was_there_tells_only_its_leader() -> None:
    found = heard(program(meeting("2026-05-11", ABOUT.partition("people")[0])))
    assert [person for person, (said, _) in found.items() if said == "told"] == ["P-002"]


def test_of_two_meetings_the_newer_one_is_named() -> None:
    found = program(meeting("2026-05-18", ABOUT, "tbx-0001"), meeting("2026-05-11", ABOUT, "tbx-0002"))
    assert heard(found)["P-003"] == ("told", "tbx-0001")


def test_who_joined_after_the_change_never_worked_by_the_old_text() -> None:
    later = read_text("records/people/P-003.yaml").replace("from: 2026-04-01, position", "from: 2026-05-11, position")
    assert heard(program({"records/people/P-003.yaml": later}))["P-003"] == ("joined", "")


def test_of_a_document_that_is_signed_hearing_is_not_enough() -> None:
    signature = "id: ack-0001\ndate: 2026-05-12\nrecorded_by: P-002\nperson: P-003\ndocument: PRG-20\nversion: 3\n"
    found = program(
        meeting("2026-05-11", ABOUT),
        {"records/acknowledgement/2026/ack-0001.yaml": signature},
        more="acknowledge: true\n",
    )
    document = found.policy_by_id["PRG-20"].value
    hearers = list_hearers(found, document, Wording(3, MAY), AS_OF)

    assert [each.reader.person.id for each in hearers if still_to_hear(each, needs_signature=True)] == [
        "P-001",
        "P-002",
    ]
    assert [each.reader.person.id for each in hearers if still_to_hear(each, needs_signature=False)] == ["P-001"]


def test_people_stand_with_their_crew_and_the_foreman_is_on_it() -> None:
    found = program()
    hearers = list_hearers(found, found.policy_by_id["PRG-20"].value, Wording(3, MAY), AS_OF)
    assert [(each.reader.person.id, each.site, each.crew) for each in hearers] == [
        ("P-001", "yard", ""),
        ("P-002", "yard", "plumbing"),
        ("P-003", "yard", "plumbing"),
    ]
