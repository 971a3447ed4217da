"""The manual can be used by everybody: nothing serious for axe on any type of page, and all of it with the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.end_to_end.axe import CONTRAST, find_barriers, page_types
from tests.end_to_end.browser import DESK, PHONE, Visit

EVERYDAY = {
    "worker": ("", "emergency/", "documents/inspections/", "fr/", "sites/shop/"),
    "office": ("", "records/inspection/", "people/training/", "findings/"),
}
"""What people open each day, on any machine that runs the tests; all other types follow in the slow test."""


def open_details(page: Page) -> None:
    """Opens what is folded, because what nobody sees yet isn't looked at."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")


@pytest.mark.parametrize(
    ("size", "scheme"),
    [
        pytest.param(PHONE, "light", id="phone"),
        pytest.param(DESK, "dark", id="desk, dark", marks=pytest.mark.slow),
    ],
)
def test_the_pages_of_every_day_have_no_serious_barrier(
    browser: Browser, sites: dict[str, str], size: dict[str, int], scheme: str
) -> None:
    visit = Visit(browser, size, color_scheme=scheme, service_workers="block")
    found = {}
    for edition, paths in EVERYDAY.items():
        for path in paths:
            response = visit.page.goto(f"{sites[edition]}{path}")
            assert response is not None
            assert response.ok, path
            open_details(visit.page)
            found[f"{edition} {path}"] = find_barriers(visit.page)
    visit.context.close()
    assert {place: barriers for place, barriers in found.items() if barriers} == {}


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["worker", "office"])
def test_no_type_of_page_has_a_serious_barrier(
    browser: Browser, sites: dict[str, str], built_sites: Path, edition: str
) -> None:
    found = {}
    paths = page_types(built_sites / edition)
    assert len(paths) > 15
    for size in (PHONE, DESK):
        for scheme, rules in (("light", ()), ("dark", CONTRAST)):
            visit = Visit(browser, size, color_scheme=scheme, service_workers="block")
            for path in paths:
                visit.page.goto(f"{sites[edition]}{path}")
                open_details(visit.page)
                found[f"{path} {size['width']} {scheme}"] = find_barriers(visit.page, rules)
            visit.context.close()
    assert {place: barriers for place, barriers in found.items() if barriers} == {}


WALK = """() => {
  const at = document.activeElement
  if (at === document.body || at === document.documentElement) return null
  // A radio button may be drawn by its label.
  const drawn = at.matches("input.md-option") ? at.nextElementSibling : at
  const parts = [drawn, drawn.parentElement, drawn.nextElementSibling].filter(Boolean).map(each => getComputedStyle(each))
  const box = drawn.getBoundingClientRect()
  return {
    number: [...document.querySelectorAll("*")].indexOf(at),
    text: at.outerHTML.slice(0, 140),
    seen: getComputedStyle(drawn).visibility === "visible" && box.width > 0 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth,
    ringed: at.matches("input, textarea, select")
      || parts.some(each => each.boxShadow !== "none" || (each.outlineStyle !== "none" && parseFloat(each.outlineWidth) > 0)),
  }
}"""


@pytest.mark.parametrize(
    ("edition", "path", "size"), [("worker", "", PHONE), ("office", "records/inspection/", DESK)], ids=["home", "table"]
)
def test_the_tab_key_reaches_what_can_be_seen_and_shows_where_it_is(
    browser: Browser, sites: dict[str, str], edition: str, path: str, size: dict[str, int]
) -> None:
    visit = Visit(browser, size, service_workers="block", reduced_motion="reduce")
    page = visit.open(f"{sites[edition]}{path}")
    steps = []
    for _ in range(200):
        page.keyboard.press("Tab")
        step = page.evaluate(WALK)
        if step is None or (steps and step["number"] == steps[0]["number"]):
            break
        steps.append(step)
    visit.context.close()
    assert 8 < len(steps) < 199
    # Never caught between a few, and each can be seen where the key has come to.
    assert len({step["number"] for step in steps}) == len(steps)
    assert [step["text"] for step in steps if not step["seen"]] == []
    assert [step["text"] for step in steps if not step["ringed"]] == []


def focused(page: Page) -> str:
    """The words of what has the focus."""
    text: str = page.evaluate(
        "document.activeElement.innerText.trim() || document.activeElement.getAttribute('aria-label') || ''"
    )
    return text


def test_a_document_is_found_and_the_menu_used_without_a_mouse(browser: Browser, sites: dict[str, str]) -> None:
    visit = Visit(browser, PHONE, service_workers="block", reduced_motion="reduce")
    page = visit.open(sites["worker"])
    page.keyboard.press("/")
    page.keyboard.type("inspection program")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/inspections/**")
    page = visit.open(sites["worker"])
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[for=__drawer]')"):
            break
    assert focused(page) == "Navigation"
    page.keyboard.press("Enter")
    page.wait_for_selector(".md-sidebar--primary a:focus")
    assert (
        page.evaluate("document.querySelector('[for=__drawer][role=button]').getAttribute('aria-expanded')") == "true"
    )
    page.keyboard.press("Escape")
    assert focused(page) == "Navigation"
    assert not page.is_checked("#__drawer")
    page.keyboard.press("Enter")
    page.wait_for_selector(".md-sidebar--primary a:focus")
    for _ in range(10):
        if focused(page) == "Emergency":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/emergency/**")
    visit.context.close()
