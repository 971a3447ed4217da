"""The form in which files are kept: what it changes, and that it never changes what the strict reader reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.policy import KIND_TITLES
from builder.model.record import Record
from builder.model.register import Asset, Contractor, Person, Position, Site
from builder.read.yaml_text import read_yaml
from builder.record_types import TYPES
from builder.render.forms.blank import blank_entry, blank_policy, blank_record
from builder.render.forms.yaml_form import write_yaml
from builder.write.canonical import format_file
from builder.write.plain_data import is_same

TOP = Path(__file__).parents[2]
PATH = "records/inspection/2026/insp-0042.yaml"


def formatted(text: str, path: str = PATH) -> str:
    """The text in canonical form; the same data before and after, and twice is once."""
    result = format_file(path, text)
    assert format_file(path, result) == result
    assert is_same(
        read_yaml(result, "?").value, read_yaml(text.replace("\r\n", "\n").removeprefix("\ufeff"), "?").value
    )
    return result


def test_what_another_program_would_change_is_put_in_quotes_and_a_day_has_none() -> None:
    text = "id: insp-0042\ndate: '2026-06-10'\narea: 0142   # bay\nnotes: 7:30\nitems_ok: 20\n"
    assert formatted(text) == ('id: insp-0042\ndate: 2026-06-10\nnotes: "7:30"\narea: "0142"   # bay\nitems_ok: 20\n')


def test_what_may_be_a_number_a_day_or_a_yes_is_left_to_a_person() -> None:
    text = "id: insp-0042\ndate: 2026-06-10T00:00:00.000Z\nitems_ok: 020\nitems_deficient: 1_0\n"
    assert formatted(text) == text
    assert formatted("name: Ridge\ndemonstration: yes\n", "records/company.yaml").endswith("demonstration: yes\n")


def test_fields_come_back_into_order_with_their_comments() -> None:
    text = """\
# Made by an editor on the web.
date: 2026-06-10
items_ok: 3   # of four

# where it was
site: yard
signatures:
  - method: electronic   # by phone
    person: P-002
    # on the day
    date: 2026-06-10
#  - {person: P-003}
id: insp-0042
people: [{role: crew, person: P-004}]
"""
    assert (
        formatted(text)
        == """\
# Made by an editor on the web.
id: insp-0042
date: 2026-06-10

# where it was
site: yard
people: [{person: P-004, role: crew}]
signatures:
  - person: P-002
    # on the day
    date: 2026-06-10
    method: electronic   # by phone
