"""The pack's section on done and filed: classes counted apart, lists by name, and what git can't prove."""

from __future__ import annotations

import re

from builder.measure.level import at_level
from builder.model.level import Level
from builder.model.pack_choice import PackChoice, Profile
from builder.model.snapshot import Snapshot
from builder.render.pdf.sections.filed import make_filed
from builder.render.pdf.sections.naming import Naming
from builder.render.pdf.sections.section import Section
from builder.render.pdf.sections.selection import select
from builder.render.pdf.sections.view import View
from tests.measure.filing.hand_made import filed, history_of, revision, snapshot_with
from tests.measure.filing.test_imports import binder
from tests.measure.small import inspection
from tests.render.pdf.sections.company import small_company, view_of

ONE = "2" * 40


def no_file(path: str) -> bytes:
    raise AssertionError(f"The section asked for {path}.")


def section_of(snapshot: Snapshot, profile: Profile = "auditor") -> Section:
    cut = at_level(snapshot, Level.POSTED if profile == "public" else Level.OFFICE)
    return make_filed(View(cut, select(cut), Naming(cut, profile), PackChoice(profile), no_file))


def words(section: Section) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", section.html).split())


def test_classes_are_counted_apart_from_what_was_filed_in_time_and_late() -> None:
    imported = f"adopted_on: 2026-04-01\nimports: [{{commit: '{ONE}', reason: Scanned in, approved_by: P-001}}]\n"

    bulk, declared = words(section_of(binder(24))), words(section_of(binder(24, company=imported)))

    assert (
        "Records of the type In bulk, undeclared Days after, median Longest Usual within Inspections 24 – – 30" in bulk
    )
    assert (
        "Records of the type Declared import Days after, median Longest Usual within Inspections 24 – – 30" in declared
    )


def test_lists_stand_in_the_index_and_what_was_not_found_is_said() -> None:
    section = section_of(binder(24))

    assert ("Arrived in bulk, undeclared", "filed-bulk") in section.entries
    assert ("What git can’t prove", "unproven") in section.entries
    assert "Looked for, and nothing found: filed before its own day, given another day," in words(section)


def test_record_leads_to_where_it_stands_in_the_pack() -> None:
    text = inspection("insp-0009", "2026-06-10")
    changed = text.replace("items_ok: 5", "items_ok: 9")
    file = filed("insp-0009", revision("insp-0009", text, "2026-06-12"), revision("insp-0009", changed, "2026-06-29"))
    section = section_of(snapshot_with(history_of([file]), {"insp-0009": "2026-06-10"}))

    assert '<a href="xref:record-insp-0009">insp-0009</a>' in section.html
    assert "insp-0009 2026-06-10 2026-06-29 items ok Somebody Not signed again" in words(section)


def test_public_pack_says_what_was_done_and_nothing_of_who_filed_it() -> None:
    text = words(section_of(binder(24), "public"))

    assert "Done, by type" in text
    assert "Filed, by type" not in text
    assert "Somebody" not in text
    assert "What git can’t prove" in text
    assert "What speaks for it here" not in text


def test_without_a_history_only_what_was_done_is_shown() -> None:
    text = words(make_filed(view_of(small_company())))

    assert "Filing was not examined. The tests have no history." in text
    assert "What git" not in text
