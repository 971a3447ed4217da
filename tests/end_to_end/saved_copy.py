"""What the tests of the saved copy share: saving it, and looking at what a phone holds."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.end_to_end.browser import Visit
from tests.end_to_end.patchy_server import PatchyServer

DOCUMENT = "documents/hanging-pipe/"
SAVE = "Save the manual on this phone"


def open_phone_page(phone: Visit, patchy: PatchyServer) -> Page:
    page = phone.open(patchy.address + "phone/")
    page.get_by_role("button", name=SAVE).wait_for()
    return page


def save(phone: Visit, patchy: PatchyServer) -> Page:
    page = open_phone_page(phone, patchy)
    page.get_by_role("button", name=SAVE).click()
    page.locator(".m-keep__state--saved").wait_for()
    return page


def wait_for_copy(page: Page, patchy: PatchyServer, day: str) -> None:
    """Waits until the whole copy on the phone is that of a day."""
    # Not by wait_for_function, for which a promise is something true.
    for _ in range(100):
        found = page.evaluate(
            "async root => { const copy = await caches.match(root + '.muster/copy'), plan = await caches.match(root + '.muster/plan');"
            " return copy && !plan ? (await copy.json()).day : '' }",
            patchy.address,
        )
        if found == day:
            return
        page.wait_for_timeout(50)
    pytest.fail(f"The copy is not of {day}.")


def stored(page: Page) -> list[str]:
    """Everything that the copy holds, by the address that it is stored under."""
    names: list[str] = page.evaluate(
        """async () => { const found = [];
        for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) found.push(request.url);
        return found }"""
    )
    return names
