"""A new file can be filled in from top to bottom, and as it stands only what is empty is missing."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel

from builder.model.policy import Kind, Policy
from builder.model.record import Record
from builder.model.register import Asset, Contractor, Person, Position, Site
from builder.read.entry_file import FileText, read_entry, read_policy, read_record
from builder.read.yaml_text import read_yaml
from builder.record_types import TYPES
from builder.render.forms.blank import blank_entry, blank_policy, blank_record, choices, next_id

DAY = date(2026, 3, 4)
KINDS = Kind.__args__  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", sorted(TYPES))
def test_a_blank_record_lacks_detail_and_has_no_other_fault(name: str) -> None:
    model = TYPES[name]
    text = blank_record(model, f"{model.PREFIX}-0007", DAY, {})
    stored, faults = read_record(FileText.of(f"records/{name}/2026/{model.PREFIX}-0007.yaml", text.encode()), model)
    assert stored is not None
    assert stored.value == model.model_validate({"id": f"{model.PREFIX}-0007", "date": DAY})
    assert {fault.name for fault in faults} == {"detail-missing"}
    for fault in faults:
        # The reminder stands on the empty field's own line, where one fills it in.
        field = fault.message.split("`")[1]
        assert text.splitlines()[fault.place.line - 1].startswith(f"{field}:")


@pytest.mark.parametrize("name", sorted(TYPES))
def test_a_blank_record_offers_every_field_of_the_type_once(name: str) -> None:
    model = TYPES[name]
    text = blank_record(model, f"{model.PREFIX}-0007", DAY, {})
    written = [match[1] for line in text.splitlines() if (match := re.match(r"([a-z0-9_]+):", line))]
    assert sorted(written) == sorted(info.alias or field for field, info in model.model_fields.items())


@pytest.mark.parametrize("name", sorted(TYPES))
def test_a_blank_record_filled_in_with_the_example_is_whole(name: str) -> None:
    model = TYPES[name]
    by_field = {field: model.EXAMPLE.get(info.alias or field) for field, info in model.model_fields.items()}
    known: dict[str, Any] = {field: value for field, value in by_field.items() if value is not None}
    text = blank_record(model, f"{model.PREFIX}-0007", DAY, {**known, "site": "shop", "recorded_by": "P-002"})
    stored, faults = read_record(FileText.of(f"records/{name}/2026/{model.PREFIX}-0007.yaml", text.encode()), model)
    assert faults == []
    assert stored is not None


def test_what_is_needed_is_starred_and_choices_are_named() -> None:
    lines = blank_record(TYPES["inspection"], "insp-0007", DAY, {"site": "shop"}).splitlines()
    assert "needed (*)" in lines[1]
    assert "site: shop" in lines
    assert "kind:                   # Kind. One of: site, weekly, management, vehicle, equipment *" in lines
    assert "asset:                  # Asset. For a vehicle or equipment" in lines
    assert "deficiencies:           # Deficiencies. A list of {item, action}" in lines
    assert "inspectors:             # Inspectors. A list: [one, two] *" in lines


def test_a_blank_says_how_often_the_record_is_made_and_how_long_it_is_kept() -> None:
    lines = blank_record(TYPES["hsc-meeting"], "hsc-0007", DAY, {}).splitlines()
    assert lines[2] == (
        "# Usually made as often as the terms of reference say, usually each month. Kept 4 years, until the audit cycle after it has ended; "
        "special: 2 years, and until the audit cycle after it has ended."
    )


def test_the_examples_behind_a_hash_are_right_once_the_hash_is_taken_away() -> None:
    text = blank_record(TYPES["inspection"], "insp-0007", DAY, {})
    uncommented = text.replace("\n#  -", "\n  -").replace("sha256: …", f"sha256: {'0' * 63}a")
    stored, faults = read_record(
        FileText.of("records/inspection/2026/insp-0007.yaml", uncommented.encode()), TYPES["inspection"]
    )
    # The scan of the example excuses the detail, but not the site.
    assert [(fault.name, fault.message.split("`")[1]) for fault in faults] == [("detail-missing", "site")]
    assert stored is not None
    assert len(stored.value.people) == len(stored.value.signatures) == len(stored.value.attachments) == 1


@pytest.mark.parametrize(
    "awkward", ["yes", "0142", "Shop: main", "# 7", "'quoted'", 'a "b"', "Zoë 🦺", "- dash", "2026-03-04"]
)
def test_what_is_known_is_quoted_where_it_must_be(awkward: str) -> None:
    text = blank_record(TYPES["inspection"], "insp-0007", DAY, {"recorded_by": awkward})
    document = read_yaml(text, "a.yaml")
    assert document.faults == ()
    assert document.value["recorded_by"] == awkward


@pytest.mark.parametrize(
    ("model", "id", "known", "missing"),
    [
        (Person, "P-007", {"name": "Robin Kowalski"}, set()),
        (Site, "shop", {"name": "Shop"}, {"kind", "hazard_class"}),
        (Position, "pipefitter", {"title": "Pipefitter"}, {"level"}),
        (Asset, "A-007", {"name": "Unit 7"}, {"class"}),
        (Contractor, "C-07", {"name": "Crane Co."}, {"scope"}),
    ],
)
def test_a_blank_entry_lacks_only_what_it_cannot_do_without(
    model: type[BaseModel], id: str, known: dict[str, str], missing: set[str]
) -> None:
    text = blank_entry(model, id, known)
    _, faults = read_entry(FileText.of(f"records/x/{id}.yaml", text.encode()), model, "an entry")
    assert {fault.message.split("`")[1] for fault in faults if fault.name == "field-missing"} == missing
    assert {fault.name for fault in faults} <= {"field-missing", "detail-missing"}
    for field in missing:
        assert re.search(rf"^{field}: .*\*$", text, re.MULTILINE), field


@pytest.mark.parametrize("kind", KINDS)
def test_a_blank_document_is_a_draft_that_lacks_its_owner_only(kind: str) -> None:
    text = blank_policy("PRG-08", "Ladders: use & care", kind, "hazard-control", DAY)
    stored, faults = read_policy(FileText.of("policies/ladders.md", text.encode()))
    assert [(fault.name, fault.message.split("`")[1]) for fault in faults] == [("detail-missing", "owner")]
    assert stored is not None
    policy: Policy = stored.value
    assert (policy.title, policy.kind, policy.area, policy.status) == (
        "Ladders: use & care",
        kind,
        "hazard-control",
        "draft",
    )
    assert policy.obligations == ()
    assert "## Purpose" in policy.body


def test_the_obligation_shown_in_a_blank_document_is_right_once_uncommented() -> None:
    text = blank_policy("PRG-08", "Inspections", "program", "inspections", DAY)
    uncommented = text.replace("obligations: []\n#  -", "obligations:\n  -")
    stored, faults = read_policy(FileText.of("policies/inspections.md", uncommented.encode()))
    assert [fault.name for fault in faults] == ["detail-missing"]
    assert stored is not None
    assert stored.value.obligations[0].record in TYPES


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([], "insp-0001"),
        (["insp-0042", "insp-0007"], "insp-0043"),
        (["insp-9999"], "insp-10000"),
        (["ha-0042", "insp", "insp-x", "xinsp-0050", "insp-0042-copy"], "insp-0001"),
        (["insp-99999999999", "insp-0002"], "insp-0003"),
        (["insp-٩٩٩٩", "insp-0002"], "insp-0003"),
    ],
)
def test_the_next_id_follows_the_highest_of_its_prefix(taken: list[str], expected: str) -> None:
    assert next_id("insp", taken) == expected


def test_ids_of_registers_have_their_own_number_of_digits() -> None:
    assert next_id("P", ["P-034"], 3) == "P-035"
    assert next_id("C", [], 2) == "C-01"


def test_choices_are_those_of_the_field() -> None:
    fields = TYPES["inspection"].model_fields
    assert choices(fields["kind"].annotation) == ["site", "weekly", "management", "vehicle", "equipment"]
    assert choices(fields["confidentiality"].annotation) == ["public", "posted", "office", "restricted"]
    assert choices(fields["area"].annotation) == []
    assert choices(Record.model_fields["people"].annotation) == []
