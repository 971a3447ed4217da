"""The search's index of an edition: every page by its weight, no rows of registers, nothing beyond the level, the same bytes each time."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from builder.read.program import read_program
from builder.read.source import MemorySource
from builder.render.site.page import Page
from builder.render.site.pages import render_tree
from builder.render.site.search.index import INDEX, INDEX_SCRIPT, noted, write_index
from builder.render.site.words import Edition
from tests.render.site.small_company import OFFICE_WORD, content, take


@cache
def files(edition: Edition) -> Mapping[str, str | bytes]:
    snapshot, findings = take(edition)
    return render_tree(snapshot, findings, edition, content=content()).files


def index(edition: Edition) -> dict[str, Any]:
    return dict(json.loads(files(edition)[INDEX]))


def pages(edition: Edition) -> dict[str, list[Any]]:
    return {page[0]: page for page in index(edition)["pages"]}


def entries(*made: Page) -> list[Any]:
    found: list[Any] = []
    assert list(noted(made, found)) == list(made)
    return found


def test_a_document_stands_with_its_id_its_search_words_and_its_text() -> None:
    _, title, _, weight, _, words, sections = pages("worker")["documents/inspections/"]
    assert (title, weight) == ("Inspection program", 100)
    assert words == ["PRG-07", "hard hat", "walkaround"]
    assert next(text for anchor, _, text in sections if anchor == "schedule").startswith("The shop is inspected")


def test_records_are_found_by_what_they_are_and_their_id_only() -> None:
    found = pages("office")["records/inspection/2026/insp-0001/"]
    assert found[1] == "Inspection insp-0001"
    assert found[6] == []
    assert "records/inspection/2026/" not in pages("office")
    assert "insp-0001" not in files("worker")[INDEX].decode()  # type: ignore[union-attr]


def test_the_emergency_comes_before_documents_and_documents_before_registers_and_questions() -> None:
    found = pages("worker")
    weights = [
        found[each][3]
        for each in ("emergency/", "documents/emergency-response-shop/", "documents/inspections/", "records/inspection/", "elements/inspections/")
    ]  # fmt: skip
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == 5


def test_nothing_of_the_office_is_in_the_index_of_the_workers() -> None:
    for path in (INDEX, INDEX_SCRIPT):
        data = files("worker")[path]
        assert isinstance(data, bytes)
        assert OFFICE_WORD not in data.decode()
    assert OFFICE_WORD in json.dumps(index("office"))


def test_the_index_for_a_stick_is_the_same_as_a_script() -> None:
    script = files("worker")[INDEX_SCRIPT]
    assert isinstance(script, bytes)
    assert json.loads(script.decode().removeprefix("window.musterIndex=").removesuffix(";\n")) == index("worker")


def test_pages_come_in_the_same_order_whatever_order_they_were_made_in() -> None:
    made = [
        Page("b.md", "B", "<div>b</div>"),
        Page("a.md", "A", "<div>a</div>"),
        Page("c.md", "C", "", is_searched=False),
    ]
    one, other = write_index(entries(*made), []), write_index(entries(*reversed(made)), [])
    assert one == other
    assert [page[0] for page in json.loads(one)["pages"]] == ["a/", "b/"]


def test_a_replaced_document_and_a_withdrawn_one_weigh_nothing() -> None:
    made = entries(Page("documents/old.md", "Old", ""), Page("documents/gone.md", "Gone", "", 0.0))
    found = json.loads(write_index(made, [], frozenset({"documents/old/"})))
    assert [page[3] for page in found["pages"]] == [0, 0]


def test_a_page_in_french_says_so_and_weighs_like_its_english_one() -> None:
    english, french = entries(Page("documents/x.md", "Ladders", ""), Page("fr/documents/x.md", "Échelles", ""))
    assert (english[3], english[4]) == (100, "")
    assert (french[3], french[4]) == (100, "fr")


def test_a_companys_own_words_stand_beside_those_that_muster_brings_without_what_means_something_else_here() -> None:
    snapshot, findings = take("worker")
    text = "groups: [[lid, hard hat]]\nnot_here: [psi]\n"
    program = read_program(MemorySource({"records/synonyms.yaml": text}))
    changed = replace(snapshot, program=replace(snapshot.program, synonyms=program.synonyms))
    shipped = index("worker")["synonyms"]
    own = json.loads(render_tree(changed, findings, "worker", content=content()).files[INDEX])["synonyms"]
    assert ["PSI", "potentially serious incident"] in shipped
    assert own == [each for each in shipped if "PSI" not in each] + [["lid", "hard hat"]]


def test_every_place_that_the_index_names_is_in_the_built_site(built: Mapping[str, Path]) -> None:
    for edition, site in built.items():
        for location, _, _, _, _, _, sections in index("worker" if edition == "worker" else "office")["pages"]:
            ids = set(re.findall(r'\sid="([^"]+)"', (site / location / "index.html").read_text("utf-8")))
            assert {anchor for anchor, _, _ in sections if anchor} <= ids, location
