"""The home page in a real browser: what the phone remembers, what a manager sees on one screen, and the charts by keyboard."""

from __future__ import annotations

import json

from playwright.sync_api import Page

from tests.end_to_end.browser import DESK, PHONE, Visit


def bottom(page: Page, selector: str) -> float:
    """Where the first such element ends, in pixels from the top of the window."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def names(page: Page, selector: str) -> list[str]:
    return [str(each.get_attribute("data-site")) for each in page.locator(f"{selector} > [data-site]").all()]


def test_my_site_comes_first_and_is_remembered_on_this_phone_only(phone: Visit, sites: dict[str, str]) -> None:
    page = phone.open(sites["worker"])
    assert names(page, ".m-places") == ["northgate", "shop"]
    assert page.locator("a[href='tel:4035550103']").first.is_hidden()
    page.get_by_label("My site").select_option("shop")
    assert names(page, ".m-places") == ["shop", "northgate"]
    assert page.get_by_text("Kept on this phone only.").is_visible()
    # The other sites are one tap away, so that the search moves into the first screen.
    assert page.locator(".m-places [data-site=northgate]").is_hidden()
    assert bottom(page, ".m-find__search") <= PHONE["height"]
    page.get_by_role("button", name="Other sites").click()
    assert page.locator(".m-places [data-site=northgate]").is_visible()
    # With the site chosen, its first aider can be called from the first screen, and its forms are open.
    assert page.locator(".m-places a[href='tel:4035550103']").first.is_visible()
    assert page.locator(".m-forms [data-site=shop] a").first.is_visible()

    asked = len(phone.requests)
    page.reload()
    page.wait_for_load_state("networkidle")
    assert names(page, ".m-places") == ["shop", "northgate"]
    assert page.get_by_label("My site").input_value() == "shop"
    assert bottom(page, ".m-mine a[href='tel:4035550103']") <= PHONE["height"]
    assert not [url for url in phone.requests[asked:] if "shop" in url.removeprefix(sites["worker"])]

    page.get_by_label("My site").select_option("")
    assert page.locator(".m-places [data-site=northgate]").is_visible()
    assert names(page, ".m-places") == ["northgate", "shop"]
    assert page.evaluate("localStorage.getItem('muster-my-site')") is None
    assert phone.complaints == []


def test_what_is_new_since_the_last_look_is_marked_until_it_is_opened(phone: Visit, sites: dict[str, str]) -> None:
    page = phone.open(sites["worker"])
    assert page.locator(".m-changes__since").is_hidden()  # The first look: everything would be new, so nothing is said.
    before = {"now": {"asOf": "2026-08-01", "day": "1 August 2026", "keys": ["PRG-07 3"]}}
    page.evaluate("text => localStorage.setItem('muster-seen', text)", json.dumps(before))
    page.reload()
    line = page.locator(".m-changes__since")
    assert " ".join(line.inner_text().split()) == "3 new since you last looked (1 August 2026)"
    assert page.locator(".m-changes__new:visible").count() == 3
    assert page.locator("[data-seen='PRG-07 3'] .m-changes__new").is_hidden()

    page.reload()  # The same manual again: still new.
    assert page.locator(".m-changes__new:visible").count() == 3
    page.locator("[data-seen='PLN-02 3'] a").first.click()
    page.wait_for_url("**/documents/emergency-response-shop/")
    page.goto(sites["worker"])
    assert page.locator(".m-changes__new:visible").count() == 2


def test_a_browser_that_keeps_nothing_shows_the_page_all_the_same(phone: Visit, sites: dict[str, str]) -> None:
    phone.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });"
    )
    page = phone.page
    page.goto(sites["worker"])
    page.get_by_label("My site").select_option("shop")
    assert names(page, ".m-places") == ["shop", "northgate"]
    assert page.get_by_text("Kept on this phone only.").count() == 0


def test_one_screen_answers_what_a_manager_asks(desk: Visit, sites: dict[str, str]) -> None:
    page = desk.open(sites["office"])
    assert page.locator(".m-answer").count() == 4
    assert bottom(page, ".m-answer >> nth=3") <= DESK["height"]
    assert bottom(page, ".m-chart figcaption") <= DESK["height"]
    assert bottom(page, ".m-board__line a[href='tel:911']") <= DESK["height"]
    assert desk.complaints == []
    # Every number leads to its rows, also after Material has loaded the page without a reload.
    page.locator(".m-answer__number a", has_text="past").click()
    page.wait_for_url("**/due/#due_0")
    assert page.locator("#due_0").is_visible()
    page.go_back()
    page.wait_for_url(sites["office"])
    page.locator(".m-chart__picture a[aria-label$='with evidence']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/elements/**")
    assert desk.complaints == []


def test_a_chart_on_paper_stays_under_its_title(desk: Visit, sites: dict[str, str]) -> None:
    page = desk.open(sites["office"])
    page.emulate_media(media="print")
    styles = page.evaluate(
        """() => [getComputedStyle(document.querySelector('.m-chart figcaption')).breakAfter,
                  getComputedStyle(document.querySelector('.m-chart__picture')).breakInside]"""
    )
    assert styles == ["avoid", "avoid"]


def test_the_board_fits_a_phone_and_its_charts_keep_their_letters(phone: Visit, sites: dict[str, str]) -> None:
    page = phone.open(sites["office"])
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.m-chart__picture text')).fontSize)")
    assert size >= 12
    numbers = page.evaluate(
        """() => [...document.querySelectorAll('.m-chart__picture')].filter(e => e.getBoundingClientRect().right > innerWidth).length"""
    )
    assert numbers == 0
