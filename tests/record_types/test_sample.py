"""The sample company shows each type in use: records to learn from, and a document that asks for them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from builder.model.program import Program
from builder.read.program import read_program
from builder.read.source import FolderSource
from builder.record_types import TYPES

NOT_THEIRS = {"self-assessment", "anchor"}
"""The sample company is audited for COR; small employers assess themselves. Anchors name commits, so only the replay can have them."""


@cache
def sample() -> Program:
    return read_program(FolderSource(Path(__file__).parents[2]))


@pytest.mark.parametrize("name", sorted(TYPES.keys() - NOT_THEIRS))
def test_the_sample_has_records_of_the_type_and_a_document_that_asks_for_them(name: str) -> None:
    assert sample().records_by_type.get(name), "no example to learn from"
    asked = [
        stored.value.id
        for stored in sample().policies
        if name in stored.value.forms or any(each.record == name for each in stored.value.obligations)
    ]
    assert asked, "no document promises it or has people fill it in"


OF_THE_OFFICE = (
    *("management-communication", "objective", "position-task-inventory", "fit-test", "ppe-issue"),
    *("hsc-membership", "contractor-orientation", "prime-contractor-assignment", "wcb-report", "work-refusal"),
    *("vh-plan-review", "annual-evaluation", "statistics-review", "ohs-order", "change"),
)
"""What the office files itself; field records have gaps planted in them."""


@pytest.mark.parametrize("name", OF_THE_OFFICE)
def test_whoever_must_sign_what_the_office_files_has_signed(name: str) -> None:
    for stored in sample().records_by_type[name]:
        assert set(stored.value.must_sign) <= stored.value.has_signed, stored.value.id
        assert stored.value.must_sign, stored.value.id


def test_no_document_names_a_form_twice_or_one_that_it_already_promises() -> None:
    for stored in sample().policies:
        forms, promised = stored.value.forms, {each.record for each in stored.value.obligations}
        assert len(set(forms)) == len(forms), stored.value.id
        assert not promised & set(forms), stored.value.id
        assert set(forms) <= TYPES.keys(), stored.value.id
