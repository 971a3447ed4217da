"""The manual on a stick, opened by a double click: no server, no connection, the search included."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from playwright.sync_api import expect

from builder.render.site.languages import ENGLISH
from builder.render.site.offline.usb import make_usb
from tests.end_to_end.browser import Visit
from tests.render.site.small_company import AS_OF


def test_a_stick_opens_by_a_double_click_and_is_searched(phone: Visit, built_sites: Path, tmp_path: Path) -> None:
    stick = tmp_path / "my stick"
    (tmp_path / "manual.zip").write_bytes(make_usb(built_sites / "worker", AS_OF, (ENGLISH,)))
    zipfile.ZipFile(tmp_path / "manual.zip").extractall(stick)
    phone.context.set_offline(True)

    page = phone.open((stick / "START-HERE.html").as_uri())
    assert "as it was on 31 October 2026" in page.locator("main").inner_text()
    page.get_by_role("link", name="Open the manual").click()
    page.wait_for_url("**/manual/index.html")
    line = page.locator(".m-saved")
    assert line.locator("p").inner_text().startswith("Copy on a stick, of 31 October 2026.")
    assert not line.get_by_role("button").is_visible()
    assert page.get_by_role("button", name="Save the manual on this phone").count() == 0

    page.keyboard.press("/")
    page.keyboard.type("walkaround", delay=5)
    expect(page.get_by_role("option").first).to_have_attribute("href", re.compile("documents/inspections/"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/inspections/index.html*")
    assert page.locator("h1").inner_text().startswith("Inspection program")
    page.get_by_role("link", name="Hanging pipe").click()
    page.wait_for_url("**/documents/hanging-pipe/index.html#before-you-start")
    assert phone.complaints == []
    assert [url for url in phone.requests if not url.startswith(("file:", "data:"))] == []
