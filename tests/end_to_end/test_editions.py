"""Words planted in every field that a person can write are looked for in every byte of each edition, whatever packs or draws it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from builder.cli import app
from tests.end_to_end.canary_company import WORD, Planter, make_history, picture_with, read_everything

FORBIDDEN = {"worker": ("office", "restricted"), "office": ("restricted",)}
SHOWN = {**FORBIDDEN, "stick": FORBIDDEN["worker"]}
"""Levels that may not be in it, for each edition and for the worker edition on a stick."""


@pytest.fixture(scope="module")
def planter() -> Planter:
    return Planter()


@pytest.fixture(scope="module")
def editions(planter: Planter, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    folder = tmp_path_factory.mktemp("canaries")
    make_history(planter, folder / "company")
    (folder / "stick").mkdir()
    for edition in FORBIDDEN:
        options = [
            "--repo",
            folder / "company",
            "--as-of",
            "2026-10-31",
            "--edition",
            edition,
            "--out",
            folder / edition,
        ]
        # What goes on a stick is the worker edition, too.
        options += ["--usb", folder / "stick" / "manual.zip"] if edition == "worker" else []
        result = CliRunner().invoke(app, ["site", *map(str, options)])
        assert result.exit_code == 0, result.output
    return {edition: folder / edition for edition in (*FORBIDDEN, "stick")}


def words_in(site: Path) -> dict[str, set[str]]:
    """By word, the files that hold it."""
    found: dict[str, set[str]] = {}
    for name, data in read_everything(site):
        for match in WORD.finditer(data):
            found.setdefault(match[0].decode().lower(), set()).add(name)
    return found


@pytest.mark.parametrize("edition", SHOWN)
def test_no_byte_of_an_edition_holds_a_word_above_its_level(
    planter: Planter, editions: Mapping[str, Path], edition: str
) -> None:
    found = words_in(editions[edition])
    leaks = {planter.places[word]: files for word, files in found.items() if word[2:-4] in SHOWN[edition]}
    assert leaks == {}


def test_the_words_were_there_to_be_found(planter: Planter, editions: Mapping[str, Path]) -> None:
    """An empty site would hold no secret either: most of what each edition may show is in it."""
    planted = {
        level: {word for word in planter.places if word[2:-4] == level} for level in ("public", "posted", "office")
    }
    worker, office, stick = (set(words_in(editions[edition])) for edition in ("worker", "office", "stick"))
    assert len(stick) > 0.9 * len(worker)
    assert len(planted["office"]) > 500
    assert len(planted["public"] & worker) > 0.8 * len(planted["public"])
    assert len(planted["posted"] & worker) > 0.6 * len(planted["posted"])
    assert len(planted["office"] & office) > 0.8 * len(planted["office"])


def test_the_site_map_and_the_robots_of_each_edition_are_its_own(editions: Mapping[str, Path]) -> None:
    for site in (editions["worker"], editions["office"]):
        places = re.findall(r"<loc>https://manual\.example/([^<]*)</loc>", (site / "sitemap.xml").read_text())
        assert places
        assert [place for place in places if not (site / place / "index.html").is_file()] == []
    assert "findings/" in (editions["office"] / "sitemap.xml").read_text()
    assert "findings/" not in (editions["worker"] / "sitemap.xml").read_text()


def test_a_word_is_found_however_it_is_packed(tmp_path: Path) -> None:
    """What looks for the words finds them in a picture's data, where nobody sees them."""
    (tmp_path / "a.png").write_bytes(picture_with("zqoffice0001"))
    assert words_in(tmp_path) == {"zqoffice0001": {"a.png"}}
