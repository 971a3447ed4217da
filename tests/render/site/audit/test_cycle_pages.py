"""The page of the clock, the worksheet, and what a small employer reads there."""

from __future__ import annotations

from datetime import date

from builder.checks.run import check
from builder.measure.level import at_level, findings_at_level
from builder.model.level import Level
from builder.render.site.pages import render_site
from builder.render.site.words import Edition
from tests.measure.cycle.cycle_company import COR, Files, audit, company, record
from tests.measure.cycle.test_secor import assessment, people, yes
from tests.measure.small import snapshot_of

AS_OF = date(2026, 10, 31)
UNDER_WAY = audit(
    "aud-0001",
    "2026-10-19",
    "recertification",
    first_document_on="2026-10-19",
    registered_on="2026-07-13",
    sites="[yard]",
)


def tree(files: Files, as_of: date = AS_OF, edition: Edition = "office") -> dict[str, str]:
    whole = snapshot_of(files, as_of)
    shown = at_level(whole, Level.OFFICE if edition == "office" else Level.POSTED)
    pages = render_site(shown, findings_at_level(check(whole), shown), edition)
    return {path: text for path, text in pages.items() if isinstance(text, str)}


def test_clock_says_where_we_stand_and_what_is_next() -> None:
    pages = tree({**company(COR, more="adopted_on: 2026-10-01\n"), **UNDER_WAY})
    page = pages["cor-clock.md"]

    assert "Certificate valid, recertification under way" in page
    assert "3 of 3" in page
    assert "In 24 days" in page
    assert "day 1" in page
    assert "Gathering may run until 2026-12-02" in page
    assert "From nothing to a certificate" in page
    assert "Countdown to the audit" in page
    assert "planned" in page
    assert "cor-clock/" in pages["due.md"]
    assert "COR clock" in pages["index.md"]


def test_every_deadline_that_was_kept_stays_on_the_page() -> None:
    done = audit(
        "aud-0001",
        "2026-05-12",
        "maintenance",
        first_document_on="2026-04-20",
        gathering_ended_on="2026-05-12",
        submitted_on="2026-06-09",
        score="80",
    )
    page = tree({**company(COR, more="adopted_on: 2026-10-01\n"), **done})["cor-clock.md"]

    assert "Kept before (2)" in page
    assert "Done late 2026-06-09" in page


def test_refund_is_shown_only_from_the_companys_own_premium() -> None:
    premium = "adopted_on: 2026-10-01\nwcb_premium: {industry_rate_premium: 40000, year: 2026}\n"

    assert "$2,000" in tree(company(COR, more=premium))["cor-clock.md"]
    assert "Refund" not in tree(company(COR, more="adopted_on: 2026-10-01\n"))["cor-clock.md"]


def test_worksheet_has_room_for_what_only_people_can_say() -> None:
    said = record(
        "audit-finding",
        "afd-0001",
        "2026-05-04",
        audit="aud-0001",
        kind="recommendation",
        question="IN2",
        element="inspections",
        text="Inspect the yard in winter too.",
        action="aud-0001",
    )
    page = tree({**UNDER_WAY, **said, "records/inspection/2026/insp-0002.yaml": None}, date(2026, 6, 30))[
        "audit-worksheet.md"
    ]

    assert "yard, May 2026" in page or "Yard, May 2026" in page
    # ML11 is asked in interviews only: nothing held, an empty cell, and a dash.
    row = page[page.index("ML11") :].split("</tr>")[0]
    assert row.endswith("<td></td><td></td><td>–</td>")


def test_workers_do_not_have_these_pages() -> None:
    assert not {"cor-clock.md", "audit-worksheet.md"} & set(tree({}, edition="worker"))


def test_small_employer_reads_headcount_topics_and_what_cor_would_add() -> None:
    files = {**company("scheme: SECOR"), **people(8, "2026-06-01", "2026-06-01"), **assessment(yes("S1.1"))}
    page = tree(files, date(2026, 6, 30))["cor-clock.md"]

    assert '"SECOR clock"' in page
    assert "11 at most in the last 12 months, more than the 10 that SECOR takes" in page
    assert "36 topics have no answer" in page
    assert "The company has grown past 10" in page
    assert "New with COR" in page
