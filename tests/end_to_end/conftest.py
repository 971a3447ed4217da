"""What the tests in a browser share: the browser, and both editions of the small company behind a web server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from builder.render.site.building.build import build_site
from builder.render.site.words import Edition
from tests.end_to_end.browser import CHROMIUM, DESK, FLAGS, PHONE, Server, Visit
from tests.end_to_end.patchy_server import PatchyServer
from tests.render.site.small_company import source, take

EDITIONS: tuple[Edition, ...] = ("worker", "office")


# One browser per module: while Playwright runs, its event loop is that of the thread, and pyHanko can't start one of its own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def built_sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small company's editions, worker/ and office/."""
    folder = tmp_path_factory.mktemp("browser")
    for edition in EDITIONS:
        snapshot, findings = take(edition)
        build_site(snapshot, findings, edition, source=source(), out=folder / edition, say=lambda _: None)
    return folder


@pytest.fixture(scope="module")
def sites(built_sites: Path) -> Iterator[Mapping[str, str]]:
    """The address of each edition, with a slash at its end."""
    with Server(built_sites) as server:
        yield {edition: f"{server.address}{edition}/" for edition in EDITIONS}


@pytest.fixture
def phone(browser: Browser) -> Iterator[Visit]:
    visit = Visit(browser, PHONE)
    yield visit
    visit.context.close()


@pytest.fixture
def desk(browser: Browser) -> Iterator[Visit]:
    visit = Visit(browser, DESK)
    yield visit
    visit.context.close()


@pytest.fixture
def patchy(built_sites: Path, tmp_path: Path) -> Iterator[PatchyServer]:
    """The worker edition in a folder of its host, the office edition in a folder below it, behind a connection that can be lost."""
    shutil.copytree(built_sites / "worker", tmp_path / "manual")
    shutil.copytree(built_sites / "office", tmp_path / "manual" / "office")
    with PatchyServer(tmp_path) as found:
        found.address += "manual/"
        yield found
