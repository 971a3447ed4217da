from __future__ import annotations

import re
from dataclasses import replace

from builder.model.difference import Difference, PartChange
from builder.model.history import FileHistory
from builder.render.pdf.sections.document import make_document
from builder.render.pdf.sections.section import Section
from tests.render.pdf.sections.company import SIGNED, Files, draw_scan, reader, small_company, view_of


def section_of(files: Files, id: str, *, history: bool = False) -> Section:
    view = view_of(files, history=history)
    return make_document(view, view.snapshot.program.policy_by_id[id])


def words(section: Section) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", section.html).split())


def test_the_control_block_names_owner_and_approver_in_the_auditors_pack() -> None:
    text = words(section_of(small_company(), "POL-01"))
    assert "Owner Marnie Kowalchuk (P-002)" in text
    assert "Approved by Dale Friesen (P-001)" in text
    assert "Review due 2027-02-16, every 12 months" in text


def test_the_forms_of_a_document_lead_to_their_registers_where_there_are_any() -> None:
    files = small_company()
    files["policies/inspections.md"] = str(files["policies/inspections.md"]).replace(
        "status: approved", "forms: [inspection, work-refusal]\nstatus: approved"
    )
    section = section_of(files, "PRG-07")
    assert "Filled in when something happens: Inspection , Work refusal." in words(section)
    assert '<a href="xref:register-inspection">Inspection</a>' in section.html


def test_a_link_to_another_document_leads_to_its_section() -> None:
    assert 'See <a href="xref:doc-PRG-07">inspections</a>.' in section_of(small_company(), "POL-01").html


def test_a_link_to_a_draft_keeps_its_words_only() -> None:
    files = small_company()
    files["policies/inspections.md"] = str(files["policies/inspections.md"]).replace(
        "status: approved", "status: draft"
    )
    assert "See inspections." in section_of(files, "POL-01").html


def test_the_signed_copy_stands_as_a_page_behind_the_document() -> None:
    section = section_of(small_company(), "POL-01")
    assert len(section.assets) == 1
    name = next(iter(section.assets))
    assert f'<img src="asset:{name}" alt="Signed copy of POL-01 Health and safety policy">' in section.html


def test_a_signed_copy_that_was_changed_is_not_shown_and_the_change_is_said() -> None:
    files = small_company()
    files["policies/signed/POL-01.png"] = draw_scan("Another text, same signature")
    section = section_of(files, "POL-01")
    assert not section.assets
    assert "policies/signed/POL-01.png has changed since the record was written" in words(section)


def test_a_signed_copy_that_is_missing_is_said() -> None:
    files = small_company()
    del files["policies/signed/POL-01.png"]
    assert "policies/signed/POL-01.png is not in the repository." in words(section_of(files, "POL-01"))


def test_no_file_outside_the_program_is_ever_asked_for() -> None:
    files = small_company()
    files["policies/policy.md"] = str(files["policies/policy.md"]).replace(
        "Nobody is hurt here.",
        "![a](../../../../etc/passwd) ![b](/etc/passwd) ![c](file:///etc/passwd) ![d](https://evil.example/x.png) ![e](..%2f..%2fx)",
    )
    view = view_of(files)
    make_document(view, view.snapshot.program.policy_by_id["POL-01"])
    assert isinstance(view.read_file, reader)
    assert view.read_file.asked == ["policies/signed/POL-01.png"]


def test_a_picture_of_the_program_is_printed() -> None:
    files = small_company() | {"content/map.png": SIGNED}
    files["policies/policy.md"] = str(files["policies/policy.md"]).replace(
        "Nobody", "![Map of the yard](../content/map.png) Nobody"
    )
    assert 'alt="Map of the yard"' in section_of(files, "POL-01").html


def test_what_a_document_promises_is_printed_with_what_became_of_it() -> None:
    text = words(section_of(small_company(), "PRG-07"))
    assert "Inspection: site every month for each site; 5 days of grace IN2 11 5 5" in text


def test_revisions_are_not_examined_without_a_history_and_that_is_said() -> None:
    assert "Not examined. The tests have no history." in words(section_of(small_company(), "PRG-07"))


def test_revisions_name_day_version_author_and_the_verdict_on_the_signature() -> None:
    text = words(section_of(small_company(), "PRG-07", history=True))
    assert "2026-10-21 Version 4, approved by Dale Friesen (P-001) on 2026-03-10" in text
    assert "Marnie not signed" in text
    assert "In force on 2026-10-31: version 4, since 2026-10-21, by its own dates since 2026-03-10." in text


def test_revisions_say_what_changed_in_the_text() -> None:
    view = view_of(small_company(), history=True)
    stored = view.snapshot.program.policy_by_id["PRG-07"]
    history = view.snapshot.history
    assert history is not None
    first = history.files[stored.path].changes[0]
    second = replace(first, kind="M", blob="c" * 40)
    files = {**history.files, stored.path: FileHistory(stored.path, (first, second))}
    differences = {("b" * 40, "c" * 40): Difference(12, 3, (PartChange("How often", 12, 3),))}
    snapshot = replace(view.snapshot, history=replace(history, files=files), differences=differences)

    text = words(make_document(replace(view, snapshot=snapshot), stored))
    assert "+12 −3 words: “How often”" in text


def test_a_pack_for_the_public_names_nobody_in_the_revisions() -> None:
    view = view_of(small_company(), profile="public", history=True)
    text = words(make_document(view, view.snapshot.program.policy_by_id["PRG-07"]))
    assert "2026-10-21 Version 4, approved on 2026-03-10 not signed" in text
    assert "Entered by" not in text
    assert "Marnie" not in text


def test_a_withdrawn_document_says_so_above_its_text() -> None:
    files = small_company()
    files["policies/inspections.md"] = str(files["policies/inspections.md"]).replace(
        "status: approved", "status: withdrawn"
    )
    assert "Withdrawn. This document no longer applies." in words(section_of(files, "PRG-07"))
