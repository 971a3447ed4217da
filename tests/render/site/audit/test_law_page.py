"""The office page about the law."""

from __future__ import annotations

import re

from builder.measure.level import at_level
from builder.measure.snapshot import take_snapshot
from builder.read.law_file import read_law
from builder.render.site.audit.law_page import law_pages
from builder.render.site.pages import make_manual
from builder.render.site.words import LEVELS, Edition
from builder.render.templates import open_templates
from tests.checks.example import STANDARD
from tests.measure.small import AS_OF, read_small, read_text

SITE = "records/sites/yard.yaml"


def words(files: dict[str, str | None], edition: Edition = "office", law: str = "alberta-ohs") -> str:
    whole = take_snapshot(read_small(files), STANDARD, as_of=AS_OF, law=read_law(law))
    manual = make_manual(at_level(whole, LEVELS[edition]), (), edition, (), open_templates())
    return " ".join(" ".join(re.sub(r"<[^>]+>", " ", page.body).split()) for page in law_pages(manual))


def test_first_aid_stands_with_its_row_its_people_and_a_verdict() -> None:
    text = words({})

    assert "The yard , day ✔ Met 3 High hazard, 2 to 4 workers, close (9 minutes) 1 Basic small type 3 kit" in text
    assert "Eva Frost , Basic ( trn-0009 ) small type 3 kit (Shop office)" in text


def test_what_is_missing_stands_beside_the_verdict() -> None:
    text = words({SITE: read_text(SITE).replace("travel_minutes: 9", "travel_minutes: 41")})
    assert "✖ Not met 1 Intermediate missing 3 of 3 blankets" in text


def test_duties_say_from_which_number_of_people_and_since_when() -> None:
    text = words({})

    assert (
        "regular once it has lasted for 3 months, the company's own span; 3 are employed on 2026-06-30".replace(
            "'", "&#39;"
        )
        in text
    )
    assert "A health and safety representative 5 to 19 people OHS Act s.14, read 2023-12-31 ● Not asked for" in text
    assert "2026-04 3 3 2026-05 3 3 2026-06 3 3" in text


def test_contents_of_a_plan_stand_with_their_headings() -> None:
    plan = (
        "---\nid: PLN-01\ntitle: Violence plan\nkind: plan\narea: hazard-control\nversion: 1\nowner: P-002\napproved_by: P-001\n"
        "approved_on: 2026-04-01\nreview_every: P36M\nlast_reviewed: 2026-04-01\nstatus: approved\nanswers: [HC10]\n"
        "clauses: {measures: What we do}\n---\n\n## What we do\n\nText.\n"
    )
    text = words({"policies/violence.md": plan})

    assert "PLN-01 Measures against violence and harassment What we do OHS Code s.390, read 2025-03-31 ✔ Met" in text
    assert "PLN-01 How it is reported OHS Code s.390, read 2025-03-31 ✖ Not met" in text
    assert "PLN-01 Review Reviewed on 2026-04-01, again by 2029-04-01" in text


def test_each_law_says_for_which_day_it_was_read() -> None:
    assert "Occupational Health and Safety Code, Alta Reg 191/2021 2025-03-31" in words({})


def test_page_is_in_the_office_edition_only_and_says_when_there_is_no_law() -> None:
    assert words({}, "worker") == ""
    assert words({}, law="none") == "This program is held against no law: `law` in records/company.yaml is `none`."
