"""The search in a real browser: what it finds on the sample's worker edition, how it is used, and that nobody pays for it who doesn't."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from builder.measure.level import at_level
from builder.measure.snapshot import take_snapshot
from builder.read.law_file import read_law
from builder.read.program import read_program
from builder.read.source import FolderSource
from builder.read.standard_file import read_standard
from builder.render.site.building.assets import write_assets
from builder.render.site.building.build import build_site, read_company, render
from builder.render.site.search.index import INDEX
from builder.render.site.words import LEVELS
from tests.end_to_end.browser import PHONE, Server, Visit
from tests.end_to_end.search_queries import QUERIES, mistyped

REPOSITORY = Path(__file__).parents[2]
SEEDS = range(12)
LIGHT = 200_000
"""Bytes over the wire until a page is there, on a poor connection some seven seconds."""

SAMPLE_PAGES = (
    "", "emergency/", "documents/", "documents/ladders/", "documents/hazard-control-and-ppe/", "sites/", "sites/northgate/", "people/positions/",
    "records/", "records/inspection/", "records/flha/2026/", "elements/", "elements/inspections/", "orientation/", "equipment/A-001/", "talks/",
)  # fmt: skip
"""One page of each type, and the longest of those of which there are many."""


@pytest.fixture(scope="module")
def engine(browser: Browser) -> Iterator[Page]:
    """A page in which `find(question)` gives the places that the search gives for the sample's worker edition."""
    source = FolderSource(REPOSITORY)
    standard, law = read_standard("alberta-cor", "2023"), read_law("alberta-ohs")
    whole = take_snapshot(read_program(source), standard, as_of=date(2026, 10, 31), law=law)
    files = render(at_level(whole, LEVELS["worker"]), (), "worker", read_company(source), None).files
    page = browser.new_page()
    page.add_script_tag(content=write_assets()["assets/search.js"].decode())
    data = files[INDEX]
    assert isinstance(data, bytes)
    page.evaluate("async text => { window.engine = await musterEngine(JSON.parse(text)); }", data.decode())
    page.evaluate(
        "() => { window.find = (text, language) => engine.search(text, language || 'en').results.map(each => each.location); }"
    )
    yield page
    page.close()


def first(engine: Page, questions: list[str]) -> list[str]:
    """The first page found for each question."""
    return list(engine.evaluate("questions => questions.map(each => find(each)[0] || '')", questions))


def is_page(location: str, wanted: str) -> bool:
    """Whether it is the page, or the same in French: who asks in French may well get it."""
    return location.removeprefix("fr/") == wanted


def test_what_people_type_finds_the_page_they_mean(engine: Page) -> None:
    found = first(engine, [query for query, _ in QUERIES])
    assert [(*case, got) for case, got in zip(QUERIES, found, strict=True) if not is_page(got, case[1])] == []
    assert len(QUERIES) >= 24


def test_a_slip_of_the_thumb_finds_the_same_page(engine: Page) -> None:
    cases = {
        (wrong, page) for query, page in QUERIES for seed in SEEDS if (wrong := mistyped(query, seed))
    } - set(QUERIES)  # fmt: skip
    ordered = sorted(cases)
    found = first(engine, [wrong for wrong, _ in ordered])
    assert [(*case, got) for case, got in zip(ordered, found, strict=True) if not is_page(got, case[1])] == []
    assert len(ordered) > 200


MADE = """async () => {
  const page = (location, title, weight, text, language) => [location, title, 0, weight, language || '', [], [['', '', text]]];
  const made = await musterEngine({kinds: ['Documents'], synonyms: [['tin basher', 'sheet metal worker']], pages: [
    page('old/', 'Scaffold', 0, 'Scaffold scaffold scaffold'), page('new/', 'Access', 100, 'A scaffold is inspected.'),
    page('tin/', 'Trades', 100, 'The sheet metal worker cuts.'), page('apart/', 'Apart', 100, 'The worker carries metal on a sheet.'),
    page('en/', 'Nacelle', 100, 'nacelle'), page('fr/', 'Nacelle', 100, 'nacelle', 'fr')]});
  const find = (text, language) => made.search(text, language).results.map(each => each.location);
  return {old: find('scaffold', 'en'), phrase: find('tin basher', 'en'), back: find('sheet metal worker', 'en')[0],
    english: find('nacelle', 'en'), french: find('nacelle', 'fr'), nothing: find('zzqqxxv', 'en')};
}"""


def test_what_is_withdrawn_comes_last_a_phrase_stays_together_and_the_readers_language_comes_first(
    engine: Page,
) -> None:
    found = engine.evaluate(MADE)
    assert found["old"] == ["new/", "old/"]
    assert found["phrase"] == ["tin/"]
    assert found["back"] == "tin/"
    assert found["english"] == ["en/", "fr/"]
    assert found["french"] == ["fr/", "en/"]
    assert found["nothing"] == []


