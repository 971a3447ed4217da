"""Words without people: property tests, because any text may stand in a record."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from builder.measure.answers.unnamed import count_people, name_failing, without_people
from builder.model.coverage import Failing
from builder.model.program import Program
from tests.measure.small import read_small

PROGRAM: Program = read_small({})
NAMES = sorted(stored.value.name for stored in PROGRAM.people.values())
PEOPLE = st.sampled_from(["P-001", "P-013", "P-20000", *NAMES, *(name.upper() for name in NAMES)])


@given(st.lists(st.one_of(st.text(max_size=20), PEOPLE), max_size=6), st.sampled_from([" ", ", ", " and ", "; "]))
def test_no_name_and_no_id_is_left_whatever_stands_around_them(parts: list[str], between: str) -> None:
    told = without_people(between.join(parts), PROGRAM)
    assert not re.search(r"\bP-\d{3,5}\b", told)
    assert not [name for name in NAMES if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", told, re.IGNORECASE)]


def test_a_list_of_people_is_counted() -> None:
    assert without_people("not signed by P-013, P-014 and P-015", PROGRAM) == "not signed by 3 people"
    assert without_people("not signed by P-013", PROGRAM) == "not signed by 1 person"


@given(st.lists(st.sampled_from(["P-001, csts", "P-002, csts", "P-003", "ha-0001, hazard 1"]), max_size=30))
def test_counting_people_loses_nobody(ids: list[str]) -> None:
    words = count_people(ids)
    people = sum(int(found[1]) for each in words if (found := re.match(r"(\d+) (?:person|people)", each)))
    assert people == sum(each.startswith("P-") for each in ids)
    assert "P-0" not in " ".join(words)


def test_what_fails_for_the_same_reason_is_one_line_and_quotes_nothing() -> None:
    failing = (
        Failing("P-001, csts", "expired on 2026-01-02"),
        Failing("P-002, csts", "expired on 2026-01-02"),
        Failing("ha-0001, hazard 2", "no control named for: Wanda's ladder"),
    )
    assert name_failing(failing, PROGRAM) == (
        "2 people (csts): expired on 2026-01-02",
        "ha-0001, hazard 2: no control named",
    )


def test_a_program_without_people_changes_no_text() -> None:
    assert without_people("A. Nobody", Program()) == "A. Nobody"
