"""What a revision says of itself is read from bytes that anybody may have written."""

from __future__ import annotations

import json
from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.model.history import Content
from builder.read.git.past.content import MAX_CONTENT, ContentKind, kind_of, read_content
from builder.read.git.past.packed_lives import open_content, pack_content
from builder.read.yaml_text import read_yaml

RECORD = b"""id: insp-0003
date: 2026-06-10
notes: |
  id: insp-9999
  date: 2020-01-01
kind: {id: insp-8888, date: 2020-01-01}
signatures:
  - {person: P-002, date: 2026-06-12, method: electronic}
  - person: P-003
    date: 2026-06-11
    more: [{date: 2020-01-01}, date, 2020-01-02]
  - [date, 2020-01-01]
"""

POLICY = b"""---
id: HS-0012
version: 3
status: approved
approved_by: P-001
approved_on: 2026-02-01
effective: "2026-03-01"
---
# Text
"""


def record(data: bytes) -> Content:
    found = read_content(data, ContentKind.RECORD)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("records/inspection/2026/insp-0003.yaml", ContentKind.RECORD),
        ("records/people/P-002.yaml", ContentKind.REGISTER),
        ("policies/a.md", ContentKind.POLICY),
        ("policies/procedures/a.MD", ContentKind.POLICY),
        ("records/company.yaml", ContentKind.NONE),
        ("records/inspection/2026/insp-0003.pdf", ContentKind.NONE),
        ("content/index.md", ContentKind.NONE),
        ("records", ContentKind.NONE),
        ("elsewhere/records/inspection/2026/insp-0003.yaml", ContentKind.NONE),
    ],
)
def test_where_a_file_stands_says_what_it_can_say_of_itself(path: str, kind: ContentKind) -> None:
    assert kind_of(path) is kind


def test_a_record_says_its_id_its_day_and_when_it_was_signed() -> None:
    found = record(RECORD)
    assert (found.id, found.day, found.problem) == ("insp-0003", date(2026, 6, 10), "")
    assert found.signed_on == (date(2026, 6, 11), date(2026, 6, 12))


def test_a_document_says_its_version_and_a_digest_of_its_text() -> None:
    found = read_content(POLICY, ContentKind.POLICY)
    other = read_content(POLICY.replace(b"version: 3", b"version: 4"), ContentKind.POLICY)
    text = read_content(POLICY.replace(b"# Text", b"# Taxt"), ContentKind.POLICY)
    assert found is not None
    assert other is not None
    assert text is not None
    assert (found.id, found.version, found.status, found.approved_by) == ("HS-0012", 3, "approved", "P-001")
    assert (found.approved_on, found.effective) == (date(2026, 2, 1), date(2026, 3, 1))
    assert (other.version, other.text) == (4, found.text)
    assert text.text != found.text


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"[" * 100_000, id="deeply nested"),
        pytest.param(b"id: insp-1\nx: " + b"[" * 50_000 + b"]" * 50_000, id="deeply nested and closed"),
        pytest.param(b"id: insp-1\na: &a [x]\nb: &b [*a, *a]\nc: [*b, *b, *b]\nid: *a\n", id="aliases"),
        pytest.param(b"id: insp-1\ndate: 2026-01-05\n x: [", id="broken at the end"),
        pytest.param(b"id: insp-1\n---\nid: insp-2\n", id="two documents"),
        pytest.param(b"id: \xff\n", id="not UTF-8"),
        pytest.param(b"id: insp-1\nx: \x07\n", id="a control character"),
        pytest.param(b"\0i\0d", id="UTF-16"),
        pytest.param(b"x" * (MAX_CONTENT + 1), id="too large"),
        pytest.param(b"- id: insp-1\n", id="a list"),
        pytest.param(b"[id, insp-1]", id="a list in brackets"),
        pytest.param(b"? [id, insp-1]\n: date\n", id="a list for a name"),
        pytest.param(b"id: [insp-1]\nid: insp-2\n", id="no text, and again"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"!!python/object:os.system x", id="a tag"),
        pytest.param(b"id: insp\xe2\x80\xae1\n", id="a direction of writing"),
        pytest.param(b"id: " + b"x" * 300, id="a long id"),
    ],
)
def test_what_cant_be_read_has_no_id_and_no_day(data: bytes) -> None:
    found = record(data)
    if b"*a" in data:
        # Odd, and yet plain about its id.
        assert found.id == "insp-1"
    else:
        assert (found.id, found.day, found.signed_on) == ("", None, ())


def test_of_a_field_that_stands_twice_the_first_counts_as_in_the_program_itself() -> None:
    data = b"id: insp-1\nid: insp-2\ndate: 2026-01-05\ndate: 2025-01-05\n"
    assert (record(data).id, record(data).day) == ("insp-1", date(2026, 1, 5))
    assert read_yaml(data.decode(), "x").value == {"id": "insp-1", "date": "2026-01-05"}


@given(
    st.dictionaries(
        st.sampled_from(["id", "date", "site", "notes"]),
        st.sampled_from(["insp-0003", "2026-01-05", "id: x", "- a", "a\nid: b", "'", "#", "yes", "{id: x}"]),
    ),
    st.lists(st.sampled_from(["2026-01-05", "2026-01-06"]), max_size=3),
)
def test_it_says_what_a_yaml_reader_reads(fields: dict[str, str], days: list[str]) -> None:
    data = yaml.safe_dump({**fields, "signatures": [{"person": "P-002", "date": day} for day in days]}).encode()
    found = record(data)
    if found.problem:
        return
    expected = fields.get("id", "")
    assert found.id == (expected if expected.isprintable() else "")
    assert found.signed_on == tuple(sorted(map(date.fromisoformat, days)))


@given(st.binary(max_size=200), st.sampled_from(ContentKind))
def test_no_bytes_raise(data: bytes, kind: ContentKind) -> None:
    read_content(data, kind)


@pytest.mark.parametrize("data", [RECORD, POLICY, b"", b"id: x\n", b"\xff"])
@pytest.mark.parametrize("kind", ContentKind)
def test_what_is_kept_of_it_is_all_of_it(data: bytes, kind: ContentKind) -> None:
    found = read_content(data, kind)
    kept = json.loads(pack_content(found))
    assert (None if kept is None else open_content(kept)) == found
