"""What the rules about versions and acknowledgements say at their edges."""

from __future__ import annotations

from datetime import date

from builder.checks.run import check
from builder.model.finding import Finding
from tests.checks.example import Example, take_example

LADDERS = "policies/ladders.md"


def ladders(version: int, text: str, *, status: str = "approved", since: str = "2026-04-02", more: str = "") -> bytes:
    """A safe work practice with one sentence."""
    return f"""---
id: SWP-02
title: Ladders
kind: swp
area: hazard-control
version: {version}
owner: P-002
approved_by: P-001
approved_on: {since}
review_every: P12M
last_reviewed: {since}
status: {status}
{more}---

{text}
""".encode()


def acknowledgement(number: int, day: str, version: int) -> dict[str, bytes]:
    """P-003 read the safe work practice."""
    text = f"""\
id: ack-{number:04}
date: {day}
recorded_by: P-002
person: P-003
document: SWP-02
version: {version}
signatures: [{{person: P-003, date: {day}, method: electronic}}]
"""
    return {f"records/acknowledgement/2026/ack-{number:04}.yaml": text.encode()}


def found(
    *revisions: tuple[str, bytes], records: dict[str, bytes] | None = None, as_of: str = "2026-06-30"
) -> list[Finding]:
    """All findings about a document with these revisions, each with the day it arrived."""
    days = [date.fromisoformat(day) for day, _ in revisions]
    example = Example(
        files={LADDERS: revisions[-1][1], **(records or {})},
        entered={LADDERS: days[-1]},
        earlier={LADDERS: [(day, data) for day, (_, data) in zip(days[:-1], revisions[:-1], strict=True)]},
        as_of=date.fromisoformat(as_of),
    )
    return [each for each in check(take_example(example)) if each.code in ("HIS025", "HIS026", "HIS027", "EVD007")]


def codes(*revisions: tuple[str, bytes], records: dict[str, bytes] | None = None) -> list[str]:
    """The codes of those findings."""
    return [each.code for each in found(*revisions, records=records)]


def test_a_number_that_rises_with_the_text_is_no_finding() -> None:
    assert (
        codes(("2026-04-02", ladders(1, "Climb.")), ("2026-05-20", ladders(2, "Climb well.", since="2026-05-20"))) == []
    )


def test_a_review_that_changes_only_the_control_block_is_no_finding() -> None:
    assert (
        codes(("2026-04-02", ladders(1, "Climb.")), ("2026-05-20", ladders(1, "Climb.", more="acknowledge: true\n")))
        == []
    )


def test_a_slip_put_right_on_the_same_day_is_no_finding() -> None:
    assert codes(("2026-04-02", ladders(1, "Clmb.")), ("2026-04-02", ladders(1, "Climb."))) == []


def test_a_draft_may_change_as_often_as_it_likes() -> None:
    assert (
        codes(
            ("2026-04-02", ladders(1, "Climb.")),
            ("2026-05-01", ladders(2, "Climb a bit.", status="draft")),
            ("2026-05-02", ladders(2, "Climb better.", status="draft")),
            ("2026-05-20", ladders(2, "Climb well.", since="2026-05-20")),
        )
        == []
    )


def test_the_message_names_both_days_and_the_commit() -> None:
    (finding,) = found(("2026-04-02", ladders(1, "Climb.")), ("2026-05-20", ladders(1, "Climb well.")))

    assert (finding.code, finding.place.path, finding.place.line) == ("HIS027", LADDERS, 6)
    assert finding.message == (
        "The text of SWP-02 changed on 2026-05-20 (commit 1111111111), and it is called version 1 as the text since "
        "2026-04-02 was."
    )


def test_a_number_that_falls_is_a_finding_even_if_the_text_stayed() -> None:
    (finding,) = found(("2026-04-02", ladders(4, "Climb.")), ("2026-05-20", ladders(3, "Climb.")))

    assert finding.message == "The version of SWP-02 went back from 4 to 3 on 2026-05-20 (commit 1111111111)."


def test_what_another_version_replaced_before_the_window_is_past() -> None:
    revisions = (
        ("2026-04-02", ladders(1, "Climb.")),
        ("2026-05-20", ladders(1, "Climb well.")),
        ("2026-06-01", ladders(2, "Climb best.", since="2026-06-01")),
    )

    assert [each.code for each in found(*revisions)] == ["HIS027"]
    assert found(*revisions, as_of="2027-06-30") == []


def test_what_arrived_after_the_day_asked_for_is_not_known_yet() -> None:
    assert (
        found(("2026-04-02", ladders(1, "Climb.")), ("2026-05-20", ladders(1, "Climb well.")), as_of="2026-05-10") == []
    )


def test_only_those_who_signed_before_the_change_read_another_text() -> None:
    revisions = (("2026-04-02", ladders(1, "Climb.")), ("2026-05-20", ladders(1, "Climb well.")))
    records = acknowledgement(1, "2026-05-05", 1) | acknowledgement(2, "2026-05-25", 1)

    (changed,) = (each for each in found(*revisions, records=records) if each.code == "HIS026")

    assert changed.message == (
        "1 acknowledgement of SWP-02, version 1, was signed for a text that has changed since under the same number: ack-0001."
    )
    assert changed.about == ("SWP-02", "ack-0001")


def test_paper_signed_before_the_first_revision_was_filed_is_for_that_revision() -> None:
    revisions = (("2026-04-10", ladders(1, "Climb.")),)

    assert codes(*revisions, records=acknowledgement(1, "2026-04-05", 1)) == []


def test_a_version_replaced_between_then_and_now_had_been_replaced() -> None:
    revisions = (
        ("2026-04-02", ladders(1, "Climb.")),
        ("2026-05-02", ladders(2, "Climb well.", since="2026-05-02")),
        ("2026-06-02", ladders(3, "Climb best.", since="2026-06-02")),
    )

    (finding,) = found(*revisions, records=acknowledgement(1, "2026-05-10", 1))

    assert finding.code == "EVD007"
    assert finding.message == (
        "ack-0001 acknowledges version 1 of SWP-02, which had been replaced; version 2 is in force since 2026-05-02."
    )
    assert codes(*revisions, records=acknowledgement(1, "2026-05-10", 2)) == []
    assert codes(*revisions, records=acknowledgement(1, "2026-05-10", 4)) == ["EVD007"]


def test_records_made_after_a_withdrawal_are_counted_once_for_the_document() -> None:
    form = "forms: [hot-work-permit]\n"
    revisions = (
        ("2026-04-02", ladders(1, "Climb.", more=form)),
        ("2026-05-20", ladders(1, "Climb.", status="withdrawn", more=form)),
    )
    records = {
        f"records/hot-work-permit/2026/hwp-{number:04}.yaml": f"id: hwp-{number:04}\ndate: {day}\nsite: yard\n".encode()
        for number, day in enumerate(("2026-05-10", "2026-06-01", "2026-06-02"), 1)
    }

    (finding,) = found(*revisions, records=records)

    assert finding.code == "HIS025"
    assert finding.about == ("SWP-02", "hwp-0002", "hwp-0003")
    assert "SWP-02 was withdrawn on 2026-05-20, and 2 records of a type it asks for were made since" in finding.message


def test_another_document_that_asks_for_the_record_is_enough() -> None:
    form = "forms: [inspection]\n"
    revisions = (
        ("2026-04-02", ladders(1, "Climb.", more=form)),
        ("2026-04-10", ladders(1, "Climb.", status="withdrawn", more=form)),
    )

    assert codes(*revisions) == []
