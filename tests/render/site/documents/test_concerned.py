"""Whom a document concerns, and for the office who of them has signed it."""

from __future__ import annotations

import re

from builder.render.site.documents.concerned import jobs
from builder.render.site.documents.documents import document_pages
from builder.render.site.words import Edition
from tests.measure.small import read_text
from tests.render.site.three_versions import VERSION_3, manual_of, take

FOR_SOME = VERSION_3.replace(
    "status: approved", "status: approved\naudience: [worker]\napplies_to: [yard]\nacknowledge: true"
)


def page(edition: Edition, text: str = FOR_SOME) -> str:
    pages = document_pages(manual_of(take(text), edition))
    found = next(each.body for each in pages if each.path == "documents/inspections.md")
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def test_levels_and_sites_stand_on_the_page_of_every_edition() -> None:
    for edition in ("worker", "office"):
        assert "Whom it concerns For Worker Applies to The yard" in page(edition)  # type: ignore[arg-type]


def test_a_document_for_everybody_says_so() -> None:
    assert "For Everybody Applies to All sites" in page("worker", VERSION_3)


def test_the_office_sees_who_has_still_to_sign_which_version() -> None:
    assert "0 of 1 whom it concerns on 30 June 2026 have signed version 3." in page("office")
    assert "Nothing signed" in page("office")


def test_jobs_whose_tasks_it_governs_are_named_with_those_tasks() -> None:
    fitter = read_text("records/positions/plumber.yaml").replace(
        "tasks: [", "tasks: [{id: walk, title: Walk the yard, procedures: [PRG-07]}, "
    )
    taken = take(FOR_SOME, {"records/positions/plumber.yaml": fitter})
    manual = manual_of(taken)

    (job,) = jobs(manual.here("documents/inspections.md"), taken.program.policy_by_id["PRG-07"].value)

    assert re.sub(r"<[^>]+>", "", job) == "Plumber: Walk the yard"


def test_workers_see_nothing_of_who_signed() -> None:
    assert "have signed" not in page("worker")
    assert "Nothing signed" not in page("worker")
