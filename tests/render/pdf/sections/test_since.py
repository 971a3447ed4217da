"""The section about the earlier pack, and what the pack says where none was given."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from builder.measure.level import at_level
from builder.model.level import Level
from builder.model.previous_pack import AddedLate, ChangedSince, Descent, PreviousPack, SinceKind
from builder.render.pdf.sections.limits import make_limits
from builder.render.pdf.sections.section import Section
from builder.render.pdf.sections.since import make_since
from builder.render.pdf.sections.view import View
from tests.render.pdf.sections.company import small_company, view_of

CONTINUED = Descent(is_ancestor=True, is_on_line=True, commits=12, since=frozenset({"c" * 40, "d" * 40}))

EARLIER = PreviousPack(
    pack_id="2026-03-31-2222222222-auditor",
    sha256="a" * 64,
    manifest_sha256="b" * 64,
    commit="2" * 40,
    branch="main",
    commits=12,
    as_of=date(2026, 3, 31),
    first=date(2025, 11, 1),
    last=date(2026, 3, 31),
    entered_on=date(2026, 3, 30),
    descent=CONTINUED,
    compared=20,
    withheld=1,
    changed=(
        ChangedSince(
            path="records/inspection/2026/insp-0004.yaml",
            id="insp-0004",
            kind=SinceKind.REDATED,
            path_now="records/inspection/2026/insp-0004.yaml",
            day=date(2026, 2, 6),
            day_now=date(2026, 2, 4),
            days=(date(2026, 4, 15),),
            commits=("c" * 40,),
        ),
        ChangedSince(
            path="policies/inspections.md",
            id="PRG-07",
            kind=SinceKind.CHANGED,
            path_now="policies/inspecting.md",
            fields=("version", "text"),
            days=(date(2026, 5, 1),) * 6,
            commits=("d" * 40,) * 6,
        ),
    ),
    gone=(ChangedSince("records/flha/2026/flha-0001.yaml", "flha-0001", SinceKind.GONE, "", date(2026, 1, 7)),),
    added_late=(AddedLate("records/inspection/2026/insp-0005.yaml", "insp-0005", date(2026, 3, 6), date(2026, 5, 2)),),
)


def view_with(previous: PreviousPack | None) -> View:
    view = view_of(small_company(), history=True)
    return replace(view, snapshot=replace(view.snapshot, previous=previous))


def words(section: Section | None) -> str:
    assert section is not None
    return " ".join(re.sub(r"<[^>]+>", " ", section.html).split())


def test_the_earlier_pack_is_named_with_its_digests_its_commit_and_what_was_compared() -> None:
    text = words(make_since(view_with(EARLIER)))

    assert "2026-03-31-2222222222-auditor, as of 2026-03-31, events from 2025-11-01 to 2026-03-31" in text
    assert "a" * 64 in text
    assert "b" * 64 in text
    assert "2" * 40 in text
    assert "This history is the earlier one with 2 more commits behind it." in text
    assert (
        "20 files of the earlier pack were compared: 17 are the same to the byte, 2 changed or moved, 1 is gone."
        in text
    )
    assert "1 more is in it as redacted copies without a digest" in text


def test_every_change_since_stands_with_its_day_and_its_commit() -> None:
    section = make_since(view_with(EARLIER))
    text = words(section)

    assert "Its own day was 2026-02-06, and is 2026-02-04 now. 2026-04-15 (commit cccccccccc)" in text
    assert (
        "Differs in: version, text. It stands at policies/inspecting.md now. 2 more, then 2026-05-01 (commit dddddddddd)"
        in text
    )
    assert "flha-0001 records/flha/2026/flha-0001.yaml 2026-01-07 No commit of this history made the change" in text
    assert "insp-0005 2026-03-06 2026-05-02 57" in text
    assert section is not None
    assert 'href="xref:record-insp-0004"' in section.html


@pytest.mark.parametrize(
    ("previous", "said"),
    [
        (replace(EARLIER, descent=Descent(is_ancestor=False)), "the history was written anew"),
        (replace(EARLIER, descent=replace(CONTINUED, is_on_line=False)), "joined the wrong way round"),
        (replace(EARLIER, commits=11), "in this history it is 12"),
        (replace(EARLIER, untrue=3), "3 of the files that the earlier pack lists are not as its own commit holds them"),
    ],
    ids=["rewritten", "off the line", "miscounted", "untrue"],
)
def test_a_history_that_is_not_the_earlier_one_continued_is_never_said_to_be(previous: PreviousPack, said: str) -> None:
    text = words(make_since(view_with(previous)))

    assert said in text
    assert "This history is the earlier one with" not in text


def test_nothing_changed_is_said_under_each_heading() -> None:
    text = words(make_since(view_with(replace(EARLIER, changed=(), gone=(), added_late=()))))

    assert "20 are the same to the byte, 0 changed or moved, 0 are gone" in text
    assert text.count("None.") == 3
    assert text.count("Nothing.") == 1


def test_what_an_earlier_manifest_says_is_text_and_never_markup() -> None:
    hostile = replace(EARLIER, pack_id="<b>x</b>", branch="{{ 7 * 7 }}", gone=(replace(EARLIER.gone[0], path="<i>y"),))
    section = make_since(view_with(hostile))

    assert section is not None
    assert "<b>x" not in section.html
    assert "<i>y" not in section.html
    assert "{{ 7 * 7 }}" in section.html


def test_on_the_notice_board_only_that_there_was_an_earlier_pack_is_said() -> None:
    view = view_with(EARLIER)
    text = words(make_since(replace(view, snapshot=at_level(view.snapshot, Level.POSTED))))

    assert "This history is the earlier one with 2 more commits behind it." in text
    assert "Which files changed is listed in the pack for the auditor." in text
    assert "insp-" not in text


def test_a_record_that_is_restricted_now_is_not_named_among_the_changed_ones() -> None:
    files = small_company()
    path = "records/inspection/2026/insp-0004.yaml"
    files[path] = f"{files[path]}confidentiality: restricted\n"
    view = view_of(files, history=True)
    cut = at_level(replace(view.snapshot, previous=EARLIER), Level.OFFICE)

    assert cut.previous is not None
    assert "insp-0004" not in {each.id for each in cut.previous.changed}


def test_without_an_earlier_pack_there_is_no_section_and_that_it_was_not_checked_is_said() -> None:
    assert make_since(view_with(None)) is None
    assert "No earlier pack was given to hold this history against." in words(make_limits(view_with(None)))
    assert "No earlier pack was given" not in words(make_limits(view_with(EARLIER)))
