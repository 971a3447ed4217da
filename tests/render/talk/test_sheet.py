"""The sheet of a change: one page where it fits, else one to read and one to sign; the same bytes for the same change."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdf

from builder.measure.past.in_force import approved_revisions
from builder.model.snapshot import Snapshot
from builder.render.talk.newest import newest_talk
from builder.render.talk.sheet import make_sheet, make_talk_papers
from builder.render.talk.talk import Talk
from tests.render.site.three_versions import PATH, VERSION_3, take

LONG = VERSION_3 + "".join(
    f"\n## Part {number}\n\nStep {number} is new: {'look, then ask, then start, ' * 8}and stop.\n"
    for number in range(14)
)


def talk_of(taken: Snapshot) -> Talk:
    found = newest_talk(taken, taken.program.policy_by_id["PRG-07"])
    assert found is not None
    return found


def sheet(taken: Snapshot, crowd: int = 1) -> list[str]:
    """The pages of the crew's sheet, as text; everyone who waits stands on it `crowd` times."""
    made = talk_of(taken)
    crew = next(each for each in made.groups if each.crew)
    data = make_sheet(made, replace(crew, waiting=crew.waiting * crowd), taken, "a4")
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def test_a_small_change_and_its_crew_stand_on_one_page() -> None:
    (page,) = sheet(take(VERSION_3))
    assert "PRG-07 Inspection program: what changed" in page
    assert "Version 3, held against version 2 of 25 May 2026. Has counted since 15 June 2026." in page
    assert "I was told what changed, I could ask, and I understand it" in page


def test_a_change_that_fills_a_page_is_read_on_one_and_signed_on_the_other() -> None:
    read, signed = sheet(take(LONG))
    assert "more places in the manual: page of PRG-07." in read
    assert "Name in print" not in read
    assert "Carl Dunn" in signed


def test_a_large_crew_gets_all_its_names() -> None:
    pages = sheet(take(VERSION_3), crowd=12)
    assert sum(page.count("Eva Frost") for page in pages) == 12


def test_the_same_change_gives_the_same_bytes() -> None:
    taken = take(VERSION_3)
    made = talk_of(taken)
    assert make_sheet(made, made.groups[0], taken) == make_sheet(made, made.groups[0], taken)


def test_the_site_has_a_sheet_without_names_of_each_change_that_is_news() -> None:
    made = make_talk_papers(take(VERSION_3))
    assert list(made) == ["pdf/PRG-07-talk.pdf"]
    text = pypdf.PdfReader(io.BytesIO(made["pdf/PRG-07-talk.pdf"])).pages[0].extract_text()
    assert "Frost" not in text
    assert "MUSTER:1:TOOLBOX-MEETING:-:PRG-07.3:0000:" in text


def test_a_change_of_last_year_is_no_news() -> None:
    taken = take(VERSION_3)
    assert taken.history is not None
    newest = list(approved_revisions(taken.history.files[PATH]))[-1]
    later = replace(taken, as_of=newest.since.replace(year=newest.since.year + 1))
    assert newest_talk(later, later.program.policy_by_id["PRG-07"]) is None
