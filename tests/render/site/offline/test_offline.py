"""The list of a worker edition: what a phone keeps, and how it knows that what arrived is the manual."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from builder.render.site.language import Language
from builder.render.site.languages import ENGLISH
from builder.render.site.offline.icons import FAVICON, TOUCH_ICON, draw_icons
from builder.render.site.offline.offline import FIRST, ONLINE_ONLY, SAVED, is_our_worker, write_offline, write_worker

HOME = '<html><link href="assets/muster.css"><p>Call 911</p><footer>as of {day}</footer></html>'
PAGES = {
    "index.html": HOME,
    "emergency/index.html": '<img src="../assets/icons/touch.png"><footer>as of {day}</footer>',
    "phone/index.html": "<footer>as of {day}</footer>",
    "documents/lift/index.html": "<p>Check the lift.</p><footer>as of {day}</footer>",
    "law/index.html": "<p>Not a language.</p>",
    "fr/index.html": "<p>Manuel</p>",
    "fr/emergency/index.html": "<p>Urgence</p>",
    "assets/muster.css": "p {}",
    "assets/muster.css.map": "{}",
    "assets/search.js": "search()",
    "assets/saving.js": "save()",
    "search/index.json": "[]",
    "search/index.js": "window.index = []",
    "pdf/LIFT.pdf": "%PDF",
    "404.html": "<p>Not here</p>",
    "robots.txt": "Disallow: /",
    "sitemap.xml": "<urlset/>",
    ".muster-site": "{}",
}


def make(folder: Path, day: str = "31 October 2026", changed: dict[str, str] | None = None) -> dict[str, Any]:
    """A site of a few files with its list, as the list says it."""
    for path, text in {**PAGES, **(changed or {})}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text.replace("{day}", day), "utf-8")
    write_offline(folder, date(2026, 10, 31), "Tern Piping", (ENGLISH,), (f"as of {day}",))
    found: dict[str, Any] = json.loads((folder / "offline/list.json").read_text("utf-8"))
    return found


def names(listed: dict[str, Any]) -> dict[str, str]:
    return {path: name for path, name, _, _ in listed["files"]}


def kept(listed: dict[str, Any], keep: int) -> set[str]:
    return {path for path, _, _, how in listed["files"] if how == keep}


def test_home_and_emergency_of_every_language_are_kept_from_the_first_visit_on(tmp_path: Path) -> None:
    listed = make(tmp_path)
    first = kept(listed, FIRST)
    assert {"", "emergency/", "phone/", "fr/", "fr/emergency/", "assets/muster.css", "assets/saving.js"} <= first
    assert not first & {"law/", "documents/lift/", "assets/search.js", "search/index.json"}


def test_the_rest_of_the_manual_is_saved_and_papers_are_asked_for_online(tmp_path: Path) -> None:
    listed = make(tmp_path)
    assert {"documents/lift/", "law/", "assets/search.js", "search/index.json"} <= kept(listed, SAVED)
    assert kept(listed, ONLINE_ONLY) == {"pdf/LIFT.pdf"}
    absent = {"404.html", "robots.txt", "search/index.js", ".muster-site", "sw.js", "assets/muster.css.map"}
    assert not absent & set(names(listed))
    assert not any(path.startswith("offline/") for path in names(listed))


def test_a_file_is_listed_by_the_digest_of_what_has_to_arrive(tmp_path: Path) -> None:
    listed = make(tmp_path)
    data = (tmp_path / "assets/search.js").read_bytes()
    assert names(listed)["assets/search.js"] == hashlib.sha256(data).hexdigest()[:24] + ".js"
    page = (tmp_path / "documents/lift/index.html").read_text("utf-8")
    for mark, text in listed["marks"]:
        page = page.replace(text, mark)
    assert names(listed)["documents/lift/"] == hashlib.sha256(page.encode()).hexdigest()[:24] + ".html"


def test_a_new_day_at_the_foot_of_every_page_makes_a_new_version_but_no_new_pages(tmp_path: Path) -> None:
    before = make(tmp_path / "before")
    after = make(tmp_path / "after", "6 November 2026", {"law/index.html": "<p>New.</p>"})
    assert before["version"] != after["version"]
    differing = {path for path, name in names(after).items() if names(before)[path] != name}
    assert differing == {"law/"}


def test_a_page_that_holds_the_sign_of_a_mark_makes_the_list_go_without_marks(tmp_path: Path) -> None:
    listed = make(tmp_path, changed={"law/index.html": "odd \ue0000\ue000 text"})
    assert listed["marks"] == []
    data = (tmp_path / "documents/lift/index.html").read_bytes()
    assert names(listed)["documents/lift/"].startswith(hashlib.sha256(data).hexdigest()[:24])


def test_the_summary_says_how_much_it_is_and_of_which_day_in_every_language(tmp_path: Path) -> None:
    make(tmp_path)
    french = Language("fr", "Français", {}, months=("janvier",) * 9 + ("octobre",) * 3)
    write_offline(tmp_path, date(2026, 10, 31), "Tern Piping", (ENGLISH, french), ())
    summary = json.loads((tmp_path / "offline/summary.json").read_text("utf-8"))
    listed = json.loads((tmp_path / "offline/list.json").read_text("utf-8"))
    saved = [size for _, _, size, keep in listed["files"] if keep != ONLINE_ONLY]
    assert summary["files"] == len(saved)
    assert summary["bytes"] == sum(saved)
    assert 0 < summary["sent"] <= summary["bytes"]
    assert summary["version"] == listed["version"]
    assert summary["days"] == {"en": "31 October 2026", "fr": "31 octobre 2026"}


def test_equal_sites_have_equal_lists(tmp_path: Path) -> None:
    assert make(tmp_path / "one") == make(tmp_path / "two")


def test_the_worker_knows_the_paths_of_this_manual_only(tmp_path: Path) -> None:
    listed = make(tmp_path)
    worker = (tmp_path / "sw.js").read_bytes()
    line = worker.split(b"\n")[0].decode()
    assert json.loads(line.removeprefix("const PUBLISHED = ").removesuffix(";"))["paths"] == list(names(listed))
    assert is_our_worker(worker)


@pytest.mark.parametrize(
    "data",
    [
        write_worker("1", ["a/"]) + b"\nfetch('https://elsewhere.example/')",
        b"const PUBLISHED = {}; alert(1);\n" + write_worker("1", []).partition(b"\n")[2],
        b"const PUBLISHED = {'paths': alert(1)};\n" + write_worker("1", []).partition(b"\n")[2],
        b"self.addEventListener('fetch', () => 0)",
    ],
)
def test_a_worker_with_anything_else_in_it_is_not_ours(data: bytes) -> None:
    assert not is_our_worker(data)


def test_the_manual_can_be_put_on_a_home_screen_and_stand_in_any_folder(tmp_path: Path) -> None:
    make(tmp_path)
    manifest = json.loads((tmp_path / "manifest.webmanifest").read_text("utf-8"))
    assert manifest["name"] == "Tern Piping"
    assert manifest["start_url"] == manifest["scope"] == "./"
    assert manifest["shortcuts"][0]["url"] == "emergency/"
    assert {icon["sizes"] for icon in manifest["icons"]} >= {"192x192", "512x512"}
    icons = draw_icons()
    for icon in manifest["icons"]:
        size = Image.open(io.BytesIO(icons[icon["src"]])).size
        assert icon["sizes"] == f"{size[0]}x{size[1]}"


@pytest.mark.parametrize(("path", "corner"), [(TOUCH_ICON, (11, 85, 99, 255)), (FAVICON, (0, 0, 0, 0))])
def test_an_icon_fills_what_a_phone_cuts_to_shape_and_leaves_the_rest_clear(
    path: str, corner: tuple[int, int, int, int]
) -> None:
    image = Image.open(io.BytesIO(draw_icons()[path])).convert("RGBA")
    assert image.getpixel((0, 0)) == corner
    assert len(image.getcolors(maxcolors=10**6) or []) > 2
