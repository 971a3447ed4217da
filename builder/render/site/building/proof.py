"""What is proved of a built site before anyone sees it: every page is there, and no browser will ask another host for anything."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.model.error import BuilderError
from builder.render.site.address_book import web_path
from builder.render.site.building.settings import POLICY_PLACEHOLDER
from builder.render.site.offline.offline import WORKER, is_our_worker

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)[^>]*>(.*?)</script>", re.DOTALL)
_SCOPE = re.compile(r'__md_scope=new URL\("\.[./]*",location\)')
"""Where Material's first script says how deep its page lies; a page shown for what is missing says "/" instead."""

DEEPEST = 8
"""No page of ours lies deeper."""

_ASKS = re.compile(
    r"""<(?:script|img|iframe|frame|source|video|audio|embed|track|input|object|image|use|form|base)\b[^>]*?
        \s(?:src|data|srcset|poster|action|href|xlink:href)\s*=\s*["']?\s*(?:[a-z][a-z0-9+.-]*:)?//""",
    re.VERBOSE | re.IGNORECASE,
)
_LINK = re.compile(r"<link\b[^>]*>", re.IGNORECASE)
_FOREIGN_LINK = re.compile(r"""\shref\s*=\s*["']?\s*(?:[a-z][a-z0-9+.-]*:)?//""", re.IGNORECASE)
_SILENT_LINK = re.compile(r"""\srel\s*=\s*["']?(?:canonical|prev|next|alternate)\b""", re.IGNORECASE)
_STYLE_ASKS = re.compile(r"""(?:url\(|@import)\s*["']?\s*(?:https?:)?//""", re.IGNORECASE)


def prove_site(site: Path, files: Iterable[str], scripts: frozenset[str]) -> int:
    """Checks a built site and writes the content security policy into its pages.

    Args:
        site: The folder that MkDocs wrote.
        files: Paths in the tree. Each page (`.md`) must have become a file; ready HTML in it stands in the site as it is.
        scripts: SHA-256 of the script files that may be in it: the theme's and ours.

    Returns:
        How many pages the site has; ready HTML isn't counted.

    Raises:
        BuilderError: A page is missing, something would be fetched from another host, or a script is in it that isn't ours.
    """
    paths = list(files)
    wanted = {f"{web_path(path)}index.html" for path in paths if path.endswith(".md")}
    ready = {path for path in paths if path.endswith(".html")}
    found = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}
    _expect(wanted | ready <= set(found), "The built manual lacks pages", sorted((wanted | ready) - set(found)))
    extra = set(found) - wanted - ready - {"404.html"}
    _expect(not extra, "The built manual has pages that nobody asked for", sorted(extra))
    scripts_found = {each for path in _one_per_depth(found) for each in _scripts(path.read_text("utf-8"))}
    hashes = sorted({_digest(variant) for each in scripts_found for variant in _at_every_depth(each)})
    policy = write_policy(hashes)
    for name, path in found.items():
        _prove_page(name, path, set(hashes), policy)
    _prove_files(site, scripts)
    return len(wanted)


def _one_per_depth(found: dict[str, Path]) -> Iterator[Path]:
    """The theme's own scripts differ between pages only by how deep the page lies."""
    depths: dict[tuple[int, bool], Path] = {}
    for name, path in found.items():
        depths.setdefault((name.count("/"), name == "404.html"), path)
    yield from depths.values()


def _at_every_depth(script: str) -> Iterator[str]:
    """The script as it stands, and as it stands on pages that lie deeper or less deep.

    So the policy of both editions, and of tomorrow's pages, is the same: a web server's configuration that repeats it stays right.
    """
    yield script
    if _SCOPE.search(script):
        for depth in range(DEEPEST + 1):
            up = "/".join([".."] * depth) or "."
            yield _SCOPE.sub(f'__md_scope=new URL("{up}",location)', script, count=1)


def _scripts(html: str) -> Iterator[str]:
    yield from _INLINE_SCRIPT.findall(html)


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


def write_policy(hashes: Iterable[str]) -> str:
    """The content security policy: this host only, and of inline scripts only those with these digests."""
    scripts = " ".join(f"'sha256-{each}'" for each in hashes)
    return (
        f"default-src 'none'; script-src 'self' {scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
    )


def _prove_page(name: str, path: Path, hashes: set[str], policy: str) -> None:
    html = path.read_text("utf-8")
    _expect(not _ASKS.search(html), "A page would fetch something from another host", [name])
    foreign = [link for link in _LINK.findall(html) if _FOREIGN_LINK.search(link) and not _SILENT_LINK.search(link)]
    _expect(not foreign, "A page would fetch something from another host", [name])
    _expect(
        {_digest(each) for each in _scripts(html)} <= hashes, "A page holds a script that is not the theme's", [name]
    )
    path.write_text(html.replace(POLICY_PLACEHOLDER, policy, 1), "utf-8", newline="\n")


def _prove_files(site: Path, scripts: frozenset[str]) -> None:
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.suffix == ".css":
            _expect(
                not _STYLE_ASKS.search(path.read_text("utf-8")),
                "A style sheet would fetch something from another host",
                [name],
            )
        elif name == WORKER:
            _expect(
                is_our_worker(path.read_bytes()), "The built manual holds a service worker that is not ours", [name]
            )
        elif path.suffix in (".js", ".mjs"):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            _expect(digest in scripts, "The built manual holds a script that is neither the theme's nor ours", [name])
        elif path.suffix in (".svg", ".htm", ".xhtml", ".xht") and not name.startswith("assets/"):
            _expect(False, "The built manual holds a file that could run something", [name])


def _expect(is_so: bool, complaint: str, names: list[str]) -> None:
    if not is_so:
        raise BuilderError(f"{complaint}: {', '.join(names[:5])}.", "The site was not replaced; please report this.")
