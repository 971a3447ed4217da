"""Each record type is defined once, and the definition is whole: words, ids, fields, signers, example."""

from __future__ import annotations

import importlib
import re
from datetime import date
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from builder.model.field import fact
from builder.model.policy import ElementKey, Unit
from builder.model.record import Record
from builder.read.entry_file import FileText, read_record
from builder.record_types import TYPES
from builder.render.forms.yaml_form import write_yaml

ALL = pytest.mark.parametrize("name", sorted(TYPES))

ID_KINDS = {
    "person": r"P-\d{3,5}",
    "asset": r"A-\d{3,5}",
    "contractor": r"C-\d{2,4}",
    "policy": r"[A-Z]{2,5}-\d{2}",
    "record": rf"(?:{'|'.join(model.PREFIX for model in TYPES.values())})-\d{{4}}",
}


def own_fields(model: type[BaseModel]) -> list[str]:
    return [name for name in model.model_fields if name not in Record.model_fields]


def inner_models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in inner_models(part)]


def all_models(model: type[BaseModel]) -> list[type[BaseModel]]:
    found = [model]
    for info in model.model_fields.values():
        for inner in inner_models(info.annotation):
            found.extend(each for each in all_models(inner) if each not in found)
    return found


def example_text(model: type[Record]) -> str:
    common = {"id": f"{model.PREFIX}-0001", "date": date(2026, 3, 4), "site": "shop", "recorded_by": "P-002"}
    return write_yaml({**common, **model.EXAMPLE})


def test_every_type_of_the_contract_is_there() -> None:
    assert list(TYPES) == [
        *("acknowledgement", "appraisal", "audit", "competency", "contractor-evaluation", "corrective-action", "drill"),
        *("emergency-equipment-check", "flha", "hazard-assessment", "hazard-report", "hours-worked", "hsc-meeting"),
        *("incident", "inspection", "investigation", "legislation-review", "maintenance", "management-review"),
        *(
            "management-tour",
            "orientation",
            "policy-review",
            "posting",
            "stub",
            "toolbox-meeting",
            "training",
            "visitor-log",
        ),
    ]


def test_prefixes_and_titles_are_each_used_once() -> None:
    for words in ("PREFIX", "TITLE", "PLURAL"):
        values = [getattr(model, words) for model in TYPES.values()]
        assert sorted(set(values)) == sorted(values), words


@ALL
def test_a_type_stands_in_the_file_called_after_it(name: str) -> None:
    model = TYPES[name]
    assert name == model.TYPE
    assert model.__module__ == f"builder.record_types.{name.replace('-', '_')}"
    assert importlib.import_module(model.__module__).__doc__


@ALL
def test_a_type_says_what_it_is_in_whole_sentences(name: str) -> None:
    model = TYPES[name]
    assert re.fullmatch(r"[a-z]{2,4}", model.PREFIX)
    assert model.TITLE[:1].isupper()
    assert model.HELP[:1].isupper()
    assert model.HELP.endswith(".")
    assert model.ELEMENT in get_args(ElementKey)
    assert model.UNIT in (*get_args(Unit), "event")
    assert model.FILED_WITHIN > 0


@ALL
def test_the_example_is_a_record_without_a_fault_and_without_a_hole(name: str) -> None:
    model = TYPES[name]
    file = FileText.of(f"records/{name}/2026/{model.PREFIX}-0001.yaml", example_text(model).encode())
    stored, faults = read_record(file, model)
    assert faults == []
    assert stored is not None
    assert stored.value.date == date(2026, 3, 4)


@ALL
def test_subject_and_signers_name_fields_of_the_type(name: str) -> None:
    model = TYPES[name]
    assert model.SUBJECT is None or model.SUBJECT in own_fields(model)
    for signer in model.SIGNERS:
        assert signer.startswith("role:") or signer in model.model_fields, signer


@ALL
def test_a_type_about_one_thing_says_which_field_names_it(name: str) -> None:
    model = TYPES[name]
    if model.UNIT in ("person", "asset", "position", "contractor", "incident", "crew-day"):
        assert model.SUBJECT is not None


@ALL
def test_every_field_has_a_title_and_nothing_is_shown_twice_under_one(name: str) -> None:
    for model in all_models(TYPES[name]):
        titles = [info.title for info in model.model_fields.values()]
        assert all(titles), (
            f"{model.__name__}: {[field for field, info in model.model_fields.items() if not info.title]}"
        )
        assert len(set(titles)) == len(titles), model.__name__


