"""The example of a question: one sentence that an auditor may cite, from which nobody can be told."""

from __future__ import annotations

import re
from datetime import date

import pytest

from builder.measure.answers.example_words import few, tell
from builder.measure.answers.question_facts import state_facts
from builder.record_types import TYPES
from builder.record_types.inspection import Inspection
from builder.record_types.orientation import Orientation
from builder.record_types.training import Training
from tests.measure.answers.canaries import CANARY, NAME, sing
from tests.render.pdf.sections.company import Files, many_inspections, small_company, snapshot_of

LAST = date(2026, 10, 31)


def example_of(files: Files, question: str) -> str:
    facts = {each.question.id: each for each in state_facts(snapshot_of(files), ("shop",))}
    return facts[question].example


def test_it_is_told_by_type_kind_and_what_the_record_shows() -> None:
    # Five site inspections, two of them in 2025: only the whole period has five.
    assert example_of(small_company(), "IN2") == (
        "An inspection (site) of the period found fewer than five deficiencies with a corrective action each, and was not signed by "
        "all whose signature it needs."
    )


def test_the_month_is_told_where_five_such_records_share_it() -> None:
    files = {path: text for path, text in small_company().items() if "/inspection/" not in path} | many_inspections(60)
    text = str(files["policies/inspections.md"])
    files["policies/inspections.md"] = text.replace("kind: site, every: P1M", "kind: weekly, every: P1W")
    assert re.match(r"An inspection \(weekly\) of [A-Z][a-z]+ 2026 ", example_of(files, "IN2"))


def test_where_there_is_no_record_a_document_is_told_by_its_kind() -> None:
    assert example_of(small_company(), "IN1") == "It is written in a program, version 4, approved in March 2026."


def test_a_question_without_anything_has_no_example() -> None:
    assert example_of(small_company(), "ER1") == ""


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "no hazard"), (1, "fewer than five hazards"), (4, "fewer than five hazards"), (5, "5 hazards")],
)
def test_counts_under_five_are_merged(count: int, words: str) -> None:
    assert few(count, "hazard", "hazards") == words


def test_an_orientation_says_when_it_was_given_before_or_after_work_began() -> None:
    base = {"id": "ori-0001", "person": "P-011", "orienter": "P-002", "kind": "company", "date": date(2026, 3, 5)}
    assert tell(Orientation(**base, first_work_day=date(2026, 3, 5)), LAST)[-1] == "was given on the first day of work"
    assert (
        tell(Orientation(**base, first_work_day=date(2026, 3, 2)), LAST)[-1] == "was given after the first day of work"
    )
    assert tell(Orientation(**base), LAST) == ("was not signed by both",)


def test_a_certificate_says_whether_it_was_in_force() -> None:
    gone = Training(id="trn-0001", date=date(2024, 1, 1), course="csts", expires=date(2026, 10, 30))
    assert tell(gone, LAST) == ("had run out on the last day of the period",)
    assert tell(gone.model_copy(update={"expires": None}), LAST) == ("was in force on the last day of the period",)


def test_an_inspection_that_lists_none_of_its_deficiencies_does_not_claim_that_there_are_none() -> None:
    on_paper = Inspection(id="insp-0001", date=date(2026, 3, 5), items_deficient=3)
    assert tell(on_paper, LAST) == ("is on file",)


def test_no_example_of_the_sample_holds_a_name_a_title_a_site_a_free_text_or_a_day() -> None:
    snapshot = sing()
    sites = tuple(snapshot.program.sites)
    examples = [each.example for each in state_facts(snapshot, sites) if each.example]
    assert len(examples) > 90
    heard = " ".join(examples)
    # The canaries are really there to be heard.
    assert all(CANARY in repr(stored.value) for stored in snapshot.program.records_by_type["inspection"])
    for canary in (CANARY, NAME, *sites, *(f" {position} " for position in snapshot.program.positions)):
        assert canary not in heard, canary
    assert not re.search(
        r"\b[A-Z]{1,5}-\d|\b[a-z]{2,4}-\d{4}|\d{4}-\d\d|\b[1-4]\b(?! ?,)", re.sub(r"version \d+", "", heard)
    )


def test_every_type_of_the_sample_can_be_told_without_a_canary() -> None:
    told = {type(stored.value).TYPE: " ".join(tell(stored.value, LAST)) for stored in sing().program.records}
    assert len(told) > 40
    assert told.keys() <= TYPES.keys()
    assert not [words for words in told.values() if CANARY in words or NAME in words]


def test_no_person_stands_anywhere_in_the_facts() -> None:
    snapshot = sing()
    for facts in state_facts(snapshot, tuple(snapshot.program.sites)):
        told = repr((facts.reason, facts.example, [(row.lines, row.counts, row.missing) for row in facts.rows]))
        assert NAME not in told, facts.question.id
        assert not re.search(r"\bP-\d", told), facts.question.id
