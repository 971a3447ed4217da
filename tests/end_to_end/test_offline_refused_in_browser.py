"""What keeps a phone from saving the manual, in a real browser: each has its sentence, and nothing wrong is ever kept."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from tests.end_to_end.browser import Visit
from tests.end_to_end.patchy_server import PatchyServer
from tests.end_to_end.saved_copy import SAVE, open_phone_page, save, stored

LOGIN = (302, {"Location": "/manual/office/"})


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (LOGIN, "The server asks for a sign-in."),
        pytest.param((200, {}), "What arrived was not what the manual lists.", marks=pytest.mark.slow),
        pytest.param((200, {"Cache-Control": "no-store"}), "does not let phones keep it", marks=pytest.mark.slow),
        pytest.param((500, {}), "The server has a problem", marks=pytest.mark.slow),
    ],
)
def test_what_is_not_the_manual_is_never_kept_and_the_reason_is_said(
    phone: Visit, patchy: PatchyServer, answer: tuple[int, dict[str, str]], sentence: str
) -> None:
    page = open_phone_page(phone, patchy)
    page.wait_for_timeout(300)
    patchy.answers["/manual/documents/inspections/"] = answer
    page.get_by_role("button", name=SAVE).click()
    trouble = page.locator(".m-keep__state--trouble")
    expect(trouble).to_contain_text(sentence)
    assert page.get_by_role("button", name="Try again").is_visible()
    kept = page.evaluate(
        """async () => { const store = await caches.open((await caches.keys())[0]); let text = "";
        for (const answer of await store.matchAll()) text += await answer.text(); return text }"""
    )
    assert "Sign in first" not in kept
    assert json.loads(page.evaluate("caches.match(new URL('../.muster/copy', location.href)).then(found => found.text())"))["set"] == "first"  # fmt: skip


def test_a_phone_without_room_says_how_much_it_takes_and_keeps_what_it_had(phone: Visit, patchy: PatchyServer) -> None:
    page = open_phone_page(phone, patchy)
    page.wait_for_timeout(300)
    tools = phone.context.new_cdp_session(page)
    tools.send("Storage.overrideQuotaForOrigin", {"origin": patchy.address[:-8], "quotaSize": 900_000})
    page.get_by_role("button", name=SAVE).click()
    expect(page.locator(".m-keep__state--trouble")).to_contain_text("There is not enough room on this phone")
    assert re.search(r"needs [\d.]+.MB", page.locator(".m-keep__state--trouble").inner_text())
    patchy.is_there = False
    page.goto(patchy.address + "emergency/")
    assert page.locator(".m-saved").is_visible()


@pytest.mark.slow
def test_removing_takes_the_manual_off_and_leaves_emergency(phone: Visit, patchy: PatchyServer) -> None:
    page = save(phone, patchy)
    before = len(stored(page))
    page.get_by_role("button", name="Remove").click()
    expect(page.locator("[data-m=state]")).to_contain_text("The manual was removed from this phone.")
    assert len(stored(page)) < before / 2
    assert page.get_by_role("button", name=SAVE).is_visible()
    patchy.is_there = False
    page.goto(patchy.address + "emergency/")
    assert page.locator(".m-saved").is_visible()


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("Object.defineProperty(window, 'isSecureContext', {value: false})", "begins with https"),
        pytest.param(
            "delete Navigator.prototype.serviceWorker", "This browser cannot save the manual.", marks=pytest.mark.slow
        ),
        pytest.param(
            "CacheStorage.prototype.open = () => Promise.reject(new DOMException('no', 'SecurityError'))",
            "A private window does that",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_a_browser_that_cannot_save_says_why_and_home_shows_no_button(
    phone: Visit, patchy: PatchyServer, script: str, sentence: str
) -> None:
    phone.page.add_init_script(script)
    page = phone.open(patchy.address + "phone/")
    expect(page.locator("[data-m=state]")).to_contain_text(sentence)
    assert page.get_by_role("button", name=SAVE).count() == 0
    page = phone.open(patchy.address)
    page.wait_for_timeout(600)
    assert page.get_by_role("button", name=SAVE).count() == 0
