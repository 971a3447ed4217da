"""The name of a file says day, type and site only where a person wrote them; a day that could be two, or a machine's, is none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.bring_in.paper.name_facts import NameFacts, read_name
from builder.read.program import read_program
from builder.read.source import MemorySource
from tests.render.site.small_company import FILES

PROGRAM = read_program(MemorySource(FILES))
THIRD = date(2026, 11, 3)


def read(name: str) -> NameFacts:
    return read_name(name, PROGRAM)


@pytest.mark.parametrize(
    ("name", "day", "type_name", "site"),
    [
        ("2026-11-03 toolbox shop.pdf", THIRD, "toolbox-meeting", "shop"),
        ("inspection_Northgate_03Nov2026_1.jpg", THIRD, "inspection", "northgate"),
        ("shop/FLHA 3 November 2026 (2).png", THIRD, "flha", "shop"),
        ("Nov 3rd, 2026 hot work permit.pdf", THIRD, "hot-work-permit", ""),
        ("20261103.pdf", THIRD, "", ""),
        ("Toolbox Meetings 13.11.2026.tif", date(2026, 11, 13), "toolbox-meeting", ""),
        ("incident 11-11-2026.pdf", date(2026, 11, 11), "incident", ""),
        ("hazard report north gate 2026_11_3.pdf", THIRD, "hazard-report", "northgate"),
    ],
)
def test_a_name_that_a_person_wrote_says_what_the_paper_is(name: str, day: date, type_name: str, site: str) -> None:
    found = read(name)
    assert (found.day, found.type, found.site, found.doubt) == (day, type_name, site, "")


@pytest.mark.parametrize(
    "name",
    [
        "IMG_20261103_142233.jpg",
        "Scan_20261103.pdf",
        "Scanned_20261103-1432.pdf",
        "Adobe Scan Nov 3, 2026.pdf",
        "WhatsApp Image 2026-11-03 at 09.12.11.jpeg",
        "Toolbox_20261103_081512.pdf",
    ],
)
def test_the_day_on_which_a_machine_took_the_picture_is_not_the_day_of_the_paper(name: str) -> None:
    found = read(name)
    assert found.day is None
    assert "scanned or photographed" in found.doubt


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("toolbox 03-04-2026.pdf", "03-04-2026, which can be read as two days or as none"),
        ("flha 2026-11-31.pdf", "2026-11-31, which can be read"),
        ("flha 2026-11-03 and 2026-11-04.pdf", "two days, 2026-11-03 and 2026-11-04"),
    ],
)
def test_a_day_that_is_not_certain_is_none(name: str, why: str) -> None:
    found = read(name)
    assert found.day is None
    assert why in found.doubt


def test_two_types_or_two_sites_in_a_name_are_none() -> None:
    assert read("toolbox and inspection 2026-11-03.pdf").type == ""
    assert read("inspection shop to northgate.pdf").site == ""


def test_the_kind_is_taken_where_the_type_has_it() -> None:
    assert read("vehicle inspection 2026-11-03.pdf").kind == "vehicle"
    assert read("vehicle toolbox 2026-11-03.pdf").kind == ""


def test_pictures_of_one_paper_differ_in_the_number_at_the_end_and_a_day_is_no_such_number() -> None:
    first, second = read("flha shop 2026-11-03 (1).jpg"), read("flha shop 2026-11-03 (2).jpg")
    assert (first.stem, first.number) == (second.stem, 1)
    assert second.number == 2
    assert read("flha-2026-11-03.jpg").number is None
    assert read("flha-2026-11-03-12.jpg").number == 12


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%B %d, %Y", "%d%b%Y"]),
)
def test_a_day_written_out_is_read_back(day: date, form: str) -> None:
    assert read(f"toolbox {day.strftime(form)} shop.pdf").day == day


@given(st.text(max_size=60))
def test_any_name_can_be_read(name: str) -> None:
    found = read(name)
    assert not (found.day and found.doubt)
