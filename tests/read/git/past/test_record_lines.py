"""What is kept of a record's lines, to tell later which of its fields were changed."""

from __future__ import annotations

import re

from builder.read.git.past.record_lines import digest_lines

RECORD = """# A walk
id: insp-0003
people:
  - {person: P-002, role: inspector}
  - {person: P-003, role: crew}

notes: |
  Dry.
signatures: [{person: P-002, date: 2026-06-10, method: electronic}]
"""


def test_each_field_stands_with_a_digest_for_each_of_its_lines() -> None:
    assert re.fullmatch(r"id:[0-9a-f]{6} people:[0-9a-f]{18}", digest_lines(RECORD))


def test_a_changed_line_changes_the_digest_of_its_field_alone() -> None:
    before, after = (
        dict(part.split(":") for part in digest_lines(text).split())
        for text in (RECORD, RECORD.replace("crew", "guest"))
    )

    assert before["id"] == after["id"]
    assert before["people"] != after["people"]


def test_layout_comments_and_what_is_meant_to_grow_do_not_count() -> None:
    other = (
        RECORD.replace("  - {", "- {")
        .replace("# A walk\n", "")
        .replace("Dry.", "Wet.")
        .replace("2026-06-10", "2026-06-11")
    )

    assert digest_lines(other) == digest_lines(RECORD)


def test_what_is_no_list_of_fields_gives_nothing() -> None:
    assert digest_lines("") == ""
    assert digest_lines("- a\n- b\n") == ""
