"""The worker edition on a stick: every link names a file that is there, and nothing is in it that only a server is good for."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest

from builder.render.site.languages import ENGLISH
from builder.render.site.offline.usb import make_usb, name_file, rewrite_page
from tests.render.site.small_company import AS_OF, OFFICE_WORD


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ("../sites/", "../sites/index.html"),
        ("../sites/#north", "../sites/index.html#north"),
        ("./", "./index.html"),
        (".", "./index.html"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        ("a.b/?q=1#x", "a.b/index.html?q=1#x"),
        ("../pdf/POL-01.pdf", "../pdf/POL-01.pdf"),
        ("#top", "#top"),
        ("", ""),
        ("tel:911", "tel:911"),
        ("https://example.org/x/", "https://example.org/x/"),
        ("//example.org/", "//example.org/"),
    ],
)
def test_a_link_to_a_folder_names_its_page(link: str, named: str) -> None:
    assert name_file(link) == named


def test_a_page_says_that_it_is_a_copy_on_a_stick_and_leads_on() -> None:
    page = (
        '<meta http-equiv="refresh" content="0; url=../../documents/lift/">\n<link rel="manifest" href="../m.webmanifest">\n'
        '<aside class="m-saved" hidden><strong>Saved copy of today.</strong></aside><a class="x" href="../lift/">Lift</a>'
    )
    found = rewrite_page(page, AS_OF, {"Saved copy of today.": "Copy on a stick, of today."})
    assert 'url=../../documents/lift/index.html"' in found
    assert "manifest" not in found
    assert '<aside class="m-saved" data-made="2026-10-31"><strong>Copy on a stick, of today.</strong>' in found
    assert 'href="../lift/index.html"' in found


@pytest.fixture(scope="module")
def archive(built: Mapping[str, Path]) -> zipfile.ZipFile:
    data = make_usb(built["worker"], AS_OF, (ENGLISH,))
    assert data == make_usb(built["worker"], AS_OF, (ENGLISH,))
    return zipfile.ZipFile(io.BytesIO(data))


def test_every_link_on_a_stick_leads_to_a_file_on_it(archive: zipfile.ZipFile) -> None:
    files = set(archive.namelist())
    checked = 0
    for path in files:
        if not path.endswith(".html"):
            continue
        for link in re.findall(r'\s(?:href|src)="([^"]*)"', archive.read(path).decode("utf-8")):
            if re.match(r"[a-z][a-z0-9+.-]*:|//|#|$", link):
                continue
            target = (Path("/") / path).parent / unquote(re.split("[?#]", link)[0])
            assert target.resolve().relative_to("/").as_posix() in files, (path, link)
            checked += 1
    assert checked > 500


def test_a_stick_opens_with_the_first_file_and_holds_nothing_for_servers(archive: zipfile.ZipFile) -> None:
    files = archive.namelist()
    assert files[0] == "START-HERE.html"
    start = archive.read("START-HERE.html").decode("utf-8")
    assert 'href="manual/index.html"' in start
    assert "31 October 2026" in start
    assert "manual/search/index.js" in files
    unwanted = ("sw.js", "offline/", "search/index.json", "sitemap", "webmanifest", "404.html", ".muster-site")
    assert [path for path in files if any(each in path for each in unwanted)] == []
    assert {info.date_time for info in archive.infolist()} == {(2026, 10, 31, 0, 0, 0)}
    assert not [path for path in files if OFFICE_WORD.encode() in archive.read(path)]


def test_only_the_worker_edition_has_what_a_phone_keeps(built: Mapping[str, Path]) -> None:
    ours = ("sw.js", "offline/list.json", "manifest.webmanifest", "phone/index.html")
    assert [path for path in ours if not (built["worker"] / path).is_file()] == []
    assert [path for path in ours if (built["office"] / path).exists()] == []
    page = (built["office"] / "index.html").read_text("utf-8")
    assert 'rel="manifest"' not in page
    assert "m-saved" not in page
