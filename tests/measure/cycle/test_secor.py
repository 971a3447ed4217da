"""The small employer's scheme: headcount day by day, and what a self-assessment is sent back for."""

from __future__ import annotations

from datetime import date

import pytest

from builder.measure.cycle.secor import Track, list_blanks, measure_track, questions_asked
from builder.read.secor_file import read_secor
from tests.measure.cycle.cycle_company import Files, company, record
from tests.measure.small import read_small, snapshot_of

AS_OF = date(2026, 6, 30)
SECOR = company("scheme: SECOR, audit: certification")
WHOLE = {
    "kind": "certification",
    "assessor": "P-001",
    "signatures": "[{person: P-001, date: 2026-05-12, method: electronic}]",
    "profile_complete": "true",
    "score_page_complete": "true",
    "ethics_signed_on": "2026-05-12",
}
ALL = tuple(topic.id for topic in read_secor().topics(3))


def yes(*topics: str) -> str:
    return "[" + ", ".join(f'{{topic: {topic}, answer: "yes", records: [POL-01]}}' for topic in topics) + "]"


def assessment(answers: str, **fields: str) -> Files:
    return record("self-assessment", "sa-0001", "2026-05-12", **{**WHOLE, **fields}, answers=answers)


def blanks(files: Files, as_of: date = AS_OF) -> list[tuple[str, str]]:
    found = list_blanks(snapshot_of({**SECOR, **files}, as_of).program, read_secor(), as_of)
    return [(each.kind, each.topic) for each in found]


def hired(number: int, first: str, last: str = "") -> Files:
    until = f", to: {last}" if last else ""
    text = (
        f"id: P-{number:03}\nname: Worker {number}\n"
        f"employment: [{{from: {first}{until}, position: plumber, level: worker, site: yard, basis: part-time}}]\n"
    )
    return {f"records/people/P-{number:03}.yaml": text}


def track(files: Files, as_of: date = AS_OF) -> Track:
    return measure_track(read_small({**SECOR, **files}), read_secor(), as_of)


def people(count: int, first: str, last: str = "") -> Files:
    """So many people beside the three of the small company."""
    return {path: text for number in range(count) for path, text in hired(101 + number, first, last).items()}


def test_everybody_counts_on_every_day_part_time_and_one_day_too() -> None:
    assert track({}).count == 3
    assert track(people(7, "2026-05-04")).count == 10
    assert not track(people(7, "2026-05-04")).is_over
    over = track(people(8, "2026-06-01", "2026-06-01"))
    assert over.is_over
    assert over.most is not None
    assert (over.most.first, over.most.last) == (date(2026, 6, 1), date(2026, 6, 1))


def test_who_left_before_the_last_one_came_is_not_counted_twice() -> None:
    before = people(7, "2026-04-06", "2026-05-08")
    after = {path: text for number in range(7) for path, text in hired(201 + number, "2026-05-09").items()}

    assert track({**before, **after}).count == 10


def test_a_day_counts_for_twelve_months() -> None:
    peak = people(8, "2026-06-01", "2026-06-01")

    assert track(peak, date(2027, 5, 31)).is_over
    assert not track(peak, date(2027, 6, 1)).is_over


def test_partner_that_counts_subcontractors_has_them_named() -> None:
    assert track({}).subcontractors == ()
    assert track(company("scheme: SECOR", "amhsa")).subcontractors == ("C-01",)


def test_whole_self_assessment_has_no_blanks() -> None:
    assert blanks(assessment(yes(*ALL))) == []


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"profile_complete": "false"}, "profile"),
        ({"score_page_complete": "false"}, "score-page"),
        ({"ethics_signed_on": ""}, "ethics"),
        ({"signatures": "[]"}, "signature"),
    ],
)
def test_each_blank_page_is_found(fields: dict[str, str], kind: str) -> None:
    assert blanks(assessment(yes(*ALL), **fields)) == [(kind, "")]


FILE = "[{path: s.pdf, sha256: '" + "0" * 64 + "', caption: Policy}]"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("topic: S1.1", "unanswered"),
        ('topic: S1.1, answer: "na"', "unanswered"),
        ('topic: S1.1, answer: "yes"', "unsupported"),
        ('topic: S1.1, answer: "yes", attachment: other.pdf, label: S1.1', "unsupported"),
        ('topic: S1.1, answer: "yes", attachment: s.pdf', "unlabelled"),
        ('topic: S1.1, answer: "yes", attachment: s.pdf, label: S2.1', "unlabelled"),
        ('topic: S1.1, answer: "no"', "no-action"),
        ('topic: S9.9, answer: "yes"', "unknown-topic"),
    ],
)
def test_each_blank_answer_is_found(answer: str, kind: str) -> None:
    rest = yes(*(ALL[1:] if "S1.1" in answer else ALL))
    files = assessment(f"[{{{answer}}}, {rest[1:]}", attachments=FILE)

    assert blanks(files) == [(kind, answer.split(",")[0].removeprefix("topic: "))]


@pytest.mark.parametrize(
    "answer",
    [
        'topic: S1.1, answer: "yes", attachment: s.pdf, label: "S1.1, page 1"',
        'topic: S1.1, answer: "no", action: ca-0001',
        'topic: S1.1, answer: "na", notes: Nobody else works here',
    ],
)
def test_good_answers_of_each_kind(answer: str) -> None:
    assert blanks(assessment(f"[{{{answer}}}, {yes(*ALL[1:])[1:]}", attachments=FILE)) == []


def test_topics_left_out_are_one_blank() -> None:
    assert blanks(assessment(yes(*ALL[2:]))) == [("unanswered", "")]


def test_taking_part_is_asked_from_five_people_on() -> None:
    files = {**people(2, "2026-05-04"), **assessment(yes(*ALL))}

    assert blanks(files) == [("unanswered", "")]
    assert not any(topic.startswith("S4.") for topic in ALL)
    assert len(read_secor().topics(5)) == len(ALL) + 2


def test_what_the_partner_has_accepted_is_not_looked_at_again() -> None:
    files = assessment(yes("S1.1"), accepted_on="2026-06-15")

    assert blanks(files, date(2026, 6, 14)) != []
    assert blanks(files) == []


def test_a_company_with_a_cor_has_no_blanks() -> None:
    program = snapshot_of(assessment(yes("S1.1"))).program

    assert list_blanks(program, read_secor(), AS_OF) == ()


def test_only_what_the_form_touches_is_asked_of_a_small_employer() -> None:
    every = questions_asked(snapshot_of({}))
    asked = questions_asked(snapshot_of(SECOR))

    assert every == {"ML1", "ML11", "HA5", "IN1", "IN2"}
    assert asked == every - {"ML11"}
