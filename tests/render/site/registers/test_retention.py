"""The retention schedule: every type with how often, who signs, how long and on whose word, in both editions."""

from __future__ import annotations

import re

import pytest

from builder.record_types import TYPES
from builder.render.site.pages import render_tree
from builder.render.site.words import Edition
from tests.render.site.small_company import content, take


def page_of(edition: Edition, path: str = "records/retention.md") -> str:
    snapshot, findings = take(edition)
    return str(render_tree(snapshot, findings, edition, content=content()).files[path])


def rows_of(page: str) -> dict[str, list[str]]:
    rows = {}
    for row in re.findall(r"<tr[^>]*>(.*?)</tr>", page, re.DOTALL):
        cells = [
            " ".join(re.sub(r"<[^>]+>", "", cell).split())
            for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
        ]
        if cells:
            rows[cells[0]] = cells[1:]
    return rows


@pytest.mark.parametrize("edition", ["worker", "office"])
def test_every_type_stands_in_it_with_each_kind_that_has_a_time_of_its_own(edition: Edition) -> None:
    rows = rows_of(page_of(edition))
    assert len(rows) == sum(len(model.retention()) for model in TYPES.values())
    assert {model.PLURAL.replace("'", "&#39;") for model in TYPES.values()} <= rows.keys()


def test_a_row_says_how_often_who_signs_how_long_and_on_whose_word() -> None:
    rows = rows_of(page_of("worker"))
    assert rows["Investigations"] == [
        "After each incident of the classes that the procedure names",
        "Team",
        "2 years, and until the audit cycle after it has ended",
        "OHS Act, section 33(6) to (8), read 2023-12",
    ]
    assert rows["Restricted records (stubs): first aid"][2:] == [
        "3 years, locked away",
        "OHS Code, sections 183(2) and 184, read 2025-03-31",
    ]
    assert rows["Inspections"][3] == "Our default"


def test_it_is_reached_from_the_navigation_and_from_the_overview() -> None:
    for edition in ("worker", "office"):
        snapshot, findings = take("worker" if edition == "worker" else "office")
        tree = render_tree(snapshot, findings, "worker" if edition == "worker" else "office", content=content())
        assert "'Retention schedule': 'records/retention.md'" in str(tree.nav)
        assert ">Retention schedule</a>" in str(tree.files["records/index.md"])


def test_the_page_of_a_type_says_how_often_and_how_long() -> None:
    page = page_of("office", "records/inspection/index.md")
    assert "How often" in page
    assert "Each month at each site, weekly on projects" in page
    assert "4 years, until the audit cycle after it has ended" in page


def test_a_law_is_named_where_it_says_how_long() -> None:
    page = page_of("office", "records/stub/index.md")
    assert "OHS Code, sections 183(2) and 184" in page


def test_the_page_of_a_record_says_how_long_that_one_is_kept() -> None:
    page = page_of("office", "records/stub/2026/stb-0001.md")
    assert "3 years, locked away (OHS Code, sections 183(2) and 184, read 2025-03-31)" in page
