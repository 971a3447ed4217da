"""Follows every link of a built site on disk, as a browser would on any server."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

_LINK = re.compile(r"""<(?:a|link|img|script)\b[^>]*?\s(?:href|src)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
_ID = re.compile(r"""\s(?:id|name)=(?:"([^"]*)"|([^\s>]+))""")


def broken_links(site: Path) -> list[str]:
    """Links that lead nowhere, as "page -> link"."""
    pages = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}
    ids = {name: {unescape(a or b) for a, b in _ID.findall(text)} for name, text in pages.items()}
    broken = []
    for name, text in pages.items():
        if name == "404.html":
            continue
        for parts in _LINK.findall(text):
            link = unescape("".join(parts))
            target = urlsplit(urljoin(f"http://site/{name}", link))
            if (
                target.scheme == "http"
                and target.netloc == "site"
                and not _leads_somewhere(site, ids, target.path, target.fragment)
            ):
                broken.append(f"{name} -> {link}")
    return sorted(set(broken))


def _leads_somewhere(site: Path, ids: dict[str, set[str]], path: str, fragment: str) -> bool:
    name = unquote(path).lstrip("/")
    if name == "" or name.endswith("/"):
        name += "index.html"
    if not (site / name).is_file():
        return False
    # After #~ stands how a table is sifted and sorted.
    return not fragment or fragment.startswith("~") or name not in ids or unquote(fragment) in ids[name]
