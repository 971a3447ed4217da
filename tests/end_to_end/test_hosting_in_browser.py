"""The real manual behind the real web server: the headers let everything work that has to, and the office leaves nothing on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.end_to_end.browser import CHROMIUM, FLAGS, PHONE
from tests.end_to_end.web_server import Host, Login, serving

# A service worker is registered only where the certificate is trusted; that of the test is nobody's.
OWN_FLAGS = ["--host-resolver-rules=MAP *.test 127.0.0.1", "--ignore-certificate-errors"]


@pytest.fixture(scope="module")
def host(built_sites: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    work = tmp_path_factory.mktemp("nginx")
    with Login().listening() as login, serving("nginx", built_sites, login, work) as found:
        yield found


@pytest.fixture(scope="module")
def named_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *OWN_FLAGS])
        yield found
        found.close()


def sign_in(context: BrowserContext, address: str) -> None:
    context.add_cookies([{"name": "__Host-muster", "value": "reader", "url": address, "secure": True}])


def test_both_editions_work_under_the_headers_and_the_phone_keeps_nothing_of_the_office(
    named_browser: Browser, host: Host
) -> None:
    address = f"https://manual.test:{host.port}/"
    context = named_browser.new_context(viewport={"width": PHONE["width"], "height": PHONE["height"]})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    sign_in(context, address)
    for place in ("office/", "office/findings/", "documents/inspections/", "office/people/training/"):
        page.goto(address + place)
        page.wait_for_load_state("networkidle")
    assert "Training" in page.locator("h1").inner_text()
    assert complaints == []
    kept = page.evaluate(
        "caches.keys().then(n => Promise.all(n.map(k => caches.open(k).then(c => c.keys())))).then(a => a.flat().map(r => r.url))"
    )
    assert kept
    assert [url for url in kept if "/office/" in url] == []
    context.close()


def test_who_is_signed_out_while_reading_comes_to_the_login_with_the_next_click(
    named_browser: Browser, host: Host
) -> None:
    address = f"https://manual.test:{host.port}/"
    context = named_browser.new_context(viewport={"width": 1366, "height": 768})
    context.route(
        "https://accounts.test/**", lambda route: route.fulfill(status=200, body="Sign in with your company.")
    )
    sign_in(context, address)
    page = context.new_page()
    page.goto(address + "office/")
    page.wait_for_load_state("networkidle")
    context.clear_cookies()
    page.locator(".md-tabs a", has_text="Documents").click()
    page.wait_for_url("https://accounts.test/**")
    assert page.url == "https://accounts.test/start?rd=/office/documents/"
    context.close()
