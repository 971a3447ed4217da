"""What the editor underlines is what the reader refuses: schema and reader agree on good values and bad ones."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from builder.model.policy import Policy
from builder.model.register import Asset, Company, Contractor, Explanation, Person, Position, Site
from builder.read.shape import shape
from builder.read.yaml_text import Document
from builder.record_types import TYPES
from builder.render.forms.json_schema import schema_of, schemas

COMMON: dict[str, Any] = {
    "date": "2026-03-04",
    "site": "shop",
    "recorded_by": "P-002",
    "signatures": [{"person": "P-011", "role": "worker", "date": "2026-03-04", "method": "seen-on-scan", "page": 1}],
    "links": [{"to": "ca-0007", "as": "raised"}],
    "attachments": [
        {"path": "scan.pdf", "sha256": "0123456789abcdef" * 4, "caption": "Signed form", "level": "office"}
    ],
    "confidentiality": "office",
    "notes": "Nothing unusual.",
}
EXAMPLES: dict[str, tuple[type[BaseModel], dict[str, Any]]] = {
    name: (model, {"id": f"{model.PREFIX}-0001", **COMMON, **model.EXAMPLE}) for name, model in TYPES.items()
} | {
    "company": (
        Company,
        {
            "name": "Ridgeline Mechanical Ltd.",
            "industry_codes": ["40400"],
            "partner": "acsa",
            "certificate": {"scheme": "COR", "number": "20231107-5521", "issued": "2023-11-24", "audit": "recertification"},
            "standard": {"id": "alberta-cor", "edition": "2023"},
            "demonstration": True,
            "emergency_phones": [{"name": "Ambulance", "phone": "911"}],
            "headcount": [{"site": "shop", "level": "worker", "count": 9, "basis": "full-time"}],
            "imports": [{"commit": "0123456789" * 4, "reason": "Paper files of 2025", "approved_by": "P-001"}],
        },
    ),
    "person": (
        Person,
        {
            "id": "P-011",
            "name": "Robin Kowalski",
            "employment": [{"from": "2024-05-06", "position": "pipefitter", "level": "worker", "site": "shop"}],
            "roles": [{"role": "first-aider", "site": "shop", "from": "2025-01-01", "to": "2026-01-01"}],
            "keys": [{"public": "ssh-ed25519 AAAA", "from": "2025-01-01"}],
        },
    ),
    "site": (
        Site,
        {
            "id": "shop",
            "name": "Shop",
            "kind": "shop",
            "hazard_class": "high",
            "travel_minutes": 7,
            "active": [{"from": "2025-01-01", "note": "Lease"}],
            "calendar": {"work_days": ["mon"], "closed": [{"from": "2025-12-22", "to": "2026-01-02", "reason": "Shutdown"}]},
            "shifts": [{"name": "day", "start": "07:00", "end": "17:30"}],
            "crews": [{"id": "a", "name": "A", "foreman": "P-006", "from": "2025-01-01", "members": [{"person": "P-011", "from": "2025-01-01"}]}],
            "emergency": {"muster_point": "Gate", "hospital": "Red Deer Regional"},
        },
    ),
    "position": (Position, {"id": "pipefitter", "title": "Pipefitter", "level": "worker", "tasks": [{"id": "a", "title": "A", "critical": True, "procedures": ["SJP-03"]}], "required_training": ["whmis"]}),
    "asset": (Asset, {"id": "A-001", "name": "Unit 1", "class": "truck", "in_service": {"from": "2024-01-01"}, "schedule": [{"kind": "service", "every": "P3M"}]}),
    "contractor": (Contractor, {"id": "C-01", "name": "Crane Co.", "scope": "Cranes", "wcb_clearance": {"checked_on": "2026-01-05"}, "active": [{"site": "shop", "from": "2026-01-05"}]}),
    "policy": (
        Policy,
        {
            "id": "PRG-07",
            "title": "Inspections",
            "kind": "program",
            "area": "inspections",
            "version": 4,
            "status": "approved",
            "effective": "2026-03-01",
            "review_every": "P12M",
            "answers": ["IN1"],
            "clauses": {"right-to-refuse": "Your rights"},
            "legislation": [{"law": "OHS Code", "section": "7"}],
            "audience": ["worker"],
            "acknowledge": False,
            "translates": {"id": "PRG-07", "version": 3},
            "signed_copy": {"path": "signed/a.png", "sha256": "0123456789abcdef" * 4},
            # `per: person` has no rule between fields; such rules are the reader's alone.
            "obligations": [{"record": "inspection", "per": "person", "every": "P1M", "where": {"kind": ["project"]}}],
        },
    ),
    "explanation": (Explanation, {"about": "x", "reason": "The shop was flooded.", "person": "P-004", "date": "2026-03-02"}),
}  # fmt: skip
WRONG: list[Any] = [
    *(None, True, False, 0, 1, -1, 42, 10**30, "", "x", "yes", "2026-03-04", "2026-02-30", "1699920000", "2026-03-04T00:00:00"),
    *("1026-03-04", "2226-01-01", "07:30", "7:30", "24:00", "2026-13", "P12M", "P", "P0X", "P-011", "P-٠١١", "insp-0042", "INSP-42"),
    *("A" * 64, "0" * 64, [], ["x"], [None], [1], ["P-011"], [{}], [{"person": "P-011"}], {}, {"x": "y"}, {"from": "2026-01-01"}),
]  # fmt: skip
NEW_KEYS = [
    "nonsense",
    "class_",
    "relation",
    "from_",
    "asset_class",
    "body",
    "body_line",
    "TYPE",
    "model_config",
    "str",
    "",
    "id ",
]


def reader_takes(model: type[BaseModel], data: Any) -> bool:
    _, faults = shape(model, Document(data, {}, {}, ()), data, "it")
    return faults == []


def schema_takes(model: type[BaseModel], data: Any) -> bool:
    checker = jsonschema.Draft7Validator(schema_of(model), format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)
    return bool(checker.is_valid(data))


def spots(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value inside."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in items:
        yield (*path, step)
        yield from spots(inner, (*path, step))


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_good_example_is_good_for_both(name: str) -> None:
    model, data = EXAMPLES[name]
    assert reader_takes(model, data)
    assert schema_takes(model, data)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_every_value_replaced_by_every_wrong_one_is_judged_alike(name: str) -> None:
    model, data = EXAMPLES[name]
    validator = jsonschema.Draft7Validator(schema_of(model), format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)
    judged = set()
    for path in spots(data):
        for wrong in WRONG:
            changed = copy.deepcopy(data)
            at(changed, path[:-1])[path[-1]] = wrong
            by_reader = reader_takes(model, changed)
            assert by_reader == validator.is_valid(changed), (path, wrong)
            judged.add(by_reader)
    assert judged == {True, False}


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_every_field_left_out_and_every_field_too_many_is_judged_alike(name: str) -> None:
    model, data = EXAMPLES[name]
    for path in spots(data):
        changed = copy.deepcopy(data)
        holder = at(changed, path[:-1])
        if isinstance(holder, dict):
            del holder[path[-1]]
            assert reader_takes(model, changed) == schema_takes(model, changed), path
    for path in [(), *(path for path in spots(data) if isinstance(at(data, path), dict))]:
        for key in NEW_KEYS:
            for value in ("x", None):
                changed = copy.deepcopy(data)
                at(changed, path)[key] = value
                assert reader_takes(model, changed) == schema_takes(model, changed), (path, key, value)


@given(st.data())
def test_several_changes_at_once_are_judged_alike(data: st.DataObject) -> None:
    model, good = EXAMPLES[data.draw(st.sampled_from(sorted(EXAMPLES)))]
    changed = copy.deepcopy(good)
    for _ in range(data.draw(st.integers(2, 4))):
        paths = list(spots(changed))
        if not paths:
            break
        path = data.draw(st.sampled_from(paths))
        holder = at(changed, path[:-1])
        what = data.draw(st.sampled_from(["replace", "drop", "add"]))
        if what == "replace":
            holder[path[-1]] = copy.deepcopy(data.draw(st.sampled_from(WRONG)))
        elif what == "drop":
            del holder[path[-1]]
        elif isinstance(holder, dict):
            holder[data.draw(st.sampled_from(NEW_KEYS))] = "x"
    assert reader_takes(model, changed) == schema_takes(model, changed)


def test_every_file_that_people_write_has_a_schema_with_its_pattern() -> None:
    found = {name: pattern for name, (pattern, _) in schemas().items()}
    assert found["inspection"] == "records/inspection/**/*.yaml"
    assert found["person"] == "records/people/*.yaml"
    assert found["company"] == "records/company.yaml"
    assert found["explained"] == "records/explained.yaml"
    assert set(TYPES) <= set(found)
    assert list(found) == sorted(found)


@pytest.mark.parametrize("name", sorted(schemas()))
def test_a_schema_is_draft_7_whole_in_itself_and_says_nothing_of_our_own_notes(name: str) -> None:
    _, schema = schemas()[name]
    jsonschema.Draft7Validator.check_schema(schema)
    text = str(schema)
    assert "'x-" not in text
    assert "$defs" not in text
    assert "http" not in text.replace("http://json-schema.org/draft-07/schema#", "")


@pytest.mark.parametrize("name", sorted(TYPES))
def test_every_field_of_a_record_has_a_title_to_hover_over(name: str) -> None:
    schema = schema_of(TYPES[name])
    assert [field for field, of in schema["properties"].items() if not of.get("title")] == []
    assert TYPES[name].HELP in schema["description"]


def test_choices_are_offered_and_empty_is_one_of_them() -> None:
    kind = schema_of(TYPES["visitor-log"])["properties"]["confidentiality"]
    assert "anyOf" in kind
    kinds = [
        choice
        for part in schema_of(TYPES["inspection"])["properties"]["kind"]["anyOf"]
        for choice in part.get("enum", [])
    ]
    assert kinds == ["site", "weekly", "management", "vehicle", "equipment"]


def test_an_explanations_list_is_judged_item_by_item() -> None:
    validator = jsonschema.Draft7Validator(schemas()["explained"][1])
    good = {"about": "x", "reason": "The shop was flooded.", "person": "P-004", "date": "2026-03-02"}
    assert validator.is_valid([good, good])
    assert validator.is_valid([])
    assert not validator.is_valid([good, {**good, "becuase": "x"}])
    assert not validator.is_valid(good)


@pytest.mark.parametrize("name", sorted(TYPES))
def test_the_schema_says_when_a_record_is_made_how_often_and_how_long_it_is_kept(name: str) -> None:
    description = schema_of(TYPES[name])["description"]
    assert description.startswith(f"{TYPES[name].HELP} Usually made {TYPES[name].OFTEN}. Kept {TYPES[name].KEEP.words}")
