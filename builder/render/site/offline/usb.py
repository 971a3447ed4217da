"""The worker edition as a ZIP file for a stick: unpacked anywhere it opens by a double click, search included, without a server.

A browser that opens a file gets no page for a folder, so every link is made to name its `index.html`; and it refuses to fetch, so what
a server's pages fetch comes as a script (search/index.js), and what only a server is good for is left out.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html import escape
from pathlib import Path

from builder.render.site.language import Language
from builder.render.site.offline.offline import MANIFEST, SAVING
from builder.render.templates import open_templates

START = "START-HERE.html"
"""Capitals, so that it stands out, and stands first, in a list of files."""

FOLDER = "manual"

_LEFT_OUT = re.compile(
    rf"^(404\.html|robots\.txt|sw\.js|sitemap\.xml|offline/.*|search/index\.json|{MANIFEST}|{SAVING}|\..*)$|\.(map|gz)$"
)
_LINK = re.compile(r"""(\shref=)"([^"]*)\"""")
_REFRESH = re.compile(r"""(<meta[^>]*http-equiv="refresh"[^>]*content="[^"]*url=)([^"]*)(")""", re.IGNORECASE)
_ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//|#|$)", re.IGNORECASE)
_SERVER_LINK = re.compile(r"""<link\b[^>]*\srel="(?:manifest|canonical)"[^>]*>\n?""")
_BANNER = 'class="m-saved" hidden'


def make_usb(site: Path, as_of: date, languages: Iterable[Language]) -> bytes:
    """A built worker edition as a ZIP file.

    Args:
        site: The folder that `build_site` made.
        as_of: The day the manual is of, which every page then says, and the date of the files in the ZIP, so that equal sites give equal bytes.
        languages: Of the pages, English first.
    """
    known = tuple(languages)
    name = json.loads((site / MANIFEST).read_text("utf-8"))["name"]
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path, data in _files(site, as_of, known, name):
            info = zipfile.ZipInfo(path, (as_of.year, as_of.month, as_of.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            archive.writestr(info, data)
    return found.getvalue()


def _files(site: Path, as_of: date, languages: tuple[Language, ...], name: str) -> Iterator[tuple[str, bytes]]:
    yield START, _start_page(site, as_of, languages, name).encode("utf-8")
    texts = {
        escape(each.words["saved_copy"].format(day=each.write_day(as_of))): escape(
            each.words["stick_banner"].format(day=each.write_day(as_of))
        )
        for each in languages
    }
    for path in sorted(site.rglob("*")):
        inside = path.relative_to(site).as_posix()
        if not path.is_file() or _LEFT_OUT.search(inside):
            continue
        data = path.read_bytes()
        if path.suffix == ".html":
            data = rewrite_page(data.decode("utf-8"), as_of, texts).encode("utf-8")
        yield f"{FOLDER}/{inside}", data


def rewrite_page(html: str, as_of: date, texts: Mapping[str, str]) -> str:
    """A page as it stands on a stick: links name files, and the line at its top says of which day the copy is.

    `texts` are what the line says of a copy on a phone, and what it says on a stick instead.
    """
    html = _SERVER_LINK.sub("", html)
    html = _LINK.sub(lambda found: f'{found[1]}"{name_file(found[2])}"', html)
    html = _REFRESH.sub(lambda found: f"{found[1]}{name_file(found[2])}{found[3]}", html)
    html = html.replace(_BANNER, f'class="m-saved" data-made="{as_of.isoformat()}"', 1)
    for before, after in texts.items():
        html = html.replace(f"<strong>{before}</strong>", f"<strong>{after}</strong>", 1)
    return html


def name_file(link: str) -> str:
    """A link whose folder is followed by the name of its page: `../sites/#north` → `../sites/index.html#north`; others as they are."""
    if _ELSEWHERE.match(link):
        return link
    path, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", link, re.DOTALL).groups()  # type: ignore[union-attr]
    if path.endswith("/"):
        path += "index.html"
    elif path.rpartition("/")[2] in (".", ".."):
        path += "/index.html"
    return f"{path}{mark}{rest}"


def _start_page(site: Path, as_of: date, languages: tuple[Language, ...], name: str) -> str:
    ways = []
    for each in languages:
        folder = each.folder if each is not languages[0] else ""
        if (site / folder / "index.html").is_file():
            words = {
                key: text.format(day=each.write_day(as_of)) for key, text in each.words.items() if key == "stick_start"
            }
            ways.append({"language": each, "start": words["stick_start"], "folder": f"{FOLDER}/{folder}"})
    return open_templates().get_template("site/start_here.html.j2").render(name=name, ways=ways, folder=FOLDER)
