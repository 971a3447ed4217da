"""The board: four answers for a manager with two minutes, every number with a way to its rows, and nothing of it for workers."""

from __future__ import annotations

import re
from functools import cache

import pytest

from builder.measure.snapshot import take_snapshot
from builder.model.coverage import Status
from builder.read.program import read_program
from builder.read.source import MemorySource
from builder.read.standard_file import read_standard
from builder.render.site.address_book import web_path
from builder.render.site.board.board import board
from builder.render.site.pages import make_manual, render_site
from builder.render.templates import open_templates
from tests.render.site.small_company import AS_OF, FILES, content, take


@cache
def tree() -> dict[str, str]:
    snapshot, findings = take("office")
    files = render_site(snapshot, findings, "office", content=content())
    return {path: text for path, text in files.items() if isinstance(text, str)}


@cache
def drawn() -> str:
    snapshot, findings = take("office")
    return board(make_manual(snapshot, findings, "office", (), open_templates()).here("index.md"))


def answer(question: str) -> str:
    text = drawn()
    start = text.index(f'aria-label="{question}"')
    return text[start : text.index("</section>", start)]


def test_the_certificate_says_how_many_days_are_left_and_for_what() -> None:
    found = answer("Where does the certificate stand?")
    # The certificate runs to 24 November; the board is of 31 October.
    assert "<strong>24 days</strong>" in found
    assert "to 2026-11-24: recertification audit" in found
    assert 'href="cor-clock/"' in found


def test_what_is_overdue_is_counted_and_the_oldest_named() -> None:
    found = answer("What is overdue?")
    # The guard of 18 September is six weeks late; nothing else in the company is.
    number = re.search(r"<strong>(\d+)</strong>", found)
    assert number is not None
    assert 'href="due/#due_0"' in found
    assert "43 days late" in found
    assert int(number[1]) == tree()["due.md"].count(" days late")


def test_gaps_count_the_questions_without_full_evidence() -> None:
    snapshot, _ = take("office")
    found = answer("Which elements have gaps?")
    without = sum(each.status in ("partial", "missing") for each in snapshot.coverage.answers())
    assert f"<strong>{without}</strong>" in found
    # Eight of the ten questions about inspections are for documents, so the card and the calendar count of eight.
    inspections = next(each for each in snapshot.coverage.elements if each.element.key == "inspections")
    assert inspections.asked == len(inspections.answers) - 2 == 8
    assert re.search(rf"inspections/.*?{inspections.count(Status.EVIDENCE)} of 8</td>", drawn(), re.DOTALL)
    named = [each for each in snapshot.coverage.elements if f"elements/{each.element.key}/" in found]
    assert sorted(re.findall(r"when\">\d+ of (\d+)<", found)) == sorted(str(each.asked) for each in named)
    assert 'href="coverage/#missing"' in found


def test_what_runs_out_next_comes_first() -> None:
    found = answer("What runs out next?")
    # The certificate of Ana Ruiz ends on 9 November, ten days before anything else.
    assert "in 9 days" in found
    assert found.index("in 9 days") < found.index("in 20 days")


def test_open_actions_come_with_their_age_and_the_overdue_ones_first() -> None:
    text = drawn()
    table = text[text.index('aria-label="Open corrective actions"') :]
    assert "Overdue, 43 days" in table
    assert "47 days" in table


def test_of_several_open_actions_the_one_longest_overdue_comes_first() -> None:
    def action(id: str, due: str) -> dict[str, str]:
        text = f"id: {id}\ndate: 2026-09-01\nsource: insp-0001\ndescription: Do it\npriority: B\nowner: P-003\ndue: {due}\n"
        return {f"records/corrective-action/2026/{id}.yaml": text}

    files = {**FILES, **action("ca-0002", "2026-12-01"), **action("ca-0003", "2026-09-02")}
    snapshot = take_snapshot(read_program(MemorySource(files)), read_standard("alberta-cor", "2023"), as_of=AS_OF)
    text = board(make_manual(snapshot, (), "office", (), open_templates()).here("index.md"))
    table = text[text.index('aria-label="Open corrective actions"') :]
    assert table.index("ca-0003") < table.index("ca-0001") < table.index("ca-0002")


def links() -> list[str]:
    return sorted(set(re.findall(r'\b(?:xlink:)?href="([^"]+)"', tree()["index.md"])))


def test_every_number_leads_to_rows_that_are_there() -> None:
    pages = {web_path(path): text for path, text in tree().items() if path.endswith(".md")}
    lost = []
    for link in links():
        if link.startswith("tel:"):
            continue
        path, _, anchor = link.partition("#")
        page = pages.get(path)
        if page is None or (anchor and not _has(page, anchor)):
            lost.append(link)
    assert lost == []
    assert len(links()) > 40


def _has(page: str, anchor: str) -> bool:
    headings = {
        re.sub(r"[^a-z0-9]+", "-", each.lower()).strip("-") for each in re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    }
    return f'id="{anchor}"' in page or anchor in headings


def test_workers_have_no_board() -> None:
    snapshot, findings = take("worker")
    assert board(make_manual(snapshot, findings, "worker", (), open_templates()).here("index.md")) == ""


@pytest.mark.parametrize("name", ["evidence", "due", "ages", "incidents"])
def test_each_chart_has_a_table(name: str) -> None:
    chart = drawn()[drawn().index(f'id="{name}-desc"') :]
    assert "<table" in chart[: chart.index("</figure>")]
