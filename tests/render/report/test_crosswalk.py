"""Another standard in print: drafts say so, nothing reads as a pass, JSON follows its schema."""

from __future__ import annotations

import json

import jsonschema

from builder.commands.crosswalk import compare, migrate
from builder.render.report.json_text import read_schema
from tests.measure.small import snapshot_of


def printed(standard: str, format: str = "text", *, moving: bool = False) -> str:
    said: list[str] = []
    if moving:
        assert migrate(snapshot_of({}), to=standard, format=format, say=said.append) == 0
    else:
        assert compare(snapshot_of({}), standard=standard, format=format, say=said.append) == 0
    return "\n".join(said)


def test_iso_is_printed_clause_by_clause_as_a_draft_and_without_a_verdict() -> None:
    text = printed("iso-45001")
    assert "5  Leadership and worker participation" in text
    assert "5.2      OH&S policy" in text
    assert "1 of 1 questions with evidence: ML1" in text
    assert "This outline is a draft" in text
    assert "don't say that two standards ask the same" in text
    assert "pass" not in text.lower()
    assert "30 clauses or elements" in text


def test_a_migration_names_what_goes_where_and_counts_before_and_after() -> None:
    text = printed("cfcsa-cor", moving=True)
    assert "  POL-01 Health and safety policy → 1\n" in text
    assert "Nothing there asks for it: " in text
    assert "Asked there, and not or only partly answered" in text
    assert "Now: 5 questions:" in text
    assert "Then: 15 clauses or elements:" in text


def test_both_follow_the_schema() -> None:
    for moving in (False, True):
        value = json.loads(printed("iso-45001", "json", moving=moving))
        jsonschema.Draft202012Validator(read_schema("crosswalk")).validate(value)
        assert ("moves" in value) is moving
