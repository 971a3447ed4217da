"""The manual saved on a phone, in a real browser: airplane mode, a server that is gone, and a new version.

The worker edition stands in a folder of its host, and the office edition in a folder below it: the worst neighbours there can be.
"""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

from builder.render.site.languages import ENGLISH
from builder.render.site.offline.offline import write_offline
from tests.end_to_end.browser import PHONE, Visit
from tests.end_to_end.patchy_server import PatchyServer
from tests.end_to_end.saved_copy import DOCUMENT, SAVE, open_phone_page, save, stored, wait_for_copy

NOTE = "Worker edition · as of 31 October 2026"
COPY = "Saved copy of 31 October 2026."
LATER = date(2026, 11, 6)


@pytest.fixture
def manual(tmp_path: Path) -> Path:
    return tmp_path / "manual"


def publish(manual: Path, day: date, texts: tuple[str, ...]) -> None:
    """What a new build does to the list, once the pages are changed; the office's pages are no part of the manual."""
    office = manual.parent / "office"
    shutil.move(manual / "office", office)
    write_offline(manual, day, "Tern Piping", (ENGLISH,), texts)
    shutil.move(office, manual / "office")


def publish_later(manual: Path, before: str, after: str) -> None:
    """The manual of a week later: every page says so in its frame, and one document says something else."""
    for path in manual.rglob("*.html"):
        if "office" not in path.parts:
            text = path.read_text("utf-8").replace("31 October 2026", "6 November 2026")
            path.write_text(text.replace(before, after), "utf-8")
    publish(manual, LATER, (NOTE.replace("31 October", "6 November"), COPY.replace("31 October", "6 November")))


