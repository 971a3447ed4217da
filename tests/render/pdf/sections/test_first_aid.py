"""The pack's page about first aid: rows, first aiders with their certificates, gear, and what is missing."""

from __future__ import annotations

import re

from builder.measure.level import at_level
from builder.measure.snapshot import take_snapshot
from builder.model.level import Level
from builder.model.pack_choice import PackChoice, Profile
from builder.model.snapshot import Snapshot
from builder.read.law_file import read_law
from builder.render.pdf.sections.first_aid import make_first_aid
from builder.render.pdf.sections.naming import Naming
from builder.render.pdf.sections.selection import select
from builder.render.pdf.sections.view import View
from tests.checks.example import STANDARD
from tests.measure.small import AS_OF, read_small, read_text

SITE = "records/sites/yard.yaml"


def words(files: dict[str, str | None], profile: Profile = "auditor", law: str = "alberta-ohs") -> str:
    whole = take_snapshot(read_small(files), STANDARD, as_of=AS_OF, law=read_law(law))
    section = make_first_aid(_view(whole, profile))
    return " ".join(re.sub(r"<[^>]+>", " ", section.html).split()) if section else ""


def _view(whole: Snapshot, profile: Profile) -> View:
    shown = at_level(whole, Level.POSTED if profile == "public" else Level.OFFICE)
    return View(shown, select(shown, size=3), Naming(shown, profile), PackChoice(profile), lambda _path: b"")


def test_shift_shows_the_row_what_it_asks_for_and_what_is_there() -> None:
    text = words({})

    assert "On 2026-06-30, by OHS Code s.178 and Schedule 2, read 2025-03-31" in text
    assert "The yard, day 3 high hazard, 2 to 4 workers, close (9 minutes) 1 Basic; small type 3 kit" in text
    assert "Eva Frost (P-003), Basic, until 2029-04-01 ( trn-0009 )" in text
    assert "small type 3 kit (Shop office) nothing Most people" in text
    assert "The yard day 3 2026-04-01 2026-06-30" in text
    assert "None in the window" in text


def test_what_is_missing_is_named() -> None:
    text = words({SITE: read_text(SITE).replace("travel_minutes: 9", "travel_minutes: 21")})
    assert "1 Intermediate missing; 3 of 3 blankets" in text


def test_past_days_without_a_first_aider_are_listed() -> None:
    path = "records/training/2026/trn-0009.yaml"
    renewed = read_text(path).replace("trn-0009", "trn-0010").replace("date: 2026-04-01", "date: 2026-06-10")
    files: dict[str, str | None] = {
        path: read_text(path).replace("2029-04-01", "2026-05-31"),
        "records/training/2026/trn-0010.yaml": renewed,
    }
    assert "The yard day 2026-06-01 2026-06-09 3 1 Basic: high hazard, 2 to 4 workers, close" in words(files)


def test_page_is_in_no_public_pack_and_in_none_without_a_law() -> None:
    assert words({}, "public") == ""
    assert words({}, law="none") == ""
