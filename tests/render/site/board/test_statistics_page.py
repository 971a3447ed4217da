"""The page of statistics: counts lead to their records, a missing month makes no rate, workers don't get the page."""

from __future__ import annotations

from builder.measure.level import at_level
from builder.model.level import Level
from builder.model.snapshot import Snapshot
from builder.render.site.board.statistics_page import statistics_pages
from builder.render.site.pages import make_manual
from builder.render.site.words import Edition
from builder.render.templates import open_templates
from tests.measure.small import snapshot_of
from tests.measure.test_statistics import hours, incident


def page_of(snapshot: Snapshot, edition: Edition = "office") -> str:
    manual = make_manual(snapshot, (), edition, (), open_templates())
    return "".join(page.body for page in statistics_pages(manual))


def test_a_rate_is_printed_with_its_constant_and_every_count_names_its_records() -> None:
    text = page_of(snapshot_of(hours() | incident("inc-0101", "2026-02-10", "medical-aid")))
    assert "× 200,000 ÷ hours" in text
    assert "12,000" in text
    assert "16.7" in text
    assert "inc-0101" in text


def test_with_a_month_of_hours_missing_the_page_says_which_and_gives_no_rate() -> None:
    text = page_of(snapshot_of(hours(without=(2026, 5)) | incident("inc-0101", "2026-02-10", "medical-aid")))
    assert "n/a: hours are missing for yard, May 2026" in text
    assert "16.7" not in text


def test_workers_do_not_get_it() -> None:
    assert page_of(at_level(snapshot_of(hours()), Level.POSTED), "worker") == ""
