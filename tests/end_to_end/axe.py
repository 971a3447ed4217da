"""axe-core in a page of the browser: what would keep people with a screen reader, a magnifier or no mouse from using it.

The library comes with the wheel `axe-playwright-python`; only its script is used, put in by the browser itself, past the page's own policy.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Page

SEVERE = ("serious", "critical")
CONTRAST = ("color-contrast",)
"""The rules whose outcome depends on the colours alone: what is asked again in the dark."""

_RUN = """async rules => {
  const found = await axe.run(document, { resultTypes: ["violations"], ...(rules.length ? { runOnly: rules } : {}) })
  return found.violations.map(each => [each.impact, each.id, each.nodes.map(node => node.html.slice(0, 160))])
}"""


@cache
def _script() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def find_barriers(page: Page, rules: tuple[str, ...] = ()) -> list[str]:
    """What axe finds serious or critical on the page as it is now: rule and elements.

    Args:
        page: Open.
        rules: Only these; all when left out.
    """
    page.evaluate(_script())
    found = page.evaluate(_RUN, list(rules))
    return [f"{impact} {rule}: {html}" for impact, rule, nodes in found if impact in SEVERE for html in nodes]


def page_types(site: Path) -> list[str]:
    """One page of every type in a built site, as addresses below its root: of each folder the first page at each depth.

    Pages that lead on by themselves are no pages that anybody reads.
    """
    found: dict[tuple[str, int], str] = {}
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        top = path.split("/")[0]
        if 'http-equiv="refresh"' not in file.read_text(encoding="utf-8"):
            found.setdefault((top if "/" in path else "", path.count("/")), path.removesuffix("index.html"))
    return sorted(found.values())
