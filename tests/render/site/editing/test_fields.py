"""The forms of the editor, made from the definitions: each field has a widget that can't damage what stands in the file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from builder.model.field import fact
from builder.model.policy import Policy
from builder.model.register import Asset, Company, Contractor, Explanation, Person, Position, Site
from builder.record_types import TYPES
from builder.render.forms.blank import field_types
from builder.render.site.editing.fields import Field, form_field, form_fields

MODELS: tuple[type[BaseModel], ...] = (
    *TYPES.values(),
    Company,
    Person,
    Site,
    Position,
    Asset,
    Contractor,
    Policy,
    Explanation,
)


def every_model(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for info in model.model_fields.values():
        for part in field_types(info.annotation):
            if isinstance(part, type) and issubclass(part, BaseModel):
                yield from every_model(part)


def every_field(fields: list[Field]) -> Iterator[Field]:
    for each in fields:
        yield each
        yield from every_field(each.get("fields", []))
        if "field" in each:
            yield from every_field([each["field"]])


ALL = {part for model in MODELS for part in every_model(model)}


def named(model: type[BaseModel], name: str) -> Field:
    [found] = [each for each in form_fields(model) if each["name"] == name]
    return found


def test_only_fields_with_names_of_their_own_are_left_out_of_the_forms() -> None:
    lacking = {
        f"{model.__name__}.{name}"
        for model in ALL
        for name, info in model.model_fields.items()
        if not fact(info, "hidden") and form_field(model, name, info) is None
    }
    assert lacking == {"Policy.clauses", "Obligation.where"}


def test_a_day_is_asked_for_as_a_day_and_written_as_text() -> None:
    day = named(TYPES["inspection"], "date")
    assert day["label"] == "Date *"
    assert day["required"]
    assert (day["widget"], day["format"], day["time_format"]) == ("datetime", "YYYY-MM-DD", False)


def test_what_refers_to_somebody_is_chosen_from_the_register() -> None:
    assert named(TYPES["inspection"], "recorded_by")["source"] == "people"
    inspectors = named(TYPES["inspection"], "inspectors")
    assert (inspectors["widget"], inspectors["source"], inspectors["multiple"]) == ("muster-choice", "people", True)
    assert named(Policy, "answers")["source"] == "questions"


def test_a_choice_offers_what_the_model_allows() -> None:
    kind = named(TYPES["inspection"], "kind")
    assert [each["value"] for each in kind["options"]] == ["site", "weekly", "management", "vehicle", "equipment"]
    assert [each["label"] for each in named(Policy, "kind")["options"]][:3] == ["Policy", "Program", "Procedure"]


def test_fields_keep_the_names_under_which_they_are_written() -> None:
    assert [each["name"] for each in named(Person, "employment")["fields"]][:2] == ["from", "to"]
    assert named(Asset, "class")["required"]


def test_a_number_has_its_bounds_and_is_whole() -> None:
    count = named(TYPES["inspection"], "items_ok")
    assert (count["widget"], count["value_type"], count["min"]) == ("number", "int", 0)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_list_is_cut_at_its_commas_and_no_text_is_rich(model: type[BaseModel]) -> None:
    for each in every_field(form_fields(model)):
        assert each["widget"] not in ("markdown", "richtext", "relation", "image", "date"), each
        if each["widget"] == "list":
            assert "fields" in each or "field" in each, each


def test_a_part_that_may_be_left_out_asks_for_nothing() -> None:
    certificate = named(Contractor, "certificate")
    assert not any(each["required"] for each in every_field(certificate["fields"]))
    assert named(Company, "certificate")["fields"][0]["name"] == "scheme"


def test_an_attachment_is_a_file_with_a_check_sum_that_nobody_types() -> None:
    fields = {each["name"]: each for each in named(TYPES["inspection"], "attachments")["fields"]}
    assert fields["path"]["widget"] == "muster-file"
    assert fields["sha256"]["widget"] == "hidden"
    assert fields["caption"]["required"]


def test_who_is_added_to_a_talk_attended_it_unless_one_says_otherwise() -> None:
    def role(type: str) -> Field:
        [found] = [each for each in named(TYPES[type], "people")["fields"] if each["name"] == "role"]
        return found

    assert role("toolbox-meeting")["default"] == "attended"
    assert "default" not in role("inspection")
