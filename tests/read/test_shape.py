"""What doesn't fit a model is said with its place, in words that a coordinator can act on."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel

from builder.model.policy import Policy
from builder.model.register import Company, Person, Site
from builder.read.shape import field_names, needed_but_empty, shape
from builder.read.yaml_text import read_yaml
from builder.record_types import TYPES

INSPECTION = "id: insp-0042\ndate: 2026-03-04\n"
POLICY = "id: PRG-07\ntitle: Inspections\nkind: program\narea: inspections\nversion: 4\nstatus: approved\n"
PERSON = "id: P-011\nname: Robin Kowalski\n"


def read(model: type[BaseModel], text: str, what: str = "an inspection") -> tuple[Any, list[tuple[str, str, str]]]:
    """The value, and place, name and message with fix of each fault."""
    document = read_yaml(text, "a.yaml")
    assert document.faults == ()
    value, faults = shape(model, document, document.value, what)
    return value, [
        (f"{each.place.line}:{each.place.column}", each.name, f"{each.message} {each.fix}") for each in faults
    ]


def test_an_unknown_field_names_the_near_one_and_costs_nothing_else() -> None:
    value, [(place, name, words)] = read(TYPES["inspection"], INSPECTION + "aera: Bay 1\nitems_ok: 3\n")
    assert (place, name) == ("3:1", "unknown-field")
    assert "`aera` is not a field of an inspection. Did you mean `area`?" in words
    assert "The fields here are: id, date, site" in words
    assert value.items_ok == 3
    assert value.area is None


def test_an_unknown_field_is_found_before_it_is_filled_in() -> None:
    value, [(place, name, words)] = read(
        TYPES["inspection"], INSPECTION + "aera:\ndeficiencies:\n- item: x\n  action:\n"
    )
    assert (place, name) == ("3:1", "unknown-field")
    assert "Did you mean `area`?" in words
    assert value.deficiencies[0].action is None


def test_an_unknown_field_inside_a_list_is_found_at_its_own_place() -> None:
    text = INSPECTION + "deficiencies:\n  - item: Guard missing\n  - item: Cord frayed\n    actoin: ca-0007\n"
    value, [(place, name, words)] = read(TYPES["inspection"], text)
    assert (place, name) == ("6:5", "unknown-field")
    assert "Did you mean `action`? The fields here are: item, action." in words
    assert [each.item for each in value.deficiencies] == ["Guard missing", "Cord frayed"]


@pytest.mark.parametrize("field", ["str", "int", "bool", "what (detail)", "notes[1]", "[key]", "tuple[str, ...]"])
def test_an_unknown_field_may_be_called_like_something_in_the_program(field: str) -> None:
    value, [(place, name, words)] = read(TYPES["inspection"], f'{INSPECTION}"{field}": x\nitems_ok: 3\n')
    assert (place, name) == ("3:1", "unknown-field")
    assert f"`{field}` is not a field of an inspection" in words
    assert value.items_ok == 3


@pytest.mark.parametrize(
    ("model", "text", "field"),
    [
        (Policy, POLICY, "body"),
        (Policy, POLICY, "body_line"),
        (TYPES["incident"], "id: inc-0003\ndate: 2026-03-04\n", "class_"),
        (TYPES["incident"], "id: inc-0003\ndate: 2026-03-04\n", "TYPE"),
    ],
)
def test_a_name_that_only_the_program_uses_is_no_field_of_a_file(model: type[BaseModel], text: str, field: str) -> None:
    value, [(place, name, _)] = read(model, f"{text}{field}: near-miss\n")
    assert (place, name) == (f"{text.count(chr(10)) + 1}:1", "unknown-field")
    assert value is not None


def test_a_field_of_a_link_is_written_as_it_is_read_out() -> None:
    value, faults = read(TYPES["inspection"], INSPECTION + "links: [{to: ca-0007, as: raised}]\n")
    assert (faults, value.links[0].relation) == ([], "raised")
    value, faults = read(TYPES["inspection"], INSPECTION + "links: [{to: ca-0007, relation: raised}]\n")
    assert value is None
    assert [name for _, name, _ in faults] == ["field-missing", "unknown-field"]


def test_every_missing_field_is_named() -> None:
    value, faults = read(Policy, "kind: program\nstatus: draft\n", "a document")
    assert value is None
    assert [(place, name) for place, name, _ in faults] == [("1:1", "field-missing")] * 4
    assert [words.split("`")[1] for *_, words in faults] == ["id", "title", "area", "version"]
    assert "`id` is missing or empty; a document needs it. Add `id:` with its value." in faults[0][2]


def test_an_empty_field_counts_as_not_written_and_its_place_is_known() -> None:
    value, [(place, name, _)] = read(TYPES["inspection"], "id: insp-0042\ndate:\narea:\n")
    assert (value, place, name) == (None, "2:6", "field-missing")
    value, faults = read(TYPES["inspection"], INSPECTION + "area:\npeople:\nsite: ~\nnotes: null\n")
    assert faults == []
    assert (value.area, value.people, value.site, value.notes) == (None, (), None, None)


def test_a_missing_field_inside_a_list_stands_at_its_item() -> None:
    _, [(place, name, words)] = read(
        TYPES["flha"], "id: flha-0001\ndate: 2026-03-04\npeople:\n- person: P-006\n  role: foreman\n- person: P-011\n"
    )
    assert (place, name) == ("6:3", "field-missing")
    assert "`role` is missing or empty" in words


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("area: 42", 7, '`area` is 42; text is expected here. Write it in quotes: "42".'),
        ("area: true", 7, '`area` is true; text is expected here. Write it in quotes: "true".'),
        ("area: [a]", 7, '`area` is ["a"]; text is expected here.'),
        ("items_ok: many", 11, '`items_ok` is "many"; a whole number is expected here.'),
        ('items_ok: "31"', 11, '`items_ok` is "31"; a whole number is expected here. Write it without quotes: 31.'),
        ("items_ok: true", 11, "`items_ok` is true; a whole number is expected here."),
        ("items_ok: -1", 11, "`items_ok` is -1; it is at least 0."),
        ("inspectors: P-004", 13, '`inspectors` is "P-004"; a list is expected here: [one, two], or a line with `- `'),
        ("inspectors: [P-004, 5]", 21, 'An item of `inspectors` is 5; text is expected here. Write it in quotes: "5".'),
        ("inspectors: [null]", 14, "An item of `inspectors` is null; text is expected here."),
        ("deficiencies: [Guard missing]", 16, 'An item of `deficiencies` is "Guard missing"; fields are expected here'),
        ("kind: wekly", 7, '`kind` can\'t be "wekly"; it is one of site, weekly, management, vehicle or equipment. Did you mean weekly?'),
        ("confidentiality: secret", 18, '`confidentiality` can\'t be "secret"; it is one of public, posted, office or restricted.'),
        ("links: [{to: ca-0001, as: rised}]", 27, "Did you mean raised?"),
        (
            "signatures: [{person: P-004, date: 2026-02-30, method: typed}]",
            36,
            '`date` is "2026-02-30". 2026-02-30 is not in the calendar.',
        ),
        (
            "attachments: [{path: a.pdf, sha256: 0a1b, caption: Signed form}]",
            37,
            '`sha256` is "0a1b", which doesn\'t have the form expected (64 digits 0-9 a-f).',
        ),
        (
            f"attachments: [{{path: a.pdf, sha256: {'0' * 63}a, caption: F}}]",
            112,
            '`caption` is "F"; at least 3 letters are expected here.',
        ),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_shown_with_what_is_expected(line: str, column: int, words: str) -> None:
    value, [(place, name, found)] = read(TYPES["inspection"], f"{INSPECTION}{line}\n")
    assert value is None
    assert (place, name) == (f"3:{column}", "value-not-allowed")
    assert words in found


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("date: 20260304", "`date` is 20260304. A day is written YYYY-MM-DD, for example 2026-03-04."),
        ("date: 2026-02-30", "2026-02-30 is not in the calendar."),
        ("date: 4 March 2026", "A day is written YYYY-MM-DD"),
    ],
)
def test_a_day_that_is_none_says_how_one_is_written(line: str, words: str) -> None:
    value, [(place, name, found)] = read(TYPES["inspection"], f"id: insp-0042\n{line}\n")
    assert (value, place, name) == (None, "2:7", "value-not-allowed")
    assert words in found


@pytest.mark.parametrize("written", ['"2026-03-04T07:30:00"', "2026-03-04T00:00:00.000Z", "'2026-03-04 07:30'"])
def test_a_day_with_a_time_is_told_about_once_and_not_as_a_text_to_be_quoted(written: str) -> None:
    document = read_yaml(f"id: insp-0042\ndate: {written}\n", "here.yaml")
    _, faults = shape(TYPES["inspection"], document, document.value, "an inspection")
    assert [fault.name for fault in faults] == ["day-with-time"]
    assert "2026-03-04 if that was the day where you are" in faults[0].fix


@pytest.mark.parametrize(
    ("model", "text", "words"),
    [
        (TYPES["inspection"], "id: insp-42\ndate: 2026-03-04\n", '"insp-42", which doesn\'t have the form expected (like insp-0042)'),
        (Person, "id: 011\nname: Robin Kowalski\n".replace("011", '"011"'), "(like P-017)"),
        (Policy, POLICY.replace("PRG-07", "prg 7"), "(like POL-01)"),
        (Policy, POLICY + "language: english\n", "(a language like en or fr)"),
        (Policy, POLICY + "review_every: yearly\n", "A length of time is written like P12M"),
        (TYPES["flha"], 'id: flha-0001\ndate: 2026-03-04\nstarted_at: "7:30"\n', 'hours and minutes in quotes, "07:30"'),
        (TYPES["hours-worked"], "id: hrs-0001\ndate: 2026-03-31\nmonth: 2026-13\n", "(a month like 2026-03)"),
        (Site, "id: Main shop\nname: Main\nkind: shop\nhazard_class: high\n", "small letters, digits and dashes"),
    ],
)  # fmt: skip
def test_a_form_that_is_missed_is_shown_by_example_never_as_a_pattern(
    model: type[BaseModel], text: str, words: str
) -> None:
    value, [(_, name, found)] = read(model, text)
    assert (value, name) == (None, "value-not-allowed")
    assert words in found
    assert "^" not in found


def test_digits_of_other_scripts_are_no_digits_of_an_id() -> None:
    value, [(_, name, _)] = read(Person, "id: P-٠١١\nname: Robin Kowalski\n")
    assert (value, name) == (None, "value-not-allowed")


def test_obligations_are_held_against_each_other_in_words() -> None:
    both = "obligations:\n- {record: inspection, per: site, every: P1M, within: P5D}\n"
    _, [(place, _, words)] = read(Policy, POLICY + both)
    assert place == "8:3"
    assert "An obligation has `every` (a rhythm) or `within` (after an event), not both." in words
    _, [(_, _, words)] = read(Policy, POLICY + "obligations:\n- {record: inspection, per: site}\n")
    assert "`per: site` needs `every`, for example P1M." in words
    _, [(_, _, words)] = read(Policy, POLICY + "obligations:\n- {record: flha, per: crew-day, every: P1D}\n")
    assert "leave `every` out" in words


def test_a_fault_inside_a_free_mapping_stands_at_its_value() -> None:
    _, [(place, _, words)] = read(
        Policy, POLICY + "obligations:\n- {record: inspection, per: site, every: P1M, where: {kind: project}}\n"
    )
    assert place == "8:61"
    assert '`kind` is "project"; a list is expected here' in words


def test_all_faults_of_a_file_are_reported_at_once() -> None:
    value, faults = read(TYPES["inspection"], "id: 42\ndate: 2026-02-30\nkind: sight\nnonsense: 1\nitems_ok: none\n")
    assert value is None
    assert sorted((place, name) for place, name, _ in faults) == [
        ("1:5", "value-not-allowed"),
        ("2:7", "value-not-allowed"),
        ("3:7", "value-not-allowed"),
        ("4:1", "unknown-field"),
        ("5:11", "value-not-allowed"),
    ]


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", "42\n", "true\n"])
def test_a_file_that_holds_no_fields_is_told_so(text: str) -> None:
    value, [(place, name, words)] = read(TYPES["inspection"], text)
    assert (value, place, name) == (None, "1:1", "value-not-allowed")
    assert "should hold fields, `name: value`, to be an inspection" in words


def needed(model: type[BaseModel], text: str, what: str = "an inspection") -> dict[str, str]:
    document = read_yaml(text, "a.yaml")
    value, faults = shape(model, document, document.value, what)
    assert value is not None
    assert faults == []
    found = needed_but_empty(value, document, what)
    assert {each.name for each in found} <= {"detail-missing"}
    return {
        each.message.split("`")[1]: f"{each.place.line}:{each.place.column} {each.message} {each.fix}" for each in found
    }


def test_what_a_record_needs_and_lacks_is_named_field_by_field() -> None:
    found = needed(TYPES["inspection"], INSPECTION + "kind: site\nsite: shop\narea:\nitems_ok: 0\nitems_deficient: 0\n")
    assert sorted(found) == ["area", "inspectors", "recorded_by"]
    assert found["area"] == (
        "5:6 `area` is empty; an inspection proves nothing without it. Fill in `area`, or attach the signed scan."
    )
    assert found["inspectors"].startswith("1:1 ")


SCAN = f"attachments: [{{path: scan.pdf, sha256: {'0' * 63}a, caption: Signed form}}]\n"


def test_an_attached_scan_excuses_the_detail_but_not_the_site_it_happened_on() -> None:
    assert sorted(needed(TYPES["inspection"], INSPECTION + SCAN)) == ["site"]
    assert needed(TYPES["inspection"], INSPECTION + "site: shop\n" + SCAN) == {}
    assert sorted(needed(TYPES["flha"], "id: flha-0001\ndate: 2026-03-04\n" + SCAN)) == ["site"]


def test_the_inspection_of_a_vehicle_needs_no_site() -> None:
    assert needed(TYPES["inspection"], INSPECTION + "asset: A-001\n" + SCAN) == {}


def test_a_record_of_no_site_needs_none() -> None:
    assert needed(TYPES["training"], "id: trn-0001\ndate: 2026-03-04\n" + SCAN) == {}


def test_zero_and_false_are_answers_and_no_text_is_none() -> None:
    text = 'id: vis-0001\ndate: 2026-03-04\nsite: shop\nrecorded_by: P-008\nhost: P-010\nvisitors: 1\npurpose: ""\nescorted: false\n'
    assert sorted(needed(TYPES["visitor-log"], text, "a visitor log")) == ["purpose"]


def test_a_register_entry_that_lacks_something_is_called_incomplete() -> None:
    text = "id: shop\nname: Shop\nkind: shop\nhazard_class: high\ntravel_minutes: 0\n"
    found = needed(Site, text, "a site")
    assert found == {"address": "1:1 `address` is empty; a site is incomplete without it. Fill in `address`."}


def test_the_fields_of_a_file_are_named_as_they_are_written() -> None:
    assert "class" in field_names(TYPES["incident"], ())
    assert "class_" not in field_names(TYPES["incident"], ())
    assert "body" not in field_names(Policy, ())
    assert field_names(Person, ("employment", 0)) == ("from", "to", "position", "level", "site", "basis", "shift")
    assert field_names(Company, ("certificate",))[:5] == ("scheme", "number", "issued", "expires", "audit")