#  - {person: P-003}
items_ok: 3   # of four
"""
    )


def test_line_ends_the_mark_of_windows_and_spaces_at_ends_go_but_not_within_a_text() -> None:
    text = "\ufeffid: insp-0042  \r\ndate: 2026-06-10\r\nnotes: |\r\n  two spaces  \r\n  follow\r\narea: Yard"
    assert formatted(text) == "id: insp-0042\ndate: 2026-06-10\nnotes: |\n  two spaces  \n  follow\narea: Yard\n"


def test_a_document_keeps_its_body() -> None:
    body = "\n## What  \n\nA line that ends in two spaces  \nis broken there.\n"
    text = f"---\ntitle: Lifts\nid: SWP-03\nlast_reviewed: '2026-01-01'\n---\n{body}"
    assert format_file("policies/lifts.md", text) == (
        f"---\nid: SWP-03\ntitle: Lifts\nlast_reviewed: 2026-01-01\n---\n{body}"
    )


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (PATH, "id: [insp\n"),
        (PATH, "id: insp-0042\nid: insp-0043\n"),
        (PATH, "a: &x 1\nb: *x\n"),
        (PATH, "? id\n: insp-0042\n"),
        (PATH, ""),
        (PATH, "# only a comment\n"),
        (PATH, "a: " + "[" * 5000 + "]" * 5000 + "\n"),
        ("records/inspection/2026/photo.jpg", "x \r\n"),
        ("mkdocs.yml", "b: 007 \r\na: 1"),
        ("elsewhere/x.yaml", "b: 007"),
    ],
)
def test_what_cannot_be_read_or_is_not_ours_stays_as_it_is(path: str, text: str) -> None:
    assert format_file(path, text) == text


@pytest.mark.parametrize("model", TYPES.values(), ids=list(TYPES))
def test_what_muster_writes_is_in_its_form_already(model: type[Record]) -> None:
    path = f"records/{model.TYPE}/2026/{model.PREFIX}-0001.yaml"
    blank = blank_record(model, f"{model.PREFIX}-0001", date(2026, 6, 10), {})
    assert format_file(path, blank) == blank
    common = {"id": f"{model.PREFIX}-0001", "date": date(2026, 6, 10), "recorded_by": "P-002"}
    written = write_yaml(common | model.EXAMPLE)
    assert is_same(read_yaml(format_file(path, written), "?").value, read_yaml(written, "?").value)
    assert written.splitlines()[0] == format_file(path, written).splitlines()[0]


def test_new_entries_and_documents_are_in_form_already() -> None:
    entries: Mapping[str, tuple[type[Any], str]] = {
        "people": (Person, "P-001"),
        "sites": (Site, "yard"),
        "positions": (Position, "welder"),
        "assets": (Asset, "A-001"),
        "contractors": (Contractor, "C-01"),
    }
    for folder, (model, id) in entries.items():
        text = blank_entry(model, id, {"name": "007", "title": "007"})
        assert format_file(f"records/{folder}/{id}.yaml", text) == text
    for kind in KIND_TITLES:
        text = blank_policy("PRG-01", "Lifts", kind, "leadership", date(2026, 6, 10))
        assert format_file("policies/lifts.md", text) == text


def test_the_sample_is_in_form_already() -> None:
    """A file of each type and register, and every document; `muster fix --format --check` looks at all."""
    folders = sorted({path.parent for path in (TOP / "records").rglob("*.yaml")})
    files = [max(folder.glob("*.yaml")) for folder in folders]
    files += [
        *(TOP / "records").glob("*.yaml"),
        *(TOP / "records" / "sites").glob("*.yaml"),
        *(TOP / "policies").glob("*.md"),
    ]
    assert len(files) > 150
    for file in files:
        path, text = file.relative_to(TOP).as_posix(), file.read_bytes().decode()
        assert format_file(path, text) == text, path


NAMES = st.sampled_from(["id", "date", "site", "area", "people", "items_ok", "notes", "signatures", "links", "what"])
WORDS = st.sampled_from(
    [
        "007",
        "yes",
        "'2026-06-10'",
        "2026-06-10",
        "1.10",
        "a  ",
        "|\n    x  \n    y\n",
        ">-\n    x\n\n    y",
        '"q"',
        "",
        "[b, 08]",
        *[
            "{role: x, person: 0815}",
            "\n  - {role: 010, person: P-001}  # c\n  # d\n  - person: no",
            "text\n   goes on  ",
        ],
    ]
)
COMMENTS = st.sampled_from(["", "   # why", "\n# below\n", "\n#  - {example: 1}\n", "\n    # deeper", "  "])


@settings(max_examples=150)
@given(st.lists(st.tuples(NAMES, WORDS, COMMENTS), max_size=7), st.booleans())
def test_the_data_and_every_comment_stay(fields: list[tuple[str, str, str]], is_windows: bool) -> None:
    text = "# head\n" + "\n".join(f"{name}: {value}{comment}" for name, value, comment in fields)
    if read_yaml(text, "?").value is None:
        return
    result = formatted(text.replace("\n", "\r\n") if is_windows else text)
    assert sorted(each for each in result if each == "#") == sorted(each for each in text if each == "#")
    assert result.startswith("# head\n")


def test_a_line_of_spaces_without_end_costs_nothing() -> None:
    began = process_time()
    assert formatted(f"id: insp-0001\narea:{' ' * 200_000}gate\n").endswith("gate\n")
    assert process_time() - began < 5
