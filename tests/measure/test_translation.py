"""A translation belongs to its original, and is behind by as many versions as came after the one that was translated."""

from __future__ import annotations

from builder.measure.translation import is_translation, measure_translations
from builder.model.program import Program
from builder.read.program import read_program
from builder.read.source import MemorySource

DOCUMENT = """---
id: {id}
title: A title
kind: swp
area: hazard-control
version: {version}
owner: P-001
status: approved
language: {language}
{more}---

## Text

Words.
"""


def program(*documents: tuple[str, int, str, str]) -> Program:
    files: dict[str, str | bytes] = {}
    for id, version, language, of in documents:
        more = f"translates: {of}\n" if of else ""
        files[f"policies/{id.lower()}.md"] = DOCUMENT.format(id=id, version=version, language=language, more=more)
    return read_program(MemorySource(files))


def test_a_translation_is_behind_by_the_versions_that_came_after_the_one_it_was_made_from() -> None:
    found = measure_translations(
        program(
            ("SWP-01", 6, "en", ""),
            ("SWP-01-FR", 2, "fr", "{id: SWP-01, version: 4}"),
            ("SWP-01-PA", 1, "pa", "{id: SWP-01, version: 6}"),
        )
    )
    assert [(each.language, each.made_from, each.behind) for each in found["SWP-01"]] == [("fr", 4, 2), ("pa", 6, 0)]


def test_what_translates_itself_another_translation_or_nothing_is_a_document_of_its_own() -> None:
    read = program(
        ("SWP-01", 2, "en", ""),
        ("SWP-01-FR", 1, "fr", "{id: SWP-01, version: 2}"),
        ("SWP-02", 1, "pa", "{id: SWP-01-FR, version: 1}"),
        ("SWP-03", 1, "fr", "{id: SWP-03, version: 1}"),
        ("SWP-04", 1, "fr", "{id: SWP-99, version: 1}"),
    )
    assert [stored.value.id for stored in read.policies if is_translation(read, stored.value)] == ["SWP-01-FR"]
