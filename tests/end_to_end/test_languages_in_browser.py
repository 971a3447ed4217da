"""French in a real browser: the switch keeps the page, and nothing of one language stays in the frame of the other."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, Route

from tests.end_to_end.browser import PHONE, Visit


def switch(page: Page, code: str) -> None:
    with page.expect_navigation():
        page.locator(f".m-languages__link[hreflang={code}]").click()
    page.wait_for_load_state("networkidle")


def language(page: Page) -> str:
    return str(page.evaluate("document.documentElement.lang"))


def test_the_switch_keeps_the_page_and_brings_its_frame_along(desk: Visit, sites: dict[str, str]) -> None:
    page = desk.open(sites["worker"] + "sites/shop/")
    assert language(page) == "en"
    switch(page, "fr")
    assert page.url == sites["worker"] + "fr/sites/shop/"
    assert language(page) == "fr"
    assert page.locator(".md-tabs").get_by_text("Urgence").count() == 1
    assert page.locator(".md-tabs").get_by_text("Emergency").count() == 0
    assert page.locator("html[lang=fr] .md-skip").inner_text().strip() == "Aller au contenu"
    assert page.locator(".md-logo").first.evaluate("each => each.href") == sites["worker"] + "fr/"
    switch(page, "en")
    assert page.url == sites["worker"] + "sites/shop/"
    assert page.locator(".md-tabs").get_by_text("Urgence").count() == 0
    assert desk.complaints == []


def test_inside_a_language_the_switch_follows_and_between_them_the_page_is_loaded_anew(
    desk: Visit, built_sites: Path
) -> None:
    def answer(route: Route) -> None:
        path = built_sites / "worker" / urlsplit(route.request.url).path.lstrip("/")
        file = path / "index.html" if path.is_dir() else path
        route.fulfill(path=file) if file.is_file() else route.fulfill(status=404)

    # Only at the address of its site map does Material load pages into the frame that is there; the test stands in for the server of that address.
    desk.context.route("https://manual.example/**", answer)
    page = desk.open("https://manual.example/fr/")
    page.evaluate("window.stayed = true")
    page.locator(".md-tabs__link", has_text="Documents").click()
    page.wait_for_url("**/fr/documents/")
    page.locator("h1", has_text="Documents").wait_for()
    assert page.evaluate("window.stayed"), "inside a language Material loads only the middle of the page"
    link = page.locator(".m-languages__link[hreflang=en]")
    assert link.evaluate("each => each.href") == "https://manual.example/documents/"
    page.get_by_role("link", name="Health and safety policy").first.click()
    page.wait_for_url("https://manual.example/documents/health-and-safety-policy/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.stayed") is None
    assert language(page) == "en"
    page.go_back()
    page.wait_for_load_state("networkidle")
    assert (page.url, language(page)) == ("https://manual.example/fr/documents/", "fr")


def test_a_translation_that_is_behind_says_so_on_the_first_screen_of_a_phone(
    phone: Visit, sites: dict[str, str]
) -> None:
    page = phone.open(sites["worker"] + "fr/documents/hanging-pipe/")
    box = page.get_by_text("Cette traduction a 2 versions de retard.").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= PHONE["height"]
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    target = page.locator(".m-languages__link").bounding_box()
    assert target is not None
    assert min(target["width"], target["height"]) >= 40
    page.get_by_role("link", name="Lire l’original (en anglais)").click()
    page.wait_for_url(sites["worker"] + "documents/hanging-pipe/")
    assert phone.complaints == []
