"""The manual in a real browser, as a worker with a phone and a coordinator at a desk meet it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.end_to_end.browser import PHONE, Visit

PLACES = ("", "emergency/", "documents/", "documents/inspections/", "sites/shop/", "records/inspection/2026/", "elements/inspections/", "people/positions/")  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_asked_of_another_host_and_nothing_is_complained_about(
    phone: Visit, sites: dict[str, str], place: str
) -> None:
    phone.open(sites["worker"] + place)
    foreign = [url for url in phone.requests if not url.startswith((sites["worker"], "data:"))]
    assert foreign == []
    assert phone.complaints == []


@pytest.mark.parametrize("place", PLACES)
def test_no_page_is_wider_than_the_phone(phone: Visit, sites: dict[str, str], place: str) -> None:
    page = phone.open(sites["worker"] + place)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_the_first_screen_of_a_phone_shows_whom_to_call_and_where_to_gather(
    phone: Visit, sites: dict[str, str]
) -> None:
    page = phone.open(sites["worker"])
    for locator in (
        page.locator("a[href='tel:911']"),
        page.get_by_text("Lot B"),
        page.get_by_text("North gate, by the flag pole"),
    ):
        box = locator.first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= PHONE["height"]


def test_what_one_taps_with_gloves_is_large(phone: Visit, sites: dict[str, str]) -> None:
    page = phone.open(sites["worker"])
    for locator in (
        page.locator("a[href='tel:911']"),
        page.locator(".m-find__search"),
        page.locator(".m-tiles a").first,
    ):
        box = locator.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["width"] >= 44


def test_search_finds_a_document_by_the_words_people_say_on_site(phone: Visit, sites: dict[str, str]) -> None:
    page = phone.open(sites["worker"])
    page.locator(".m-find__search").click()
    page.locator("input[name=query]").press_sequentially("hard hat")
    first = page.locator("[role=option]").first
    expect(first).to_have_attribute("href", re.compile("documents/inspections/"))
    first.click()
    page.wait_for_url("**/documents/inspections/**")
    assert page.locator("h1").inner_text().startswith("Inspection program")


def test_search_finds_the_long_form_of_an_abbreviation(desk: Visit, sites: dict[str, str]) -> None:
    page = desk.open(sites["worker"])
    page.locator(".m-search-open").click()
    page.locator("input[name=query]").press_sequentially("personal protective equipment")
    # What half a word found stands there for a moment.
    expect(page.locator("[role=option]").first).to_have_attribute("href", re.compile("documents/hanging-pipe/"))


def test_a_page_is_reached_from_another_without_loading_all_of_it_again(desk: Visit, sites: dict[str, str]) -> None:
    page = desk.open(sites["worker"])
    page.locator(".md-tabs a", has_text="Documents").click()
    page.wait_for_url("**/documents/")
    page.wait_for_load_state("networkidle")
    assert page.locator("h1").inner_text().startswith("Documents")
    assert desk.complaints == []


def test_a_keyboard_comes_past_the_navigation_with_one_key(desk: Visit, sites: dict[str, str]) -> None:
    page = desk.open(sites["worker"] + "documents/inspections/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('md-skip')")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#inspection-program"


def test_a_keyboard_reaches_the_search_of_the_home_page(phone: Visit, sites: dict[str, str]) -> None:
    page = phone.open(sites["worker"])
    page.locator(".m-find__search").focus()
    page.keyboard.press("Enter")
    assert page.locator("input[name=query]").is_visible()


def test_every_form_control_and_dialog_has_a_name_for_screen_readers(desk: Visit, sites: dict[str, str]) -> None:
    page = desk.open(sites["office"] + "people/training/")
    unnamed = page.evaluate(
        """() => [...document.querySelectorAll('[role=dialog], [role=group], [role=button], nav, article img')]
        .filter(e => !e.hasAttribute('aria-label') && !e.hasAttribute('aria-labelledby') && !e.hasAttribute('alt')
            && !e.innerText.trim()).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert unnamed == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_labels_stand_out_from_their_ground(browser: Browser, sites: dict[str, str], scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    for place in ("", "elements/inspections/", "people/training/", "due/", "documents/inspections/"):
        page.goto(sites["office"] + place)
        page.wait_for_load_state("networkidle")
        faint = page.evaluate(CONTRAST)
        assert faint == [], (place, faint)
    context.close()


CONTRAST = """() => {
  const lum = c => { const [r, g, b] = c.map(v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4 });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b };
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = text => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = text; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255] };
  const ground = e => { for (; e; e = e.parentElement) { const c = rgba(getComputedStyle(e).backgroundColor); if (c[3] > 0.95) return c.slice(0, 3) }
    return [255, 255, 255] };
  const faint = [];
  document.querySelectorAll('article *').forEach(e => {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    const style = getComputedStyle(e);
    if (!own || style.visibility === 'hidden' || !e.getClientRects().length || e.matches('.headerlink, .m-sr, .m-sr *')) return;
    const a = lum(rgba(style.color).slice(0, 3)), b = lum(ground(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) faint.push(e.className + ' ' + e.textContent.trim().slice(0, 30) + ' ' + ratio.toFixed(2));
  });
  return faint;
}"""
"""Text whose contrast with what is behind it is under 4.5 to 1 (WCAG 2.2, 1.4.3)."""


def test_a_document_on_paper_says_that_it_is_uncontrolled(desk: Visit, sites: dict[str, str]) -> None:
    page = desk.open(sites["worker"] + "documents/inspections/")
    page.emulate_media(media="print")
    assert page.locator(".m-control__printed").is_visible()
    assert page.locator(".m-printed").is_visible()
    assert not page.locator(".md-header").is_visible()
    assert not page.locator(".md-footer").is_visible()
