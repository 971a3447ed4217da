"""The page of readiness: bars that are read out, fixes that lead to their questions, and only for the office."""

from __future__ import annotations

from builder.measure.level import at_level
from builder.model.level import Level
from builder.model.snapshot import Snapshot
from builder.render.site.board.readiness_page import draw_bar, readiness_pages
from builder.render.site.pages import make_manual, render_site
from builder.render.site.words import Edition
from builder.render.templates import open_templates
from tests.measure.answers.test_readiness import MAY, PASS, TWO
from tests.measure.overlay import overlay
from tests.measure.small import read_text, snapshot_of

DRAFT = {"policies/inspections.md": read_text("policies/inspections.md").replace("status: approved", "status: draft")}


def page_of(snapshot: Snapshot, edition: Edition = "office") -> str:
    manual = make_manual(snapshot, (), edition, (), open_templates())
    return "".join(page.body for page in readiness_pages(manual))


def test_without_an_overlay_questions_are_counted() -> None:
    body = page_of(snapshot_of(MAY))

    assert "There is no overlay" in body
    assert 'aria-label="1 of 2"' in body
    assert "points" not in body.replace("not points", "")


def test_with_one_the_bar_says_the_interval_and_the_floor() -> None:
    body = page_of(snapshot_of({"records/overlay.yaml": overlay(*TWO, more=PASS), **MAY}))

    assert 'aria-label="28–58 %, floor 50 %"' in body
    assert "Floor 50 %: can still reach it" in body
    assert "20 of 50" in body


def test_bar_is_dark_where_sure_and_light_where_possible() -> None:
    bar = draw_bar(25, 75, None, "<25–75 %>")

    assert '<rect x="0" y="3" width="40.0"' in bar
    assert '<rect x="40.0" y="3" width="80.0"' in bar
    assert 'aria-label="&lt;25–75 %&gt;"' in bar


def test_fixes_lead_to_their_questions_and_decay_to_its_calendar() -> None:
    body = page_of(snapshot_of(DRAFT))
    assert "draft, not approved" in body
    assert "elements/inspections/#in1" in body.lower()
    assert '<a href="../decay/">The decay calendar</a>' in body


def test_only_the_office_has_it() -> None:
    snapshot = snapshot_of({})
    worker = at_level(snapshot, Level.POSTED)

    assert page_of(worker, "worker") == ""
    assert "readiness.md" not in render_site(worker, (), "worker")