def test_nothing_of_the_search_is_asked_for_before_somebody_searches(phone: Visit, sites: dict[str, str]) -> None:
    page = phone.open(sites["worker"])
    assert [url for url in phone.requests if "search" in url] == []
    page.locator(".m-find__search").click()
    page.wait_for_load_state("networkidle")
    assert sorted(url.removeprefix(sites["worker"]) for url in phone.requests if "search" in url) == [
        "assets/search.js",
        INDEX,
    ]
    assert phone.complaints == []


def test_a_keyboard_opens_the_search_chooses_and_goes_there(desk: Visit, sites: dict[str, str]) -> None:
    page = desk.open(sites["worker"] + "documents/")
    page.keyboard.press("/")
    box, typed = page.locator("dialog.m-search"), page.locator("input[name=query]")
    assert box.is_visible()
    page.keyboard.press("Escape")
    assert not box.is_visible()
    page.locator(".m-search-open").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("harness")
    expect(page.locator("[role=option] mark").first).to_have_text("harness", ignore_case=True)
    assert typed.get_attribute("aria-expanded") == "true"
    assert re.fullmatch(r"\d+ pages found\.", page.locator(".m-search__status").inner_text())
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"#{typed.get_attribute('aria-activedescendant')}")
    assert chosen.get_attribute("aria-selected") == "true"
    assert "Before you start" in chosen.inner_text()
    assert chosen.locator("mark").inner_text() == "Harness"
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/hanging-pipe/#before-you-start")
    page.locator("h1", has_text="Installing overhead pipe").wait_for()
    assert not box.is_visible()
    page.locator(".m-search-open").click()
    assert typed.input_value() == "harness"
    page.keyboard.press("Escape")
    assert not box.is_visible()
    assert desk.complaints == []


def test_who_finds_nothing_is_told_and_shown_other_ways(phone: Visit, sites: dict[str, str]) -> None:
    page = phone.open(sites["worker"] + "documents/inspections/")
    page.locator(".m-search-open").click()
    page.locator("input[name=query]").fill("zzqqxxv")
    page.get_by_text("Nothing found for “zzqqxxv”.").wait_for()
    assert page.locator("dialog.m-search").get_by_text("Try one word").is_visible()
    page.locator("input[name=query]").fill("inspectoin")
    page.locator("[role=option]").first.wait_for()
    assert page.locator(".m-search__status").inner_text().startswith("No page says exactly that")
    sizes = page.evaluate("() => [...document.querySelectorAll('.m-search a, .m-search button, .m-search input')].filter(e => e.getClientRects().length).map(e => e.getBoundingClientRect().height)")  # fmt: skip
    assert min(sizes) >= 44
    assert page.evaluate("document.querySelector('.m-search').scrollWidth") <= PHONE["width"]
    page.locator("input[name=query]").fill("")
    page.locator(".m-search__lists a", has_text="Sites").click()
    page.wait_for_url("**/sites/")


def test_without_a_signal_the_search_says_so_and_tries_again(desk: Visit, sites: dict[str, str]) -> None:
    page = desk.open(sites["worker"])
    desk.context.set_offline(True)
    page.locator(".m-search-open").click()
    page.get_by_text("could not be loaded").wait_for()
    desk.context.set_offline(False)
    page.locator(".m-search__again").click()
    page.locator("input[name=query]").fill("PPE")
    assert "documents/hanging-pipe/" in str(page.locator("[role=option]").first.get_attribute("href"))


def test_opened_from_a_folder_the_search_works_too(desk: Visit, built_sites: Path) -> None:
    page = desk.open((built_sites / "worker" / "documents" / "inspections" / "index.html").as_uri())
    page.keyboard.press("/")
    page.locator("input[name=query]").fill("hard hat")
    first_found = page.locator("[role=option]").first
    first_found.wait_for()
    assert str(first_found.get_attribute("href")).endswith("/worker/documents/inspections/index.html")


def test_without_scripts_the_button_leads_to_the_lists(browser: Browser, sites: dict[str, str]) -> None:
    visit = Visit(browser, PHONE, java_script_enabled=False)
    page = visit.open(sites["worker"] + "sites/")
    page.locator(".m-search-open").click()
    page.locator(".m-search noscript a", has_text="Documents").click()
    assert page.url.endswith("/worker/documents/")
    visit.context.close()


def weights(browser: Browser, server: Server, places: tuple[str, ...]) -> dict[str, int]:
    """Bytes over the wire until each page is there, by a browser that has never been there."""
    found = {}
    for place in places:
        server.sent.clear()
        visit = Visit(browser, PHONE)
        visit.open(server.address + place)
        visit.context.close()
        found[place] = sum(size for _, size in server.sent)
    return found


@pytest.mark.slow
def test_every_type_of_page_is_light_until_somebody_searches(browser: Browser, tmp_path: Path) -> None:
    source = FolderSource(REPOSITORY)
    standard, law = read_standard("alberta-cor", "2023"), read_law("alberta-ohs")
    whole = take_snapshot(read_program(source), standard, as_of=date(2026, 10, 31), law=law)
    build_site(at_level(whole, LEVELS["worker"]), (), "worker", source=source, out=tmp_path / "site", say=print)
    with Server(tmp_path / "site") as server:
        found = weights(browser, server, SAMPLE_PAGES)
    assert {place: size for place, size in found.items() if size > LIGHT} == {}
