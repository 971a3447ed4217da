"""The redaction log and the records that are kept elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from builder.checks.run import check
from builder.measure.level import findings_at_level
from builder.model.pack_choice import PackChoice, Profile
from builder.render.pdf.sections.contents import list_contents
from builder.render.pdf.sections.redactions import make_redactions
from builder.render.pdf.sections.view import View
from builder.render.pdf.sections.withheld import LEAST, hide_days, make_withheld, merge_small
from builder.seal.attached import list_attachments
from builder.seal.pack import open_view
from builder.seal.privacy.sources import attach_sources
from tests.render.pdf.sections.company import Files, reader, small_company, snapshot_of


def stub(number: int, month: str, kind: str = "first-aid") -> tuple[str, str]:
    id = f"stb-{number:04}"
    return f"records/stub/2026/{id}.yaml", (
        f'id: {id}\ndate: {month}-11\nclass: {kind}\nmonth: "{month}"\nkept_at: Locked drawer\nrecorded_by: P-002\n'
        f'keyed_hash: "{"0" * 64}"\n'
    )


def open_pack(files: Files, profile: Profile = "auditor", *, is_committed: bool = False) -> View:
    return open_view(snapshot_of(files), PackChoice(profile), reader(files), is_committed=is_committed)


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.partition("<body")[2])).replace("&#39;", "'")


def withheld(*stubs: tuple[str, str]) -> str:
    section = make_withheld(open_pack(small_company() | dict(stubs)))
    assert section is not None
    return words(section.html)


def test_restricted_records_stand_as_procedure_form_count_and_where_to_see_them() -> None:
    policy = (
        "---\nid: PRG-17\ntitle: First aid program\nkind: program\narea: emergency\nversion: 1\nowner: P-002\napproved_by: P-001\n"
        "approved_on: 2026-02-16\nreview_every: P12M\nstatus: approved\nforms: [stub]\n---\n\n## What we do\n\nKits.\n"
    )
    text = withheld(*(stub(at, f"2026-0{1 + at % 2}") for at in range(11)), ("policies/aid.md", policy))

    assert "First aid PRG-17 First aid program First aid record" in text
    assert "2026-01: 6; 2026-02: 5" in text
    assert "Locked drawer" in text
    assert "on site, without what tells whose it is, or with the worker's written permission" in text
    assert "2026-01-11" not in text


def test_few_records_are_told_neither_by_number_nor_by_month() -> None:
    text = withheld(stub(1, "2026-03"), stub(2, "2026-04"), stub(3, "2026-05", "medical"))

    assert "in the period: fewer than 5" in text
    assert "2026-03" not in text
    assert "2026-05" not in text


@given(st.dictionaries(st.integers(1, 12).map(lambda month: f"2026-{month:02}"), st.integers(1, 9)))
def test_no_count_under_five_is_told_and_none_is_lost(counts: dict[str, int]) -> None:
    told = merge_small(counts)
    if sum(counts.values()) >= LEAST:
        assert all(int(count) >= LEAST for _, count in told)
        assert sum(int(count) for _, count in told) == sum(counts.values())
    else:
        assert [count for _, count in told] == ([f"fewer than {LEAST}"] if counts else [])


def test_stubs_stand_in_no_register_and_links_to_them_lead_to_the_section() -> None:
    view = open_pack(small_company() | dict([stub(1, "2026-03")]))

    assert "stub" not in view.selection.registers
    assert view.selection.link_to("stb-0001") == "xref:restricted-records"
    assert open_pack(small_company() | dict([stub(1, "2026-03")]), "public").selection.link_to("stb-0001") is None


def test_day_of_a_stub_stands_nowhere_in_a_pack() -> None:
    files = small_company() | dict([stub(1, "2026-03"), stub(2, "2026-04")])
    snapshot = snapshot_of(files, history=True)
    view = open_view(snapshot, PackChoice(), reader(files))
    found = check(snapshot)
    contents = list_contents(view, hide_days(findings_at_level(found, view.snapshot)))
    text = "\n".join(
        (
            *(section.html for section in (*contents.front, *contents.body)),
            *(each.data.decode() for each in (*list_attachments(view), *attach_sources(view))),
        )
    )

    assert "2026-03-11" in repr(found)
    assert "stb-0001 is dated (day not shown)" in text
    assert "2026-03-11" not in text
    assert "2026-04-11" not in text


def test_log_of_an_auditors_pack_without_redactions_says_so() -> None:
    text = words(make_redactions(open_pack(small_company())).html)

    assert "each exactly as it stands in the commit" in text
    assert "Somebody has decided about every file of this pack." in text
    assert "Values left out" not in text


def test_log_names_records_whose_files_wait_for_a_decision() -> None:
    files = small_company()
    path = "records/inspection/2026/insp-0003.yaml"
    files[path] = str(files[path]).replace("sheet, level: office", "sheet")
    section = make_redactions(open_pack(files))

    assert "insp-0003 (1 file)" in re.sub(r"\s+\(", " (", words(section.html))
    assert "xref:record-insp-0003" in section.html
    assert "No key was given" in words(section.html)
    assert "insp-0003.png" not in section.html
    committed = make_redactions(open_pack(files, is_committed=True)).html
    assert "--revealed FILE" in committed
    assert "Inspection attachments level not set 1 insp-0003" in re.sub(r"\s+", " ", words(committed))


def test_public_log_lists_fields_and_no_value() -> None:
    view = open_pack(small_company(), "public", is_committed=True)
    text = words(make_redactions(view).html)

    assert "Corrective action owner office 1 ca-0001" in text
    assert "guard rail" not in text
    assert make_withheld(view) is None


def test_log_of_a_pack_without_sources_says_so() -> None:
    assert "No source file is attached" in make_redactions(replace(open_pack(small_company()), sources=())).html
