"""The home page of a worker: forms by site, what changed, topics for the next talk; from what is on file, and nothing invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

import pytest

from builder.measure.level import at_level
from builder.measure.snapshot import take_snapshot
from builder.model.level import Level
from builder.model.snapshot import Snapshot
from builder.read.program import read_program
from builder.read.source import MemorySource
from builder.read.standard_file import read_standard
from builder.render.site.home.content_files import ContentPage, read_content
from builder.render.site.home.talks import near_months, season_talks
from builder.render.site.pages import render_site, render_tree
from tests.render.site.small_company import AS_OF, FILES, OFFICE_WORD, content

CO = "---\ntitle: Heaters and carbon monoxide\nmonths: [11, 12]\ndocuments: [SJP-03]\n---\nHeater outside.\n"
HEAT = "---\ntitle: Heat\nmonths: [7, 8]\n---\nWater.\n"

FORMS = FILES["policies/hanging-pipe.md"]
assert isinstance(FORMS, str)
FORMS = FORMS.replace("audience: [worker]\n", "audience: [worker]\nforms: [hazard-report, stub]\n")


def _talk(id: str, day: str, topic: str, site: str = "shop") -> dict[str, str]:
    text = f"id: {id}\ndate: {day}\nsite: {site}\nrecorded_by: P-003\nleader: P-003\ntopic: {topic}\nminutes: 15\n"
    return {f"records/toolbox-meeting/{day[:4]}/{id}.yaml": f"{text}concerns: {OFFICE_WORD}\n"}


MORE = {
    "policies/hanging-pipe.md": FORMS,
    **_talk("tbx-0001", "2025-11-10", "Ice on the ramp"),
    **_talk("tbx-0002", "2026-10-26", "Dark mornings", "northgate"),
}


def snapshot(more: Mapping[str, str] = MappingProxyType({})) -> Snapshot:
    program = read_program(MemorySource({**FILES, **MORE, **more}))
    return at_level(take_snapshot(program, read_standard("alberta-cor", "2023"), as_of=AS_OF), Level.POSTED)


@cache
def pages() -> dict[str, str]:
    talks = {"talks/co.md": CO, "talks/heat.md": HEAT}
    files = render_site(snapshot(), (), "worker", content={**content(), **talks})
    return {path: text for path, text in files.items() if isinstance(text, str)}


def part(text: str, begin: str, end: str) -> str:
    start = text.index(begin)
    return text[start : text.index(end, start + 1)]


def test_forms_with_a_rhythm_stand_at_their_site_with_how_often() -> None:
    forms = part(pages()["index.md"], "## Forms used here", "## What changed")
    shop = part(forms, 'data-site="shop"', "</details>")
    assert shop.index("Each month") < shop.index(
        '<a class="m-forms__form" href="records/inspection/">Inspections (site)</a>'
    )


def test_forms_for_when_something_happens_come_from_the_documents_and_never_a_restricted_one() -> None:
    forms = part(pages()["index.md"], "## Forms used here", "## What changed")
    event = forms[forms.index("When something happens") :]
    # Nothing of the kind has been filed yet, so the way leads to the document that asks for it.
    assert '<a class="m-forms__form" href="documents/hanging-pipe/">' in event
    assert "stub" not in event.lower()


def test_a_form_that_can_be_printed_says_so() -> None:
    paper = frozenset({"forms/inspection.pdf"})
    files = render_tree(snapshot(), (), "worker", content=content(), papers=paper).files
    home = files["index.md"]
    assert isinstance(home, str)
    assert '<a class="m-forms__paper" href="forms/inspection.pdf" aria-label="Print: Inspections (site)">' in home


def test_a_month_without_a_change_is_said_and_what_came_before_it_follows() -> None:
    changed = part(pages()["index.md"], "## What changed lately", "## Topics")
    assert "No document has changed since 30 September 2026." in changed
    assert 'data-seen="PRG-07 3"' in changed
    assert "in effect from 10 August 2026" in changed


def test_what_changed_within_the_month_comes_first_and_is_a_topic_for_the_crew() -> None:
    changed = FORMS.replace("effective: 2026-08-10", "effective: 2026-10-12")
    files = render_site(snapshot({"policies/hanging-pipe.md": changed}), (), "worker", content=content())
    home = files["index.md"]
    assert isinstance(home, str)
    news = part(home, "## What changed lately", "## Topics")
    assert (
        news.index("Changed since 30 September 2026") < news.index('data-seen="SJP-03 3"') < news.index("Before that")
    )
    topics = home[home.index("## Topics") :]
    assert topics.index("Installing overhead pipe from a lift") < topics.index("Tell the crew what changed")


def test_topics_fit_the_coming_weeks_and_come_with_what_was_said_a_year_ago() -> None:
    talks = pages()["index.md"]
    talks = talks[talks.index("## Topics") :]
    assert '<a href="talks/co/">' in talks
    assert "Ice on the ramp" in talks
    assert '<span class="m-rows__title">Heat<' not in talks


def test_the_page_of_talks_has_all_of_them_and_what_was_held_lately() -> None:
    page = pages()["talks/index.md"]
    season = part(page, "## Fits the season", "## Talked about at this time")
    assert "Heaters and carbon monoxide" in season
    assert "Installing overhead pipe from a lift" in season
    assert "Heat<" in part(page, "## Other topics", "## Talked about in the last four weeks")
    a_year_ago = part(page, "## Talked about at this time a year ago", "## Other topics")
    assert "Ice on the ramp" in a_year_ago
    assert "Dark mornings" not in a_year_ago
    lately = page[page.index("## Talked about in the last four weeks") :]
    assert "2026-10-26" in lately
    assert "Dark mornings" in lately
    assert "Ice on the ramp" not in lately


def test_what_was_said_in_a_talk_stays_in_the_office() -> None:
    assert not [path for path, text in pages().items() if OFFICE_WORD in text]


@pytest.mark.parametrize(
    ("day", "months"), [("2026-10-31", {11}), ("2026-11-15", {11, 12}), ("2026-12-31", {1}), ("2027-01-30", {1, 2, 3})]
)
def test_the_coming_thirty_days_touch_these_months(day: str, months: set[int]) -> None:
    assert near_months(date.fromisoformat(day)) == months


def test_a_talk_without_months_or_with_impossible_ones_waits_among_the_others() -> None:
    files = {"talks/a.md": "---\ntitle: A\nmonths: 11\n---\n", "talks/b.md": "---\ntitle: B\nmonths: [13, x]\n---\n"}
    found = read_content(files, "worker")
    assert [page.title for page in season_talks(found, AS_OF)] == ["A"]


def test_pages_of_the_guide_are_no_talks() -> None:
    assert not ContentPage("orientation.md", "Orientation", "").is_talk
    assert ContentPage("talks/ice.md", "Ice", "").is_talk
