"""The overlay in a pack: numbers for the auditor, points and readiness only in the company's own copy."""

from __future__ import annotations

import io
import json

import pytest
from pypdf import PdfReader

from builder.render.pdf.sections.matrix import make_matrix
from builder.render.pdf.sections.readiness import make_readiness
from builder.seal.pack import COVERAGE_NAME
from tests.checks.example import STANDARD
from tests.measure.overlay import overlay, question
from tests.render.pdf.sections.company import Files, small_company, view_of
from tests.render.pdf.sections.test_lists import words
from tests.seal.test_pack import attachment, pack_of

ASKED = overlay(
    question("7.77", "IN2", "{D: 4321, I: 17}"), more="floors: {recertification: {overall: 80, element: 50}}\n"
)


def company() -> Files:
    return small_company() | {"records/overlay.yaml": ASKED}


def test_matrix_prints_the_partners_numbers_where_there_are_any() -> None:
    assert "7.77" in words(make_matrix(view_of(company()), {}))
    assert "Invented instrument" in words(make_matrix(view_of(company()), {}))
    assert "Partner" not in words(make_matrix(view_of(small_company()), {}))


def test_readiness_stands_in_the_internal_copy_alone() -> None:
    assert make_readiness(view_of(company(), profile="auditor")) is None
    assert make_readiness(view_of(company(), profile="public")) is None
    said = words(make_readiness(view_of(company(), profile="internal")))
    assert "Towards the recertification audit, in the points of Invented instrument" in said
    assert "of 4321" in said
    assert "What turns, and when" in said


def test_readiness_without_an_overlay_counts_questions() -> None:
    said = words(make_readiness(view_of(small_company(), profile="internal")))
    assert "There is no overlay" in said
    assert "The cheapest fixes" in said


def test_points_leave_the_company_in_no_pack_and_numbers_do() -> None:
    pack = pack_of(company(), standard=STANDARD)
    value = json.loads(attachment(pack, COVERAGE_NAME))
    assert "readiness" not in value
    assert [
        each["numbers"] for element in value["elements"] for each in element["questions"] if each["id"] == "IN2"
    ] == [["7.77"]]
    assert "records/overlay.yaml" in {file.path for file in pack.manifest.files}
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pack.pdf)).pages)
    assert "7.77" in text
    assert "4321" not in text
    assert b"4321" not in attachment(pack, COVERAGE_NAME)


@pytest.mark.slow
def test_internal_copy_compiles_with_points_and_its_links_land() -> None:
    pack = pack_of(company(), profile="internal", standard=STANDARD)
    value = json.loads(attachment(pack, COVERAGE_NAME))

    assert value["readiness"]["points"]["possible"] == 4338
