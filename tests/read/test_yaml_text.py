"""Strict YAML: exact places, no surprises, and nothing that a file can do to the reader."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.model.place import Place
from builder.read.yaml_text import MAX_ALIASES, MAX_DEPTH, Document, needs_quotes, read_yaml

ANY_TEXT = st.text(st.characters(codec=None, categories=None) | st.sampled_from(list(" \n\t\r:-#[]{},&*!|>'\"%@`?~=")))


def faults(document: Document) -> list[tuple[str, str]]:
    return [(str(fault.place), fault.name) for fault in document.faults]


def test_every_value_and_every_key_knows_its_line_and_column() -> None:
    text = 'id: insp-0042\ndate: 2026-03-04\npeople:\n  - {person: P-011, role: crew}\n  - person: P-006\n    role: "foreman"\n'
    document = read_yaml(text, "records/a.yaml")
    assert document.faults == ()
    assert document.value == {
        "id": "insp-0042",
        "date": "2026-03-04",
        "people": [{"person": "P-011", "role": "crew"}, {"person": "P-006", "role": "foreman"}],
    }
    assert {path: f"{place.line}:{place.column}" for path, place in document.places.items()} == {
        (): "1:1",
        ("id",): "1:5",
        ("date",): "2:7",
        ("people",): "4:3",
        ("people", 0): "4:5",
        ("people", 0, "person"): "4:14",
        ("people", 0, "role"): "4:27",
        ("people", 1): "5:5",
        ("people", 1, "person"): "5:13",
        ("people", 1, "role"): "6:11",
    }
    assert document.key_places[("people", 1, "role")] == Place("records/a.yaml", 6, 5)


def test_places_inside_front_matter_are_lines_of_the_whole_file() -> None:
    document = read_yaml("id: POL-01\nversion: 1.10\n", "policies/a.md", first_line=2)
    assert document.places[("id",)] == Place("policies/a.md", 2, 5)
    assert faults(document) == [("policies/a.md:3:10", "number-like-text")]


def test_columns_count_characters_not_bytes() -> None:
    document = read_yaml("{Zoë 🦺 Tremblay: 1.10}\n", "a.yaml")
    assert faults(document) == [("a.yaml:1:18", "number-like-text")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("42", 42),
        ("-7", -7),
        ("P-011", "P-011"),
        ("2026-03-04", "2026-03-04"),
        ("2026-02-30", "2026-02-30"),
        ("2026-W19", "2026-W19"),
        ("403-555-0130", "403-555-0130"),
        ("1,000", "1,000"),
        ("12 m", "12 m"),
        ("v1.10", "v1.10"),
        ("yes please", "yes please"),
        ("not", "not"),
        ("ons", "ons"),
        ("e3", "e3"),
        ("'yes'", "yes"),
        ('"1.10"', "1.10"),
        ('"42"', "42"),
        ('""', ""),
        ("'null'", "null"),
        ("|\n  07:30\n", "07:30\n"),
        (">\n  1.10\n", "1.10\n"),
    ],
)
def test_only_true_false_null_and_plain_integers_are_more_than_text(text: str, value: object) -> None:
    document = read_yaml(f"field: {text}\n", "a.yaml")
    assert document.faults == ()
    assert document.value == {"field": value}
    assert type(document.value["field"]) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1.10",
            ".5",
            "1.",
            "-0.5",
            "1e3",
            "1E-3",
            "1.5e+3",
            "6.",
            "0142",
            "007",
            "+5",
            "-0",
            "1_000",
            "0x1F",
            "0o17",
        ),
        *("0b11", "12345678901234567890", ".inf", "-.inf", ".NaN", "7:30", "07:30", "14:20", "190:20:30", "1:30.5"),
        *("y", "Y", "n", "N", "yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF"),
        *("True", "TRUE", "False", "FALSE", "Null", "NULL", "=", "<<"),
        *("2026-03-04T10:00:00Z", "2026-03-04 10:00", "2026-3-4T1:00", "2026-03-04t10:00:00-06:00"),
    ],
)
def test_text_that_other_readers_would_change_must_be_quoted(text: str) -> None:
    document = read_yaml(f"field: {text}\n", "a.yaml")
    assert faults(document) == [("a.yaml:1:8", "number-like-text")]
    assert text in document.faults[0].message
    assert f'"{text}"' in document.faults[0].fix
    assert document.value == {"field": text}
    quoted = read_yaml(f'field: "{text}"\n', "a.yaml")
    assert quoted.faults == ()
    assert quoted.value == {"field": text}


@given(
    st.text(
        st.characters(categories=(), include_characters="0123456789.:+-_eExXoObBaAfFyYnNtTlLuUsSrR~=<"), max_size=12
    )
)
def test_plain_text_that_passes_is_text_for_the_usual_yaml_reader_too(text: str) -> None:
    document = read_yaml(f"- {text}", "a.yaml")
    if document.faults or not isinstance(document.value, list) or not isinstance(document.value[0], str):
        return
    if len(document.value[0]) == 10 and document.value[0].count("-") == 2:
        return  # a plain day: text for YAML 1.2 and every editor, a date for YAML 1.1
    assert yaml.safe_load(f"- {text}") == document.value


def test_a_key_written_twice_is_a_fault_at_the_second_and_the_first_counts() -> None:
    document = read_yaml("site: shop\nnotes: a\nsite: northgate\n", "a.yaml")
    assert faults(document) == [("a.yaml:3:1", "duplicate-key")]
    assert "`site`" in document.faults[0].message
    assert document.value == {"site": "shop", "notes": "a"}


def test_a_key_written_twice_deep_inside_is_found_too() -> None:
    document = read_yaml("people:\n- {person: P-011, role: crew, person: P-012}\n", "a.yaml")
    assert faults(document) == [("a.yaml:2:31", "duplicate-key")]


def test_a_tag_runs_nothing_and_is_a_fault(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    document = read_yaml(f'notes: !!python/object/apply:os.system ["touch {mark}"]\n', "a.yaml")
    assert faults(document) == [("a.yaml:1:8", "not-yaml")]
    assert "is a YAML tag" in document.faults[0].message
    assert not mark.exists()


@pytest.mark.parametrize(
    "text", ["!!int '3'", "!!float 1", "!!binary aGk=", "!!timestamp 2026-03-04", "!secret x", "!!set {a}"]
)
def test_no_tag_is_let_through(text: str) -> None:
    assert ("a.yaml:1:8", "not-yaml") in faults(read_yaml(f"field: {text}\n", "a.yaml"))


def test_an_anchor_that_is_used_a_few_times_is_written_out() -> None:
    document = read_yaml("day: &day 2026-03-04\nothers: [*day, *day]\n", "a.yaml")
    assert document.faults == ()
    assert document.value == {"day": "2026-03-04", "others": ["2026-03-04", "2026-03-04"]}


def test_many_references_are_refused_at_the_first_too_many() -> None:
    text = "a: &a x\n" + "".join(f"b{number}: *a\n" for number in range(1, MAX_ALIASES + 2))
    document = read_yaml(text, "a.yaml")
    assert faults(document) == [(f"a.yaml:{MAX_ALIASES + 2}:6", "too-many-aliases")]
    assert document.value is None


def test_a_few_references_that_multiply_are_refused_before_they_fill_the_memory() -> None:
    # 48 references in 16 levels would be 43 million values.
    levels = "".join(f"a{level + 1}: &a{level + 1} [*a{level}, *a{level}, *a{level}]\n" for level in range(16))
    document = read_yaml(f"a0: &a0 text\n{levels}", "a.yaml")
    assert [fault.name for fault in document.faults] == ["too-many-aliases"]
    assert document.value is None
    assert len(document.places) < 10_000


def test_an_anchor_that_holds_itself_ends() -> None:
    document = read_yaml("a: &a\n  b: *a\n", "a.yaml")
    assert [fault.name for fault in document.faults] == ["not-yaml"]
    assert document.value is None


def test_a_reference_to_nothing_says_how_to_write_a_star() -> None:
    document = read_yaml("notes: *important\n", "a.yaml")
    assert faults(document) == [("a.yaml:1:8", "not-yaml")]
    assert "anchor" in document.faults[0].message
    assert "quote a text that begins with `*`" in document.faults[0].fix


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[a: "])
def test_two_hundred_thousand_levels_neither_crash_nor_hang_the_interpreter(opening: str) -> None:
    # In a process of its own: the C parser's recursion would take this one down.
    program = (
        "from builder.read.yaml_text import read_yaml\n"
        f"document = read_yaml({opening!r} * 200_000, 'a.yaml')\n"
        "print(document.value, document.faults[0].name, document.faults[0].message)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"None not-yaml Values are nested more than {MAX_DEPTH} deep here.\n"


def test_many_levels_by_indent_are_refused_where_it_gets_too_deep() -> None:
    text = "".join(" " * level + "a:\n" for level in range(1000))
    document = read_yaml(text, "a.yaml")
    assert [fault.message for fault in document.faults] == [f"Values are nested more than {MAX_DEPTH} deep here."]
    assert document.faults[0].place.line == MAX_DEPTH + 2


@pytest.mark.parametrize("padding", ["", "# " + "x" * 1000 + "\n"])
def test_the_deepest_text_that_is_read_is_the_same_whether_it_was_measured_before_or_not(padding: str) -> None:
    just = read_yaml(f"{padding}{'[' * (MAX_DEPTH + 1)}{']' * (MAX_DEPTH + 1)}", "a.yaml")
    over = read_yaml(f"{padding}{'[' * (MAX_DEPTH + 2)}{']' * (MAX_DEPTH + 2)}", "a.yaml")
    assert just.faults == ()
    assert [fault.place.column for fault in over.faults] == [MAX_DEPTH + 2]


@pytest.mark.parametrize(
    "code", [0x00, 0x07, 0x08, 0x0B, 0x0C, 0x1B, 0x7F, 0x85, 0x93, 0x2028, 0x2029, 0xD800, 0xFFFE, 0xFFFF]
)
def test_a_character_that_is_not_text_is_refused_at_its_place(code: int) -> None:
    document = read_yaml(f"site: shop\nnotes: lift{chr(code)}plan\n", "a.yaml")
    assert faults(document) == [("a.yaml:2:12", "not-yaml")]
    assert f"U+{code:04X}" in document.faults[0].message
    assert document.value is None


def test_the_mark_that_windows_puts_at_the_start_of_a_file_is_no_part_of_the_first_key() -> None:
    assert read_yaml("\ufeffid: a\n", "a.yaml").value == {"id": "a"}


def test_line_ends_of_windows_are_no_part_of_a_value() -> None:
    document = read_yaml("id: a\r\ndate: 2026-03-04\r\nnotes: 1.10\r\n", "a.yaml")
    assert document.value == {"id": "a", "date": "2026-03-04", "notes": "1.10"}
    assert faults(document) == [("a.yaml:3:8", "number-like-text")]


def test_a_tab_as_indent_is_named_with_its_line_and_what_to_look_for() -> None:
    document = read_yaml("emergency:\n\thospital: Red Deer\n", "a.yaml")
    assert faults(document) == [("a.yaml:2:1", "not-yaml")]
    assert "never with a tab" in document.faults[0].fix
    assert document.value is None


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("id: a\nnotes: {a: b\n", "a.yaml:2:8", "The bracket that is opened here is not closed"),
        ("id: a\nnotes: [b, c\nd: e\n", "a.yaml:2:8", "The bracket that is opened here is not closed"),
        ("id: a\nnotes: [\n", "a.yaml:3:1", "a bracket that is opened before is not closed"),
        ("id: a\nnotes: [b, , c]\n", "a.yaml:2:12", "A value is missing here"),
        ('id: a\nnotes: "open\nd: e\n', "a.yaml:2:8", "The quote that is opened here is not closed"),
        ("notes: 'it's here'\n", "a.yaml:1:12", "a quote or bracket ended too early"),
        ("id: a\nnotes: Note: the lift\n", "a.yaml:2:12", "a second `: ` in this line"),
        ("id: a\n  date: b\n", "a.yaml:2:7", "the indent doesn't line up"),
        ("a:\n    b: c\n  d: e\n", "a.yaml:3:3", "the indent doesn't line up"),
        ("id: a\nnotes: @home\n", "a.yaml:2:8", "can begin with this character"),
        ("id: a\nnotes: , and so on\n", "a.yaml:2:8", "can't begin with this character"),
        ("notes: *\n", "a.yaml:1:8", "can't begin with `*`"),
        ("notes: & more\n", "a.yaml:1:8", "can't begin with `&`"),
        ('notes: "C:\\dir"\n', "a.yaml:1:11", "A backslash inside"),
        ("id: a\n\tdate: b\n", "a.yaml:2:1", "indented with a tab"),
        ("id: a\nnotes\ndate: b\n", "a.yaml:2:1", "no colon"),
        ("- a\nb: c\n", "a.yaml:2:1", "among the lines of a list"),
        ("people: - P-011\n", "a.yaml:1:9", "A list can't begin on the line of its field"),
        ("%FOO\na: b\n", "a.yaml:1:5", "This isn't readable as YAML"),
    ],
)
def test_a_mistake_in_the_writing_is_one_fault_in_plain_words_where_one_should_look(
    text: str, place: str, words: str
) -> None:
    document = read_yaml(text, "a.yaml")
    assert faults(document) == [(place, "not-yaml")]
    assert document.value is None
    assert words in document.faults[0].message
    assert document.faults[0].fix


def test_two_documents_in_one_file_are_one_too_many() -> None:
    document = read_yaml("id: a\n---\nid: b\n", "a.yaml")
    assert faults(document) == [("a.yaml:2:1", "not-yaml")]
    assert document.value is None


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "---\n...\n", "null\n", "~"])
def test_a_text_without_content_is_nothing_and_no_fault(text: str) -> None:
    document = read_yaml(text, "a.yaml")
    assert document.value is None
    assert document.faults == ()


def test_a_key_that_is_not_plain_text_is_a_fault_and_costs_only_itself() -> None:
    document = read_yaml("? [a, b]\n: c\nid: d\n", "a.yaml")
    assert faults(document) == [("a.yaml:1:3", "not-yaml")]
    assert document.value == {"id": "d"}


def test_a_merge_key_merges_nothing() -> None:
    assert read_yaml("base: &base {a: 1}\nother:\n  <<: *base\n", "a.yaml").value["other"] == {"<<": {"a": 1}}


def test_several_faults_are_all_reported() -> None:
    document = read_yaml("a: 1.10\nb: yes\nb: 7:30\nc: !x z\n", "a.yaml")
    assert faults(document) == [
        ("a.yaml:1:4", "number-like-text"),
        ("a.yaml:2:4", "number-like-text"),
        ("a.yaml:3:1", "duplicate-key"),
        ("a.yaml:4:4", "not-yaml"),
    ]


@given(ANY_TEXT)
def test_no_text_makes_the_reader_raise(text: str) -> None:
    document = read_yaml(text, "a.yaml")
    lines = text.count("\n") + text.count("\r") + 2
    assert all(
        1 <= fault.place.line <= lines and fault.message and fault.place.column >= 1 for fault in document.faults
    )


@given(st.text(max_size=20))
def test_what_needs_no_quotes_can_stand_without_them(text: str) -> None:
    # The writer relies on it for text that YAML itself would let stand plain.
    if yaml.dump({"a": text}, allow_unicode=True, width=1000) == f"a: {text}\n" and not needs_quotes(text):
        document = read_yaml(f"a: {text}\n", "a.yaml")
        assert (document.value, document.faults) == ({"a": text}, ())