def test_a_saved_manual_opens_in_airplane_mode_with_its_search(phone: Visit, patchy: PatchyServer) -> None:
    page = open_phone_page(phone, patchy)
    state = page.locator("[data-m=state]")
    assert re.match(
        r"The manual of 31 October 2026: about [\d.]+.[kM]B to download, [\d.]+.MB on the phone\.", state.inner_text()
    )
    page.get_by_role("button", name=SAVE).click()
    expect(state).to_contain_text("The manual of 31 October 2026 is saved on this phone")

    phone.context.set_offline(True)
    page.goto(patchy.address + DOCUMENT)
    assert page.locator("h1").inner_text().startswith("Installing overhead pipe")
    line = page.get_by_role("complementary", name="About this copy")
    assert line.locator("p").inner_text() == f"{COPY} Last compared with the manual online today."
    page.keyboard.press("/")
    page.keyboard.type("walkaround", delay=5)
    expect(page.get_by_role("option").first).to_have_attribute("href", re.compile("documents/inspections/"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/inspections/**")
    expect(page.locator("h1")).to_contain_text("Inspection program")
    expect(line).to_be_visible()


def test_the_line_about_the_copy_is_there_when_the_page_is_drawn_and_moves_nothing(
    phone: Visit, patchy: PatchyServer
) -> None:
    save(phone, patchy)
    page = phone.page
    page.evaluate(
        """async () => { const store = await caches.open((await caches.keys())[0]);
        await store.put(new URL("../.muster/checked", location.href), new Response(new Date(Date.now() - 20 * 86400000).toISOString())) }"""
    )
    patchy.is_there = False
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(e => { window.moved += e.value }))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(patchy.address + DOCUMENT)
    page.wait_for_timeout(500)
    line = page.locator(".m-saved")
    assert "Last compared with the manual online 2 weeks ago." in line.inner_text()
    assert "It may be out of date" in line.inner_text()
    assert page.evaluate("window.moved") == 0
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    patchy.is_there = True
    page.get_by_role("button", name="Load the newest").click()
    expect(line).to_be_hidden()


def test_home_and_emergency_stay_on_a_phone_that_opened_the_manual_once(phone: Visit, patchy: PatchyServer) -> None:
    page = phone.open(patchy.address)
    wait_for_copy(page, patchy, "2026-10-31")
    patchy.is_there = False
    for place, title in (("emergency/", "Emergency"), ("", "Safety manual")):
        page.goto(patchy.address + place)
        assert title in page.locator("h1").inner_text()
        assert page.locator(".m-saved").is_visible()
    page.goto(patchy.address + DOCUMENT)
    page.wait_for_url("**/phone/?page=*")
    missing = page.locator(".m-keep__missing")
    assert missing.inner_text().startswith("The page you asked for is not on this phone")
    patchy.is_there = True
    missing.get_by_role("link", name="Try again").click()
    page.wait_for_url("**/" + DOCUMENT)


def test_what_the_manual_does_not_list_never_goes_through_the_worker_nor_into_the_copy(
    phone: Visit, patchy: PatchyServer
) -> None:
    page = save(phone, patchy)
    through: dict[str, bool] = {}
    page.on("response", lambda answer: through.update({answer.url: answer.from_service_worker}))
    page.goto(patchy.address + "documents/")
    assert page.evaluate("!!navigator.serviceWorker.controller")
    assert through[patchy.address + "documents/"]
    page.goto(patchy.address + "office/")
    page.goto(patchy.address + "office/people/training/")
    page.wait_for_load_state("networkidle")
    office = {url: seen for url, seen in through.items() if "/office/" in url}
    assert len(office) > 4
    assert not any(office.values())
    assert page.locator("link[rel=manifest]").count() == 0
    names = stored(page)
    assert len(names) > 40
    assert not [name for name in names if "office" in name]
    assert all(name.startswith(patchy.address + ".muster/") for name in names)
    phone.context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(patchy.address + "office/people/training/")


def test_a_new_version_costs_what_changed_and_replaces_the_copy_whole(
    phone: Visit, patchy: PatchyServer, manual: Path
) -> None:
    publish(manual, date(2026, 10, 31), (NOTE, COPY))
    page = save(phone, patchy)
    before = len(stored(page))
    publish_later(manual, "Harness on.", "Harness on, lanyard checked.")
    patchy.asked.clear()
    patchy.answers["/manual/" + DOCUMENT] = (503, {})
    page.goto(patchy.address)
    page.wait_for_timeout(3500)
    # The one changed page could not be had, so nothing of the new version is in the copy.
    patchy.is_there = False
    for place, text in (("", NOTE), (DOCUMENT, "Harness on.")):
        page.goto(patchy.address + place)
        assert COPY in page.locator(".m-saved").inner_text()
        assert text in page.locator("body").inner_text()

    patchy.is_there = True
    patchy.answers.clear()
    patchy.asked.clear()
    page.goto(patchy.address + "emergency/")
    wait_for_copy(page, patchy, LATER.isoformat())
    fetched = [path for path in patchy.asked if path.endswith("/") and path != "/manual/emergency/"]
    assert set(fetched) == {"/manual/" + DOCUMENT}
    page.wait_for_timeout(200)
    assert len(stored(page)) == before
    patchy.is_there = False
    for place, text in (("", NOTE), (DOCUMENT, "Harness on, lanyard checked.")):
        page.goto(patchy.address + place)
        assert "Saved copy of 6 November 2026." in page.locator(".m-saved").inner_text()
        assert text.replace("31 October", "6 November") in page.locator("body").inner_text()


@pytest.mark.slow
def test_a_save_that_was_cut_off_says_so_and_goes_on_by_itself(phone: Visit, patchy: PatchyServer) -> None:
    page = open_phone_page(phone, patchy)
    patchy.left = 30
    page.get_by_role("button", name=SAVE).click()
    state = page.locator("[data-m=state]")
    expect(state).to_contain_text("The connection was lost at")
    done = int(re.findall(r"at (\d+) of", state.inner_text())[0])
    assert done > 10
    # Until it is whole, only the first pages are the copy.
    page.goto(patchy.address + DOCUMENT)
    page.wait_for_url("**/phone/?page=*")
    patchy.left = 10**9
    patchy.asked.clear()
    page.reload()
    page.locator(".m-keep__state--saved").wait_for()
    assert len(patchy.asked) < len(stored(page)) - done + 20
    patchy.is_there = False
    page.goto(patchy.address + DOCUMENT)
    assert page.locator("h1").inner_text().startswith("Installing overhead pipe")


@pytest.mark.slow
def test_where_the_signal_is_bad_a_page_out_of_the_copy_comes_within_seconds(
    phone: Visit, patchy: PatchyServer
) -> None:
    page = save(phone, patchy)
    patchy.delay = 6
    page.goto(patchy.address + DOCUMENT, timeout=5000)
    line = page.locator(".m-saved")
    assert COPY in line.inner_text()
    # Whoever asks for the newest is ready to wait for it.
    page.get_by_role("button", name="Load the newest").click()
    expect(line).to_be_hidden(timeout=15_000)
