from __future__ import annotations

import re

from builder.measure.people.training import Validity
from builder.render.site.registers.people import people_pages
from builder.render.site.registers.training_page import LOOK, training_page
from tests.render.site.small_manual import small_manual

TICKET = """id: trn-0002
date: 2020-01-06
person: P-003
course: fall-protection
provider: ACSA
recorded_by: P-003
expires: 2023-01-05
"""


def _matrix() -> str:
    return training_page(small_manual("office", {"records/training/2020/trn-0002.yaml": TICKET})).body


def _cells(matrix: str, person: str) -> str:
    found = re.search(rf"<tr><th scope=\"row\">[^<]*<a[^>]*>{person}[^<]*</a></th>(.*?)</tr>", matrix)
    assert found is not None
    return found[1]


def test_every_state_has_a_sign_and_words_of_its_own() -> None:
    assert len({symbol for _, symbol, _ in LOOK.values()}) == len(LOOK) == len(Validity)
    assert len({words for _, _, words in LOOK.values()}) == len(LOOK)


def test_a_cell_says_its_state_with_a_sign_and_in_words_beside_the_day() -> None:
    matrix = _matrix()
    assert re.search(r"▲</span><span class=\"m-sr\">Runs out within 90 days: </span><a[^>]*>2026-11-09<", matrix)
    assert re.search(r"✖</span><a[^>]*>Expired 2023-01-05<", _cells(matrix, "Terry zebraposted"))
    assert "○</span>Missing" in _cells(matrix, "Ana Ruiz")


def test_a_person_stands_as_the_worst_certificate_stands() -> None:
    matrix = _matrix()
    assert re.search(r"<td><span class=\"m-chip[^>]*><[^>]*>○</span> Missing</span></td>", _cells(matrix, "Ana Ruiz"))


def test_below_the_matrix_each_course_says_how_many_lack_it() -> None:
    below = _matrix().partition("## By course")[2]
    row = re.search(r"Fall protection</span></td>(.*?)</tr>", below)
    assert row is not None
    assert re.sub(r"<[^>]+>", " ", row[1]).split() == ["4", "0", "▲", "1", "✖", "1", "○", "2"]


def test_the_list_of_people_leads_to_the_row_of_each_and_calls_when_tapped() -> None:
    people = next(page.body for page in people_pages(small_manual("office")) if page.path == "people/index.md")
    assert 'href="tel:4035550104">403-555-0104</a>' in people
    assert re.search(r'<a href="training/#~q=Ana\+Ruiz"><span class="m-chip', people) or re.search(
        r'<a href="\.\./people/training/#~q=Ana\+Ruiz"><span class="m-chip', people
    )
