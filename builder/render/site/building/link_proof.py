"""Every link of a built site followed on disk: each page and file that is linked to is there, and each place in a page too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote

from builder.model.error import BuilderError

_LINK = re.compile(r"""\s(?:href|src|poster|data)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
_PLACE = re.compile(r"""\s(?:id|name)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
"""What begins like this is another host's, a telephone number or a mail address. It is a person's to click, never fetched."""

STATE = "~"
"""After `#~` stands how a table is sorted and sifted; that is no place in the page."""

_ROUTE = "/"
"""After `#/` stands what the editor shows; that isn't one either."""


@dataclass(frozen=True)
class BrokenLinks:
    """Links that lead nowhere, as "page -> link", sorted.

    Attributes:
        pages: To a page or file that isn't there.
        places: To a place in a page that is there without it; one link for each place. The text of a document can have such a link; the reader then comes to
            the head of the right page.
    """

    pages: tuple[str, ...]
    places: tuple[str, ...]


def find_broken_links(site: Path) -> BrokenLinks:
    """Follows each link from each page, as a browser would on any server and from a disk.

    The page for what is missing (404.html) is left out: it is shown at any depth, so its links begin at the root of a server.
    """
    wanted: dict[str, dict[str, str]] = {}
    lost: set[str] = set()
    for page, link, target in _follow(site):
        place = unquote(link.partition("#")[2])
        if not target:
            lost.add(f"{page} -> {link}")
        elif place and not place.startswith((STATE, _ROUTE)) and target.endswith(".html"):
            wanted.setdefault(target, {}).setdefault(place, f"{page} -> {link}")
    without_place: set[str] = set()
    for target, places in wanted.items():
        found = set(_values(_PLACE, (site / target).read_text("utf-8")))
        without_place.update(example for place, example in places.items() if place not in found)
    return BrokenLinks(tuple(sorted(lost)), tuple(sorted(without_place)))


def prove_links(site: Path) -> None:
    """Makes sure that no page leads nowhere.

    Raises:
        BuilderError: One does. A place that a page lacks is no reason: the text of a document can name one.
    """
    lost = sorted({f"{page} -> {link}" for page, link, target in _follow(site) if not target})
    if lost:
        raise BuilderError(
            f"The built manual has links that lead nowhere: {', '.join(lost[:5])}.",
            "The site was not replaced; please report this.",
        )


def _follow(site: Path) -> Iterator[tuple[str, str, str]]:
    """Each link inside the site: the page it stands on, the link, and the file it leads to, or nothing for none.

    One page is held at a time: all links of 6,000 pages at once would take as much memory as making the pages.
    """
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    for page in sorted(path for path in files if path.endswith(".html") and path != "404.html"):
        for link in dict.fromkeys(_values(_LINK, (site / page).read_text("utf-8"))):
            if link and not _ELSEWHERE.match(link):
                yield page, link, _find(files, page, unquote(link.partition("#")[0].partition("?")[0]))


def _values(attribute: re.Pattern[str], html: str) -> Iterator[str]:
    for found in attribute.finditer(html):
        # A text may speak of src=x; only what stands in a tag, and there not between quotation marks, is a link.
        tag = html.rfind("<", 0, found.start())
        if tag > html.rfind(">", 0, found.start()) and html.count('"', tag, found.start()) % 2 == 0:
            value = "".join(found.groups(""))
            yield unescape(value) if "&" in value else value


def _find(files: AbstractSet[str], page: str, path: str) -> str:
    """The file that the path of a link leads to from a page; empty for none."""
    if not path:
        return page
    # A link that begins with a slash is right on one server only, and from a disk never.
    if path.startswith("/"):
        return ""
    target = normpath(f"{page.rpartition('/')[0] or '.'}/{path}")
    is_folder = path.endswith("/") or path.rpartition("/")[2] in (".", "..")
    name = normpath(f"{target}/index.html") if is_folder else target
    return name if name in files else ""
