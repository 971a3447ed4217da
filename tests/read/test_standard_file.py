"""The shipped standards are whole, and a program that names another is told which there are."""

from __future__ import annotations

import pytest

from builder.measure.answers.indicators import INDICATORS
from builder.model.error import BuilderError
from builder.read.standard_file import known_standards, read_standard
from builder.record_types import TYPES


def test_the_alberta_standard_has_ten_elements_and_its_questions() -> None:
    standard = read_standard("alberta-cor", "2023")
    assert len(standard.elements) == 10
    assert [question.id for question in standard.questions()[:3]] == ["ML1", "ML2", "ML3"]
    assert standard.question("IN2") is not None
    assert standard.question("IN99") is None


def test_every_shipped_standard_can_be_read_and_its_questions_are_unique() -> None:
    for name in known_standards():
        id, _, edition = name.rpartition("-")
        standard = read_standard(id, edition)
        ids = [question.id for question in standard.questions()]
        assert (standard.id, standard.edition) == (id, edition)
        assert len(ids) == len(set(ids))


def test_every_need_names_a_record_type_or_kind_that_exists() -> None:
    for question in read_standard("alberta-cor", "2023").questions():
        for need in question.needs:
            given = (need.document, need.record, need.register_of, need.indicator)
            assert sum(each is not None for each in given) == 1, question.id
            assert need.indicator is None or need.indicator in INDICATORS, question.id
            assert need.record is None or need.record in TYPES, question.id


def test_questions_that_build_on_another_name_one_of_the_standard() -> None:
    standard = read_standard("alberta-cor", "2023")
    assert [each.id for each in standard.questions() if each.parent and standard.question(each.parent) is None] == []


def test_every_partner_numbers_all_elements() -> None:
    standard = read_standard("alberta-cor", "2023")
    for partner in standard.partners:
        assert {element.key for _, element in standard.elements_for(partner)} == {
            each.key for each in standard.elements
        }


def test_a_partner_nobody_knows_gets_our_own_order() -> None:
    standard = read_standard("alberta-cor", "2023")
    assert [(entry.number, element.key) for entry, element in standard.elements_for("nobody")] == [
        (str(number), element.key) for number, element in enumerate(standard.elements, 1)
    ]


@pytest.mark.parametrize(
    ("id", "edition"), [("alberta-cor", "1999"), ("ontario-cor", "2023"), ("../alberta-cor", "2023"), ("", "")]
)
def test_an_unknown_standard_is_refused_with_those_that_are_known(id: str, edition: str) -> None:
    with pytest.raises(BuilderError) as refused:
        read_standard(id, edition)
    assert "doesn't know" in refused.value.message
    assert "alberta-cor-2023" in refused.value.cure
    assert "records/company.yaml" in refused.value.cure
