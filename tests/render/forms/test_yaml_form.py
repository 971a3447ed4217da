"""What is written as YAML is read back unchanged, by the strict reader and by the usual one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.read.yaml_text import read_yaml
from builder.render.forms.yaml_form import write_yaml

AWKWARD = st.sampled_from(
    [
        *(
            "",
            "=",
            "y",
            "no",
            "On",
            "true",
            "null",
            "~",
            "1e3",
            "0x1F",
            "0142",
            "1.10",
            "7:30",
            "42",
            "-1",
            "1_000",
            "<<",
        ),
        *(
            " leading",
            "trailing ",
            "\ttab",
            "a: b",
            "# not a comment",
            "a #b",
            "- item",
            "? key",
            "* star",
            "& and",
            "! tag",
        ),
        *(
            "'single'",
            '"double"',
            "{a: b}",
            "[a]",
            "@home",
            "`code`",
            "%",
            "|",
            ">",
            "---",
            "...",
            "2026-03-04",
            "2026-03-04 10:00",
        ),
        *(
            "two\nlines",
            "two\n\nlines\n",
            "\n",
            "\nleading break",
            "  indented\nblock",
            "ends \nwith space ",
            "a\r\nb",
            "tab\tin\nit",
        ),
        *(
            "🦺 vest",
            "Zoë Tremblay",
            "ਪੰਜਾਬੀ",
            "zero\u200bwidth",
            "line\u2028mark",
            "next\x85line",
            "nul\x00",
            "\ufeffmark",
            "\x7f",
        ),
        "A sentence that is long enough to be broken over several lines by a writer that breaks lines at a width, twice or more: it is.",
    ]
)
TEXT = st.one_of(AWKWARD, st.text(max_size=40), st.text("0123456789.:-+_eExX ", max_size=8))
VALUES = st.recursive(
    st.one_of(TEXT, st.booleans(), st.integers(-(10**17), 10**17), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXT, inner, max_size=4)),
    max_leaves=12,
)


@given(st.dictionaries(TEXT, VALUES, max_size=5))
def test_whatever_is_written_reads_back_the_same_without_a_fault(data: dict[str, Any]) -> None:
    document = read_yaml(write_yaml(data), "a.yaml")
    assert document.faults == ()
    assert document.value == data


@given(st.dictionaries(TEXT, st.one_of(TEXT, st.lists(TEXT, max_size=3)), max_size=3))
def test_the_usual_reader_takes_every_text_for_text(data: dict[str, Any]) -> None:
    plain_days = {"2026-03-04": date(2026, 3, 4)}

    def expected(value: Any) -> Any:
        if isinstance(value, list):
            return [expected(item) for item in value]
        return plain_days.get(value, value)

    read = yaml.safe_load(write_yaml(data))
    assert {str(key): expected(value) for key, value in (read or {}).items()} == {
        key: expected(value) for key, value in data.items()
    }


def test_days_stand_plain_and_look_alikes_in_quotes() -> None:
    assert (
        write_yaml(
            {
                "date": date(2026, 3, 4),
                "wcb_account": "0142",
                "start": "07:30",
                "answer": "yes",
                "count": 12,
                "sent": True,
                "empty": None,
            }
        )
        == 'date: 2026-03-04\nwcb_account: "0142"\nstart: "07:30"\nanswer: "yes"\ncount: 12\nsent: true\nempty: null\n'
    )


def test_fields_keep_their_order_and_short_lists_stand_on_one_line() -> None:
    assert (
        write_yaml({"b": ["P-002", "P-001"], "a": [{"person": "P-011", "role": "crew"}], "c": ()})
        == "b: [P-002, P-001]\na:\n- person: P-011\n  role: crew\nc: []\n"
    )


def test_the_same_value_twice_is_written_twice() -> None:
    shared = {"person": "P-001"}
    assert "&" not in write_yaml({"one": shared, "two": shared})


def test_text_over_several_lines_stays_readable() -> None:
    assert write_yaml({"notes": "First line\nSecond line\n"}) == "notes: |\n  First line\n  Second line\n"


@pytest.mark.parametrize("text", ["Zoë Tremblay", "ਪੰਜਾਬੀ", "🦺"])
def test_letters_of_other_languages_stand_as_themselves(text: str) -> None:
    assert text in write_yaml({"name": text})
