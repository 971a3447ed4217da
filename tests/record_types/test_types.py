"""Each record type is defined once, and the definition is whole: words, ids, fields, signers, example."""

from __future__ import annotations

import importlib
import re
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from builder import record_types
from builder.model.day import Day
from builder.model.field import fact
from builder.model.policy import ElementKey, Unit
from builder.model.record import Keep, Record
from builder.read.entry_file import FileText, read_record
from builder.record_types import TYPES
from builder.render.forms.blank import choices
from builder.render.forms.yaml_form import write_yaml

FOLDER = Path(record_types.__file__).parent
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


EXPECTED = {
    *("acknowledgement", "appraisal", "audit", "competency", "contractor-evaluation", "corrective-action", "drill"),
    *("emergency-equipment-check", "flha", "hazard-assessment", "hazard-report", "hours-worked", "hsc-meeting"),
    *("incident", "inspection", "investigation", "legislation-review", "maintenance", "management-review"),
    *("management-tour", "orientation", "policy-review", "posting", "stub", "toolbox-meeting", "training"),
    *("visitor-log", "management-communication", "objective", "position-task-inventory", "fit-test", "ppe-issue"),
    *("hsc-membership", "contractor-orientation", "prime-contractor-assignment", "wcb-report", "work-refusal"),
    *("vh-plan-review", "annual-evaluation", "statistics-review", "ohs-order", "change"),
}
"""What every program needs; a company or a later issue may add types, but none of these may go."""


def test_every_type_of_the_contract_is_there_and_every_file_defines_one() -> None:
    assert TYPES.keys() >= EXPECTED
    stems = {path.stem.replace("_", "-") for path in FOLDER.glob("*.py") if path.stem != "__init__"}
    assert set(TYPES) == stems


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
def test_a_type_says_how_often_it_is_made_and_how_long_it_is_kept_on_whose_word(name: str) -> None:
    model = TYPES[name]
    assert re.match(r"[a-z]", model.OFTEN), "a phrase: each month at each site"
    assert not model.OFTEN.endswith(".")
    assert model.HELP
    assert model.EXAMPLE
    for keep in (model.KEEP, *model.KEEP_BY_KIND.values()):
        assert keep.years or keep.until
        # What the law says has its section and the day it was read; everything else is our own default.
        assert keep.source == "audit cycle" or re.search(r"\bsections? \d.*read \d{4}-\d{2}", keep.source)


@ALL
def test_kinds_with_a_time_of_their_own_are_kinds_of_the_type(name: str) -> None:
    model = TYPES[name]
    field = model.model_fields.get("kind") or model.model_fields.get("class_")
    known = choices(field.annotation) if field else []
    assert set(model.KEEP_BY_KIND) <= set(known)


@ALL
def test_what_stays_in_force_says_until_when_in_a_field_that_holds_a_day(name: str) -> None:
    model = TYPES[name]
    if model.IN_FORCE_UNTIL:
        assert Day in get_args(model.model_fields[model.IN_FORCE_UNTIL].annotation)


def test_every_restricted_matter_has_a_time_of_its_own_and_the_law_is_kept_to() -> None:
    stub = TYPES["stub"]
    assert set(stub.KEEP_BY_KIND) == set(choices(stub.model_fields["class_"].annotation))
    by_law = {
        ("stub", "first-aid"): 3,
        ("stub", "audiometry"): 2,
        ("stub", "violence-harassment"): 2,
        ("hsc-meeting", "special"): 2,
        ("investigation", ""): 2,
    }
    for (name, kind), years in by_law.items():
        keep = TYPES[name].KEEP_BY_KIND.get(kind, TYPES[name].KEEP)
        assert keep.years == years
        assert keep.source.startswith("OHS ")


def test_how_long_a_record_is_kept_is_said_in_words() -> None:
    def keep(name: str, **fields: str) -> str:
        model = TYPES[name]
        return model.model_validate({"id": f"{model.PREFIX}-0001", "date": "2026-03-04", **fields}).keep.words

    assert keep("inspection") == "4 years, until the audit cycle after it has ended"
    assert keep("corrective-action") == "4 years after it was closed"
    assert keep("training") == "as long as the person works here, and the audit cycle after"
    assert keep("hsc-meeting", kind="special") == "2 years, and until the audit cycle after it has ended"
    assert keep("hsc-meeting", kind="regular") == keep("inspection")
    assert keep("stub", **{"class": "first-aid"}) == "3 years, locked away"
    assert Keep(1).words == "1 year"


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
