"""The worker edition on a phone without a signal: the list of its files, the service worker, and what makes it an app.

What happens on the phone stands in site_templates/site/sw.js (reading) and js/later/saving.js (keeping). The build's part is an exact list:
for every path the digest of what has to arrive. A phone keeps a file only when its digest fits, so a login page, a page that something on
the way has changed, or one of the next version is never taken for the manual, and a copy is always of one version.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from builder.render.site.language import Language
from builder.render.site.languages import ENGLISH
from builder.render.site.offline.icons import draw_icons
from builder.render.templates import template_folder

WORKER = "sw.js"
MANIFEST = "manifest.webmanifest"
LIST = "offline/list.json"
SUMMARY = "offline/summary.json"
SAVING = "assets/saving.js"

ONLINE_ONLY, SAVED, FIRST = 0, 1, 2
"""What a phone does with a file: asks for it each time; keeps it with the manual; keeps it from the first visit on."""

_KEPT = frozenset((".html", ".css", ".js", ".json", ".png", ".jpg", ".jpeg", ".webp", ".svg", ".woff2", ".xml", ".webmanifest"))  # fmt: skip
_NEVER = re.compile(r"^(404\.html|robots\.txt|sw\.js|offline/.*|search/index\.js|\..*)$|\.(map|gz)$|/lunr/")
"""Not part of the manual on a phone: the list itself, what only other servers or a stick need."""

_ASSET = re.compile(r"""\s(?:src|href)=["']?([^"'\s>]*assets/[^"'\s>]+)""")
_DIGEST = 24
"""Hexadecimal digits of a SHA-256 that are kept: 96 bits, far more than the files of a manual need to differ by."""

_MARK = "\ue000"
"""A character for private use; texts that differ with each publication are replaced by two of them with a number between."""


@dataclass(frozen=True)
class Listed:
    """A file in the list.

    Attributes:
        path: As a browser asks for it: `documents/x/` for a page.
        name: Under which it is stored: its digest and its suffix.
        size: Bytes.
        keep: One of ONLINE_ONLY, SAVED, FIRST.
    """

    path: str
    name: str
    size: int
    keep: int


def write_offline(site: Path, as_of: date, name: str, languages: Iterable[Language], texts: tuple[str, ...]) -> None:
    """Writes the manifest, the list, its summary and the service worker into a finished worker edition.

    Args:
        site: The folder, proved.
        as_of: The day that the copy is of.
        name: Of the manual, on a home screen.
        languages: Of its pages; each says the day in its own words.
        texts: What stands on many pages and differs with each publication, as HTML. It is left out of the digests, so that a new
            commit that changes one document costs a phone one document and not the whole manual.
    """
    (site / MANIFEST).write_bytes(write_manifest(name))
    data = {path: _web_file(site, path).read_bytes() for path in _web_paths(site)}
    marks = _make_marks(texts, data)
    first = set(_first_paths(site, data))
    files = tuple(_list_file(path, content, marks, first) for path, content in data.items())
    listing = [[each.path, each.name, each.size, each.keep] for each in files]
    day = {"day": as_of.isoformat(), "days": {each.code: each.write_day(as_of) for each in languages}}
    body = {**day, "marks": marks, "files": listing}
    version = hashlib.sha256(_json(body).encode("utf-8")).hexdigest()[:_DIGEST]
    (site / LIST).parent.mkdir(exist_ok=True)
    (site / LIST).write_text(_json({"version": version, **body}), "utf-8", newline="\n")
    saved = [each for each in files if each.keep != ONLINE_ONLY]
    summary = {
        "version": version,
        **day,
        "files": len(saved),
        "bytes": sum(each.size for each in saved),
        "sent": sum(_sent(data[each.path]) for each in saved),
    }
    (site / SUMMARY).write_text(_json(summary), "utf-8", newline="\n")
    (site / WORKER).write_bytes(write_worker(version, [each.path for each in files]))


def write_worker(version: str, paths: list[str]) -> bytes:
    """The service worker: one line that says which paths the manual has, and our code."""
    return f"const PUBLISHED = {_json({'version': version, 'paths': paths})};\n".encode() + _worker_code()


def is_our_worker(data: bytes) -> bool:
    """Whether a file is a service worker of ours: a line of plain data, and below it our code and nothing else."""
    line, _, code = data.partition(b"\n")
    found = re.fullmatch(rb"const PUBLISHED = (\{.*\});", line)
    if found is None or code != _worker_code():
        return False
    try:
        json.loads(found[1])
    except ValueError:
        return False
    return True


@cache
def _worker_code() -> bytes:
    return (template_folder() / "site" / WORKER).read_bytes()


def write_manifest(name: str, language: Language = ENGLISH) -> bytes:
    """What makes the manual an app on a home screen (https://www.w3.org/TR/appmanifest/).

    Addresses in it are relative, so that the manual may stand in a folder of its host.
    """
    words = language.words
    manifest = {
        "name": name,
        "short_name": words["phone_app"],
        "description": words["phone_intro"],
        "lang": language.code,
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#0b5563",
        "icons": [
            {"src": path, "sizes": "x".join([path.rpartition("/")[2].split(".")[0].split("-")[0]] * 2), "type": "image/png"}
            | ({"purpose": "maskable"} if "maskable" in path else {})
            for path in sorted(draw_icons())
            if path.rpartition("/")[2][0].isdigit()
        ],
        "shortcuts": [{"name": words["emergency"], "url": "emergency/"}],
    }  # fmt: skip
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _web_paths(site: Path) -> Iterator[str]:
    found = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    for name in sorted(found):
        if not _NEVER.search(name):
            yield name.removesuffix("index.html") if name == "index.html" or name.endswith("/index.html") else name


def _web_file(site: Path, path: str) -> Path:
    return site / (f"{path}index.html" if path == "" or path.endswith("/") else path)


def _suffix(path: str) -> str:
    return ".html" if path == "" or path.endswith("/") else Path(path).suffix.lower()


def _first_paths(site: Path, data: Mapping[str, bytes]) -> Iterator[str]:
    """Home, emergency and the page about the copy, in every language, with what they ask for to be shown."""
    ends = ("", "emergency/", "phone/")
    pages = [
        path for path in data if path in ends or re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]+)?/(emergency/|phone/)?", path)
    ]
    pages = [path for path in pages if _is_home_of_language(path, data)]
    yield from pages
    yield from (path for path in (SAVING, MANIFEST, "sitemap.xml") if path in data)
    for page in pages:
        for link in _ASSET.findall(data[page].decode("utf-8")):
            yield (site / page / link).resolve().relative_to(site.resolve()).as_posix()


def _is_home_of_language(path: str, data: Mapping[str, bytes]) -> bool:
    """`fr/` is a language where it has an emergency page of its own; `law/` is just a short name."""
    folder = re.sub(r"(emergency|phone)/$", "", path)
    return f"{folder}emergency/" in data


def _make_marks(texts: tuple[str, ...], data: Mapping[str, bytes]) -> list[list[str]]:
    """Pairs of a mark and the text that it stands for, the longest text first; none if somebody wrote the mark's sign into a page."""
    if any(_MARK.encode("utf-8") in content for path, content in data.items() if _suffix(path) == ".html"):
        return []
    longest = sorted(set(texts), key=lambda text: (-len(text), text))
    return [[f"{_MARK}{number}{_MARK}", text] for number, text in enumerate(longest)]


def _list_file(path: str, content: bytes, marks: list[list[str]], first: set[str]) -> Listed:
    suffix = _suffix(path)
    marked = content
    if suffix == ".html":
        for mark, text in marks:
            marked = marked.replace(text.encode("utf-8"), mark.encode("utf-8"))
    keep = FIRST if path in first else SAVED if suffix in _KEPT else ONLINE_ONLY
    return Listed(path, hashlib.sha256(marked).hexdigest()[:_DIGEST] + suffix, len(content), keep)


def _sent(content: bytes) -> int:
    """About how many bytes go over the wire where the server compresses at its lowest level, which is nginx' own choice."""
    return min(len(content), len(zlib.compress(content, 1)))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