@ALL
def test_a_field_that_holds_an_id_says_of_what_so_that_it_is_checked(name: str) -> None:
    def check(model: type[BaseModel], value: dict[str, Any]) -> None:
        for field, info in model.model_fields.items():
            held = value.get(info.alias or field)
            for each in held if isinstance(held, list | tuple) else [held]:
                if isinstance(each, dict):
                    check(inner_models(info.annotation)[0], each)
                for kind, pattern in ID_KINDS.items():
                    if field != "id" and isinstance(each, str) and re.fullmatch(pattern, each):
                        # A technician may be of an outside shop and is then written by name.
                        assert fact(info, "refers") == kind or field == "technician", f"{model.__name__}.{field}"

    check(TYPES[name], TYPES[name].EXAMPLE)


@ALL
def test_a_field_called_after_a_person_or_thing_refers_to_one(name: str) -> None:
    kinds = {
        **dict.fromkeys(
            ["person", "owner", "recorded_by", "reviewed_by", "verified_by", "manager", "chair", "host"], "person"
        ),
        **dict.fromkeys(["action", "actions", "incident"], "record"),
        **dict.fromkeys(["document", "documents"], "policy"),
        **{word: word for word in ("site", "asset", "position", "contractor")},
    }
    for model in all_models(TYPES[name]):
        for field, info in model.model_fields.items():
            if field in kinds:
                assert fact(info, "refers") == kinds[field], f"{model.__name__}.{field}"


@ALL
def test_a_needed_field_can_be_left_out_because_paper_may_hold_it(name: str) -> None:
    model = TYPES[name]
    for field in own_fields(model):
        info = model.model_fields[field]
        assert not info.is_required(), field
        assert info.get_default() in (None, ()), field
    empty = model.model_validate({"id": f"{model.PREFIX}-0001", "date": "2026-03-04"})
    assert empty.id == f"{model.PREFIX}-0001"


@ALL
def test_a_register_shows_at_least_one_field_of_the_type_itself(name: str) -> None:
    model = TYPES[name]
    assert [field for field in own_fields(model) if "table" in fact(model.model_fields[field], "show-in", [])]


@ALL
def test_a_record_is_frozen(name: str) -> None:
    model = TYPES[name]
    record = model.model_validate({"id": f"{model.PREFIX}-0001", "date": "2026-03-04"})
    with pytest.raises(ValueError, match="frozen"):
        record.notes = "changed"  # type: ignore[misc]


def test_who_must_sign_is_taken_from_the_fields_and_the_roles_each_once() -> None:
    meeting = TYPES["toolbox-meeting"].model_validate(
        {
            "id": "tbx-0001",
            "date": "2026-03-04",
            "leader": "P-004",
            "people": (
                {"person": "P-011", "role": "attended"},
                {"person": "P-004", "role": "attended"},
                {"person": "P-012", "role": "excused"},
            ),
            "signatures": ({"person": "P-011", "date": "2026-03-04", "method": "typed"},),
        }
    )
    assert meeting.must_sign == ("P-004", "P-011")
    assert meeting.has_signed == {"P-011"}
    assert meeting.people_as("excused") == ("P-012",)


def test_a_technician_of_another_shop_need_not_sign_here() -> None:
    serviced = TYPES["maintenance"].model_validate(
        {"id": "mnt-0001", "date": "2026-03-04", "technician": "Red Deer Lift"}
    )
    assert serviced.must_sign == ()


def test_the_kind_of_a_record_is_its_kind_or_class() -> None:
    inspection = TYPES["inspection"].model_validate({"id": "insp-0001", "date": "2026-03-04", "kind": "weekly"})
    incident = TYPES["incident"].model_validate({"id": "inc-0001", "date": "2026-03-04", "class": "near-miss"})
    training = TYPES["training"].model_validate({"id": "trn-0001", "date": "2026-03-04"})
    assert (inspection.kind_of_record, incident.kind_of_record, training.kind_of_record) == (
        "weekly",
        "near-miss",
        None,
    )


def test_what_a_record_is_about_is_its_subject_or_its_site() -> None:
    inspection = TYPES["inspection"].model_validate({"id": "insp-0001", "date": "2026-03-04", "site": "shop"})
    training = TYPES["training"].model_validate({"id": "trn-0001", "date": "2026-03-04", "site": "shop"})
    orientation = TYPES["orientation"].model_validate(
        {"id": "ori-0001", "date": "2026-03-04", "site": "shop", "person": "P-011"}
    )
    assert (inspection.subject, training.subject, orientation.subject) == ("shop", "shop", "P-011")
