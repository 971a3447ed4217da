"""A document as people use it: what changed in it, on paper, and by the code on an old sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.render.site.building.build import build_site
from tests.checks.example import minimal_files
from tests.end_to_end.axe import find_barriers
from tests.end_to_end.browser import Server, Visit
from tests.render.site.three_versions import PATH, VERSION_3, posted, source

MKDOCS = "site_name: Alder\nsite_url: https://manual.example/\n"


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The worker edition of the company whose program had three versions, served."""
    out = tmp_path_factory.mktemp("documents") / "worker"
    files = minimal_files() | {PATH: VERSION_3.encode(), "mkdocs.yml": MKDOCS.encode()}
    build_site(posted(), (), "worker", source=source(files), out=out, say=lambda _: None)
    with Server(Path(out)) as server:
        yield server.address


def test_what_changed_is_two_taps_away_and_opens_without_a_mouse(manual: str, phone: Visit) -> None:
    page = phone.open(f"{manual}documents/inspections/")
    page.get_by_role("link", name="What changed in it").click()
    page.wait_for_url("**/changes/inspections/")

    assert page.locator("del").nth(1).is_visible()
    assert page.get_by_role("heading", name="Version 3, in effect from 15 June 2026").is_visible()
    folded = page.locator("details.m-same").first
    assert not folded.get_by_text("Twice a month").is_visible()
    folded.locator("summary").focus()
    page.keyboard.press("Enter")
    assert folded.get_by_text("Twice a month").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert find_barriers(page) == []
    assert phone.complaints == []


def test_the_address_on_an_old_sheet_leads_to_the_page_of_today(manual: str, phone: Visit) -> None:
    page = phone.open(f"{manual}p/PRG-07/")
    page.wait_for_url("**/documents/inspections/")

    assert page.get_by_role("heading", level=1).inner_text().startswith("Inspection program")
    assert phone.complaints == []


def test_on_paper_there_is_a_code_and_a_warning_and_nothing_to_tap(manual: str, desk: Visit) -> None:
    page = desk.open(f"{manual}documents/inspections/")
    code = page.get_by_role("img", name="https://manual.example/p/PRG-07/")
    assert not code.is_visible()

    page.emulate_media(media="print")

    assert code.is_visible()
    width = code.bounding_box()
    # 25 mm at 96 dots an inch: what a phone reads from a sheet on a wall.
    assert width is not None
    assert width["width"] >= 25 / 25.4 * 96
    assert page.get_by_text("Uncontrolled when printed – compare").is_visible()
    assert not page.get_by_role("link", name="What changed in it").is_visible()
