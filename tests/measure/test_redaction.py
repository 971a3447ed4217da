"""Redacted copies hold what a level shows, a marker for the rest, and no comment."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.measure.level import at_level
from builder.measure.redaction import Redacted, find_value, marker, needs_redaction, read_data, redact
from builder.model.field import fact, level_of
from builder.model.level import Level
from builder.record_types import TYPES
from builder.render.forms.yaml_form import write_yaml
from tests.measure.small import read_text, snapshot_of

INSPECTION = "records/inspection/2026/insp-0001.yaml"
DOCUMENT = "policies/inspections.md"
SHA = "f0" * 32


def stored_pair(path: str, text: str, level: Level) -> tuple[Any, Any]:
    whole = snapshot_of({path: text})
    pair = []
    for snapshot in (whole, at_level(whole, level)):
        entries = (*snapshot.program.records, *snapshot.program.policies)
        pair.append(next(stored.value for stored in entries if stored.path == path))
    return pair[0], pair[1]


def copy_of(path: str, text: str, level: Level) -> Redacted:
    return redact(text, *stored_pair(path, text, level), level)


def attached(*levels: str) -> str:
    rows = [f"  - {{path: f{at}.png, sha256: {SHA}, caption: Form {at}{level}}}" for at, level in enumerate(levels)]
    return "\n".join(["attachments:", *rows, ""])


def test_posted_copy_of_a_record_has_its_index_and_markers() -> None:
    text = read_text(INSPECTION) + "notes: Bob Smith was off sick   # and so was Eve\n"
    copy = copy_of(INSPECTION, text, Level.POSTED)

    assert copy.data["id"] == "insp-0001"
    assert copy.data["site"] == "yard"
    assert copy.data["notes"] == copy.data["recorded_by"] == copy.data["inspectors"] == "[withheld: office]"
    assert ("/notes", "office", "Bob Smith was off sick") in [
        (each.pointer, each.level, each.value) for each in copy.hidden
    ]
    assert "Smith" not in repr(copy.data)
    assert "Eve" not in repr(copy)


def test_office_reads_a_record_as_it_is_with_its_comments() -> None:
    text = read_text(INSPECTION) + "notes: All well   # typed on Friday\n"

    assert not needs_redaction(text, *stored_pair(INSPECTION, text, Level.OFFICE), Level.OFFICE)
    assert needs_redaction(text, *stored_pair(INSPECTION, text, Level.POSTED), Level.POSTED)


def test_of_files_only_those_nobody_decided_on_are_withheld_from_the_office() -> None:
    text = read_text(INSPECTION) + attached(", level: office", "", ", level: posted")
    copy = copy_of(INSPECTION, text, Level.OFFICE)

    assert needs_redaction(text, *stored_pair(INSPECTION, text, Level.OFFICE), Level.OFFICE)
    assert [each.pointer for each in copy.hidden] == ["/attachments/1"]
    assert copy.hidden[0].level == "level not set"
    assert [each["path"] if isinstance(each, dict) else each for each in copy.data["attachments"]] == [
        "f0.png",
        "[withheld: level not set]",
        "f2.png",
    ]


def test_restricted_file_says_so_in_its_marker() -> None:
    copy = copy_of(INSPECTION, read_text(INSPECTION) + attached(", level: restricted", ", level: office"), Level.OFFICE)

    assert copy.data["attachments"][0] == marker("restricted")


def test_document_keeps_its_text_and_loses_comments_and_people() -> None:
    text = read_text(DOCUMENT).replace("status:", "# Bob objected\nstatus:", 1)
    text += "\nAsk P-002 for the form. <!-- Bob again -->\n"
    copy = copy_of(DOCUMENT, text, Level.POSTED)

    assert copy.body is not None
    assert "Ask [withheld: office] for the form." in copy.body
    assert copy.data["owner"] == copy.data["approved_by"] == marker("office")
    assert copy.data["title"] == read_data(text)["title"]
    assert "Bob" not in copy.body + repr(copy.data)


@pytest.mark.parametrize("comment", ["[//]: # (Bob objected)", "[comment]: <> (Bob objected)", "[_]: Bob"])
def test_what_people_write_as_a_comment_in_markdown_goes_too(comment: str) -> None:
    copy = copy_of(
        DOCUMENT, read_text(DOCUMENT) + f"\nBefore.\n{comment}\nAfter [a link].\n\n[a link]: b.md\n", Level.POSTED
    )

    assert copy.body is not None
    assert copy.body.endswith("\nBefore.\n\nAfter [a link].\n\n[a link]: b.md\n")


def test_a_field_that_no_type_declares_goes_with_its_name() -> None:
    text = read_text(INSPECTION)
    copy = redact(text + "bob_was_drunk: true\n", *stored_pair(INSPECTION, text, Level.POSTED), Level.POSTED)

    assert "bob" not in repr((copy.data, copy.hidden))


def test_order_of_the_fields_in_the_file_says_nothing() -> None:
    text = read_text(INSPECTION)
    turned = "\n".join(reversed([line for line in text.split("\n") if line and not line.startswith("#")])) + "\n"

    assert list(copy_of(INSPECTION, turned, Level.POSTED).data) == list(copy_of(INSPECTION, text, Level.POSTED).data)


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="'"), min_size=6).map(str.strip))
def test_whatever_stands_in_the_notes_is_found_again_at_its_pointer_and_nowhere_else(words: str) -> None:
    notes = f"Note {words}"
    text = read_text(INSPECTION) + f"notes: '{notes}'\n"
    copy = copy_of(INSPECTION, text, Level.POSTED)
    (hidden,) = [each for each in copy.hidden if each.pointer == "/notes"]

    assert hidden.value == find_value(read_data(text), "/notes") == notes
    assert notes not in repr(copy.data)


def test_pointer_to_nothing_is_told() -> None:
    data = {"a/b": [{"c~d": 1}]}

    assert find_value(data, "/a~1b/0/c~0d") == 1
    for pointer in ("/a", "/a~1b/1", "/a~1b/x", "/a~1b/0/c~0d/e"):
        try:
            find_value(data, pointer)
        except KeyError:
            continue
        raise AssertionError(pointer)


@pytest.mark.parametrize("name", sorted(TYPES))
def test_of_every_type_only_fields_that_may_be_posted_stay_in_a_public_copy(name: str) -> None:
    kind = TYPES[name]
    id = f"{kind.PREFIX}-0909"
    path = f"records/{name}/2026/{id}.yaml"
    text = write_yaml(
        {"id": id, "date": date(2026, 5, 4), "site": "yard", "recorded_by": "P-002", "notes": "Bob", **kind.EXAMPLE}
    )
    copy = copy_of(path, text, Level.POSTED)
    names = {info.alias or field: info for field, info in kind.model_fields.items()}

    assert "Bob" not in repr(copy.data)
    assert not re.search(r"P-\d{3}", repr(copy.data))
    for key, value in copy.data.items():
        is_posted = Level.POSTED.shows(level_of(names[key])) and fact(names[key], "refers") != "person"
        assert is_posted or value in (None, "", []) or str(value).startswith("[withheld") or _all_withheld(value), key
    assert {each.pointer.split("/")[1] for each in copy.hidden} >= {"recorded_by", "notes"}


def _all_withheld(value: Any) -> bool:
    """Whether nothing but markers and empty values is left of a part that a record must have."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    if inner is None:
        return value in (None, "") or str(value).startswith("[withheld")
    return all(map(_all_withheld, inner))
