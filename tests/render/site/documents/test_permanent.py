"""Addresses that outlive moved pages and replaced documents."""

from __future__ import annotations

import re

from builder.render.site.documents.documents import document_pages
from builder.render.site.documents.permanent import permanent_address, permanent_files, replaced_by
from tests.measure.small import policy
from tests.render.site.three_versions import VERSION_3, manual_of, take

ADDRESS = "https://manual.example/"


def test_documents_sites_assets_and_record_types_have_one_each() -> None:
    files = permanent_files(manual_of(take()))

    targets = {path.split("/")[1]: re.search(r'content="0; url=([^"]+)"', html)[1] for path, html in files.items()}  # type: ignore[index]
    assert targets["PRG-07"] == "../../documents/inspections/"
    assert targets["yard"] == "../../sites/yard/"
    assert "A-001" in targets
    assert targets["inspection"] == "../../records/inspection/"


def test_without_scripts_or_refresh_a_link_leads_on() -> None:
    html = permanent_files(manual_of(take()))["p/PRG-07/index.html"]

    assert '<a href="../../documents/inspections/">Go to the page</a>' in html
    assert "<script" not in html


def test_a_withdrawn_document_says_to_workers_what_applies_now_and_nothing_of_its_text() -> None:
    withdrawn = VERSION_3.replace("status: approved", "status: withdrawn")
    newer = policy("record: inspection, every: P1M, per: site", id="PRG-21", more="supersedes: [PRG-07, PRG-99]\n")
    manual = manual_of(take(withdrawn, {"policies/newer.md": newer}))
    files = permanent_files(manual)

    html = files["p/PRG-07/index.html"]
    assert "This document no longer applies." in html
    assert '<a href="../../documents/newer/">A program</a>' in html
    assert "refresh" not in html
    assert "a month" not in html
    # The old file is gone altogether; only the newer one remembers its id.
    assert '<a href="../../documents/newer/">' in files["p/PRG-99/index.html"]


def test_what_was_withdrawn_itself_is_not_what_applies_now() -> None:
    withdrawn = VERSION_3.replace("status: approved", "status: withdrawn")
    newer = policy(
        "record: inspection, every: P1M, per: site", id="PRG-21", status="withdrawn", more="supersedes: [PRG-07]\n"
    )

    assert replaced_by(manual_of(take(withdrawn, {"policies/newer.md": newer}), "office"), "PRG-07") == ()


def test_what_a_document_says_it_replaces_never_names_a_place_outside_the_folder() -> None:
    names = ["../../../outside", "/tmp", "..", "a/b", "x" * 300, "PRG-98\\u0000", "PRG-99"]
    newer = policy(
        "record: inspection, every: P1M, per: site",
        id="PRG-21",
        more=f"supersedes: [{', '.join(f'{chr(34)}{name}{chr(34)}' for name in names)}]\n",
    )
    files = permanent_files(manual_of(take(VERSION_3, {"policies/newer.md": newer})))

    assert "p/PRG-99/index.html" in files
    assert all(re.fullmatch(r"p/[A-Za-z0-9-]+/index\.html", path) for path in files)


def test_a_file_may_be_called_what_people_like() -> None:
    newer = policy("record: inspection, every: P1M, per: site", id="PRG-21")
    files = permanent_files(manual_of(take(VERSION_3, {"policies/lifts #2, why?.md": newer})))

    assert "url=../../documents/lifts%20%232%2C%20why%3F/" in files["p/PRG-21/index.html"]


def test_the_office_gets_to_the_page_of_a_withdrawn_document() -> None:
    withdrawn = VERSION_3.replace("status: approved", "status: withdrawn")

    assert (
        "url=../../documents/inspections/"
        in permanent_files(manual_of(take(withdrawn), "office"))["p/PRG-07/index.html"]
    )


def test_the_page_of_a_withdrawn_document_says_what_applies_now() -> None:
    withdrawn = VERSION_3.replace("status: approved", "status: withdrawn")
    newer = policy("record: inspection, every: P1M, per: site", id="PRG-21", more="supersedes: [PRG-07]\n")
    pages = {
        each.path: each for each in document_pages(manual_of(take(withdrawn, {"policies/newer.md": newer}), "office"))
    }

    body = pages["documents/inspections.md"].body
    assert "This document no longer applies." in body
    assert body.index('href="../newer/"') < body.index("Twice a month")


def test_a_draft_has_none_for_workers() -> None:
    draft = VERSION_3.replace("status: approved", "status: draft")

    assert "p/PRG-07/index.html" not in permanent_files(manual_of(take(draft)))


def test_without_an_address_of_the_manual_there_is_no_code() -> None:
    assert permanent_address("", "PRG-07") == ""
    assert permanent_address(ADDRESS, "PRG-07") == "https://manual.example/p/PRG-07/"
