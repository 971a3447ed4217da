from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.model.error import BuilderError
from builder.render.site.building.link_proof import BrokenLinks, find_broken_links, prove_links


def write(site: Path, pages: Mapping[str, str]) -> Path:
    for name, text in pages.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)
    return site


@pytest.mark.parametrize("edition", ["worker", "office"])
def test_every_link_of_the_manual_leads_to_a_page_and_to_a_place_in_it(built: Mapping[str, Path], edition: str) -> None:
    assert find_broken_links(built[edition]) == BrokenLinks((), ())


@pytest.mark.parametrize(
    "link",
    [
        '<a href="../sites/shop/">',
        '<a href="../sites/shop/#gate">',
        "<a href=../sites/shop/index.html>",
        "<a class=x href='..'>",
        '<a href=".">',
        '<a href="#here">',
        '<a href="#~sort=2">',
        '<img alt="" src="../a%20b.png">',
        '<a href="?x=1">',
        '<a href="tel:911">',
        '<a href="mailto:a@b.ca">',
        '<a href="https://elsewhere.ca/none/">',
        "<p>Write href=none/ and &lt;img src=none&gt;.</p>",
        '<p title="Write href=none/ there" class=x>',
    ],
)
def test_a_link_that_leads_somewhere_is_left_alone(tmp_path: Path, link: str) -> None:
    pages = {"index.html": "", "sites/shop/index.html": '<h2 id="gate">', "a b.png": ""}
    write(tmp_path, {**pages, "due/index.html": f'<i id="here"></i>{link}'})
    assert find_broken_links(tmp_path) == BrokenLinks((), ())


@pytest.mark.parametrize(
    "link",
    [
        '<a href="../sites/gone/">',
        '<a href="../sites/shop">',
        '<a href="/sites/shop/">',
        '<a href="../../../outside/">',
        '<img src="none.png">',
        "<a href=../files/a.pdf>",
        '<link rel="manifest" href="manifest.webmanifest">',
        '<object data="x.svg">',
    ],
)
def test_a_link_that_leads_nowhere_stops_the_site(tmp_path: Path, link: str) -> None:
    write(tmp_path, {"index.html": "", "sites/shop/index.html": "", "due/index.html": link})
    assert [each.partition(" -> ")[0] for each in find_broken_links(tmp_path).pages] == ["due/index.html"]
    with pytest.raises(BuilderError, match=r"lead nowhere: due/index\.html"):
        prove_links(tmp_path)


def test_a_place_that_a_page_lacks_is_named_but_stops_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"index.html": '<a href="a/#gone">', "a/index.html": '<p id="there"><a href="#away">'})
    assert find_broken_links(tmp_path).places == ("a/index.html -> #away", "index.html -> a/#gone")
    prove_links(tmp_path)
