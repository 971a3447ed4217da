"""Who has signed which version of a document, of those whom it concerns on a day."""

from __future__ import annotations

from datetime import date

from builder.measure.people.acknowledged import Signed, asks_for_signatures, list_readers
from builder.model.program import Program
from tests.measure.small import AS_OF, policy, read_small

PATH = "policies/program.md"


def acknowledgement(id: str, person: str, version: int, day: str) -> dict[str, str]:
    text = f"id: {id}\ndate: {day}\nperson: {person}\ndocument: PRG-20\nversion: {version}\nrecorded_by: P-002\n"
    return {f"records/acknowledgement/2026/{id}.yaml": text}


def program(*records: dict[str, str], more: str = "") -> Program:
    """The small company with a document in version 3 that promises acknowledgements."""
    text = policy("record: acknowledgement, per: person", version=3, more=more)
    return read_small({PATH: text} | {path: each for found in records for path, each in found.items()})


def signed(found: Program, day: date = AS_OF) -> dict[str, str]:
    document = found.policy_by_id["PRG-20"].value
    return {each.person.id: str(each.signed) for each in list_readers(found, document, 3, day)}


def test_everyone_employed_is_concerned_and_the_highest_version_signed_counts() -> None:
    found = program(
        acknowledgement("ack-0001", "P-001", 3, "2026-05-04"),
        acknowledgement("ack-0002", "P-001", 2, "2026-06-01"),
        acknowledgement("ack-0003", "P-002", 2, "2026-05-04"),
    )

    assert signed(found) == {"P-001": "current", "P-002": "older", "P-003": "nothing"}


def test_what_was_signed_later_does_not_count_yet() -> None:
    found = program(acknowledgement("ack-0001", "P-001", 3, "2026-05-04"))

    assert signed(found, date(2026, 5, 3))["P-001"] == Signed.NOTHING


def test_a_document_for_one_level_or_one_site_concerns_only_those() -> None:
    whole = program()
    levels = {id: each.value.employment_on(AS_OF) for id, each in whole.people.items()}
    workers = {id for id, job in levels.items() if job and job.level == "worker"}

    assert set(signed(program(more="audience: [worker]\n"))) == workers
    assert signed(program(more="applies_to: [yard]\n")).keys() == {
        id for id, job in levels.items() if job and job.site == "yard"
    }


def test_a_document_asks_for_signatures_if_it_says_so_or_somebody_signed_it() -> None:
    asking = program()
    silent = read_small({PATH: policy("record: inspection, every: P1M, per: site")})
    saying = read_small({PATH: policy("record: inspection, every: P1M, per: site", more="acknowledge: true\n")})

    assert [asks_for_signatures(each, each.policy_by_id["PRG-20"].value) for each in (asking, silent, saying)] == [
        True,
        False,
        True,
    ]
