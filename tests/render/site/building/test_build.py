from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.model.error import BuilderError
from builder.read.source import MemorySource
from builder.render.site.building.build import build_site, check_place
from builder.render.site.building.marker import MARKER
from builder.render.site.building.mkdocs_run import run_mkdocs
from builder.render.site.building.proof import prove_site
from builder.render.site.words import Edition
from tests.render.site.link_check import broken_links
from tests.render.site.small_company import AS_OF, FILES, source, take


def build(edition: Edition, out: Path, files: Mapping[str, str | bytes] | None = None) -> None:
    snapshot, findings = take(edition)
    build_site(snapshot, findings, edition, source=MemorySource(files) if files else source(), out=out, say=print)


def pages(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}


@pytest.mark.parametrize("edition", ["worker", "office"])
def test_every_link_leads_somewhere(built: Mapping[str, Path], edition: str) -> None:
    assert broken_links(built[edition]) == []


@pytest.mark.parametrize("edition", ["worker", "office"])
def test_no_page_is_found_by_a_search_engine(built: Mapping[str, Path], edition: str) -> None:
    assert (built[edition] / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    for name, text in pages(built[edition]).items():
        assert '<meta name="robots" content="noindex, nofollow">' in text, name


def test_every_page_forbids_the_browser_to_ask_other_hosts(built: Mapping[str, Path]) -> None:
    for name, text in pages(built["office"]).items():
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        assert policy, name
        assert "default-src 'none'" in policy[1]
        assert "unsafe-inline" not in policy[1]
        assert "http" not in policy[1]


def test_html_in_a_policy_is_shown_and_not_run(built: Mapping[str, Path]) -> None:
    page = pages(built["worker"])["documents/inspections/index.html"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_the_site_has_our_search_and_nothing_of_the_themes(built: Mapping[str, Path]) -> None:
    for site in built.values():
        assert {path.name for path in (site / "search").iterdir()} == {"index.json", "index.js"}
        assert "hard hat" in (site / "search" / "index.json").read_text("utf-8")
    for name, text in pages(built["worker"]).items():
        assert 'name="search"' not in text, name
        assert 'data-md-component="search' not in text, name


def test_scans_stand_in_the_office_edition_only(built: Mapping[str, Path]) -> None:
    scan = "files/records/inspection/2026/insp-0001.png"
    assert (built["office"] / scan).read_bytes() == FILES["records/inspection/2026/insp-0001.png"]
    assert not (built["worker"] / "files").exists()


def test_the_navigation_of_a_page_does_not_grow_with_the_records(built: Mapping[str, Path]) -> None:
    page = pages(built["office"])["records/inspection/2026/insp-0001/index.html"]
    assert page.count("md-nav__item") < 60
    assert "records/training" not in page[: page.index("<article")]


def test_the_same_snapshot_gives_the_same_bytes(built: Mapping[str, Path], tmp_path: Path) -> None:
    build("worker", tmp_path / "again")
    first = {
        path.relative_to(built["worker"]): path.read_bytes() for path in built["worker"].rglob("*") if path.is_file()
    }
    second = {
        path.relative_to(tmp_path / "again"): path.read_bytes()
        for path in (tmp_path / "again").rglob("*")
        if path.is_file()
    }
    assert first == second


def test_a_site_of_ours_is_replaced_whole(tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / MARKER).write_text("{}\n")
    (out / "old-page.html").write_text("old")
    build("worker", out)
    assert (out / "index.html").is_file()
    assert not (out / "old-page.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_with_anything_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(BuilderError, match="Muster did not make"):
        build("worker", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_link_in_place_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BuilderError, match="is not a folder"):
        check_place(tmp_path / "site")


def test_a_build_that_fails_leaves_the_old_site_where_it_was(tmp_path: Path) -> None:
    out = tmp_path / "site"
    build("worker", out)
    before = (out / "index.html").read_bytes()
    with pytest.raises(BuilderError, match="weather"):
        build("worker", out, {**FILES, "content/index.md": "<!-- muster: weather -->\n"})
    assert (out / "index.html").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_repository_cannot_bring_templates_plugins_or_scripts_into_the_build(tmp_path: Path) -> None:
    hostile = """
site_name: Tern
theme: {name: material, custom_dir: content/overrides}
hooks: [content/evil.py]
plugins: [search, evil]
extra_javascript: [evil.js]
"""
    files = {
        **FILES,
        "mkdocs.yml": hostile,
        "content/overrides/main.html": "{% raise %}",
        "content/evil.py": f"open({str(tmp_path / 'ran')!r}, 'w')",
        "content/evil.js": "alert(1)",
        "content/evil.html": "<script>alert(1)</script>",
        "content/evil.svg": "<svg onload='alert(1)'/>",
    }
    build("worker", tmp_path / "site", files)
    assert not (tmp_path / "ran").exists()
    assert list((tmp_path / "site").rglob("evil*")) == []
    assert "<title>Safety manual - Tern</title>" in (tmp_path / "site" / "index.html").read_text("utf-8")


def test_a_picture_on_a_page_is_copied_and_one_that_no_text_shows_is_not(tmp_path: Path) -> None:
    files = {
        **FILES,
        "content/index.md": "![Where the gates are](map.png)\n",
        "content/map.png": FILES["records/inspection/2026/insp-0001.png"],
        "policies/signed/POL-01-v3.png": FILES["records/inspection/2026/insp-0001.png"],
    }
    build("worker", tmp_path / "site", files)
    assert (tmp_path / "site" / "files" / "content" / "map.png").is_file()
    assert 'src="./files/content/map.png"' in (tmp_path / "site" / "index.html").read_text("utf-8").replace(
        'src="files', 'src="./files'
    )
    assert not (tmp_path / "site" / "files" / "policies").exists()


@pytest.mark.parametrize(
    ("planted", "complaint"),
    [
        ('<img src="https://evil.example/a.png">', "another host"),
        ('<img alt="" srcset="//evil.example/a.png 2x">', "another host"),
        ('<iframe src="http://evil.example">', "another host"),
        ('<link rel="stylesheet" href="https://evil.example/a.css">', "another host"),
        ('<link rel="preload" href="//evil.example/a.woff2">', "another host"),
        ("<script>alert(1)</script>", "not the theme's"),
    ],
)
def test_a_page_that_would_ask_another_host_is_never_put_in_place(tmp_path: Path, planted: str, complaint: str) -> None:
    for name, extra in (("index.html", ""), ("a/index.html", ""), ("b/index.html", planted)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"<html><head></head><body>{extra}</body></html>")
    with pytest.raises(BuilderError, match=complaint):
        prove_site(tmp_path, ["index.md", "a.md", "b.md"], frozenset())


def test_a_page_that_is_missing_from_the_built_site_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<html></html>")
    with pytest.raises(BuilderError, match=r"lacks pages: lost/index\.html"):
        prove_site(tmp_path, ["index.md", "lost.md"], frozenset())


def test_a_script_file_of_unknown_origin_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<html></html>")
    (tmp_path / "x.js").write_text("alert(1)")
    with pytest.raises(BuilderError, match="neither the theme's nor ours"):
        prove_site(tmp_path, ["index.md"], frozenset())


def test_a_style_sheet_that_would_ask_another_host_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<html></html>")
    (tmp_path / "x.css").write_text("@import 'https://fonts.example/a.css';")
    with pytest.raises(BuilderError, match="style sheet"):
        prove_site(tmp_path, ["index.md"], frozenset())


def test_what_mkdocs_complains_about_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("[x](gone.md)\n")
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: x\ndocs_dir: {tmp_path / 'docs'}\nsite_dir: {tmp_path / 'site'}\nstrict: true\n"
    )
    with pytest.raises(BuilderError, match=r"gone\.md"):
        run_mkdocs(tmp_path / "mkdocs.yml", AS_OF)
