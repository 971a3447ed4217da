from __future__ import annotations

import re
from urllib.parse import quote_plus

from builder.render.site.registers.site_page import site_pages
from builder.render.site.words import Edition
from tests.render.site.small_company import FILES as COMPANY
from tests.render.site.small_company import OFFICE_WORD
from tests.render.site.small_manual import small_manual


def _page(edition: Edition, path: str = "sites/shop.md", files: dict[str, str] | None = None) -> str:
    return next(page.body for page in site_pages(small_manual(edition, files)) if page.path == path)


def test_the_plan_stands_right_after_whom_to_call_and_where_to_gather() -> None:
    page = _page("worker")
    order = [page.index(each) for each in ('href="tel:911"', "North gate, by the flag pole", "## Emergency plan")]
    assert order == sorted(order)
    assert "Emergency response, shop" in page[page.index("## Emergency plan") : page.index("## On this site")]
    assert "## Emergency plan" not in _page("worker", "sites/northgate.md")


def test_nobody_is_sent_to_a_first_aider_who_has_left() -> None:
    path = "records/people/P-003.yaml"
    left = str(COMPANY[path]).replace("{from: 2025-02-03, position", "{from: 2025-02-03, to: 2026-06-30, position")
    for edition in ("worker", "office"):
        assert "4035550103" in _page(edition)
        assert "4035550103" not in _page(edition, files={path: left})


def test_inspections_are_counted_by_month_and_lead_to_their_rows() -> None:
    page = _page("worker")
    counted = page[page.index("## Inspections by month") :]
    link = f'href="../../records/inspection/2026/#~{quote_plus("q")}=2026-09&amp;f.Site=Shop&amp;f.Kind=Site">1</a>'
    assert link in counted
    assert "September 2026" in counted


def test_a_kind_of_inspection_that_was_last_done_before_the_twelve_months_has_no_column() -> None:
    def head(day: str) -> str:
        record = (
            f"id: insp-0777\ndate: {day}\nsite: shop\nkind: weekly\nrecorded_by: P-003\narea: Bay 2\ninspectors: [P-003]\n"
            "items_ok: 4\nitems_deficient: 0\n"
        )
        page = _page("worker", files={f"records/inspection/{day[:4]}/insp-0777.yaml": record})
        found = page[page.index("## Inspections by month") :]
        return found[: found.index("</thead>")]

    assert "Weekly" in head("2026-05-11")
    assert "Weekly" not in head("2025-05-12")


def test_the_office_sees_in_which_month_an_inspection_is_missing_and_workers_do_not() -> None:
    office, worker = _page("office"), _page("worker")
    july = re.search(r"<tr><td>August 2026</td>(.*?)</tr>", office)
    assert july is not None
    assert "✖</span> 1 not there" in july[1]
    assert 'href="../../expected/inspections/#o1"' in july[1]
    assert "not there" not in worker


def test_the_office_sees_who_works_there_with_which_training_and_workers_see_no_names() -> None:
    crew = "crews: [{id: a, name: Crew A, foreman: P-003, from: 2026-01-05, members: [{person: P-004, from: 2026-01-05}]}]\n"
    shop = str(COMPANY["records/sites/shop.yaml"]) + crew
    files = {"records/sites/shop.yaml": shop}
    office = _page("office", files=files)
    on_crew = office[office.index("## Crew A") : office.index("## Others who work here")]
    assert on_crew.index("Terry") < on_crew.index("Ana Ruiz")
    assert "(foreman)" in on_crew
    assert "Missing" in on_crew
    assert f"Marnie {OFFICE_WORD}" in office[office.index("## Others who work here") :]
    assert "Ana Ruiz" not in _page("worker", files=files)


def test_the_equipment_of_the_site_leads_to_its_pages() -> None:
    assert 'href="../../equipment/A-001/"' in _page("worker")
    assert "equipment/A-001" not in _page("worker", "sites/northgate.md")


def test_a_site_that_is_closed_says_so_and_asks_for_no_forms() -> None:
    path = "records/sites/shop.yaml"
    closed = str(COMPANY[path]).replace("active: [{from: 2025-01-06}]", "active: [{from: 2025-01-06, to: 2026-08-28}]")
    assert "Nobody works here now. Active: 6 January 2025 – 28 August 2026." in _page("worker", files={path: closed})
    assert "## Forms" in _page("worker")
    assert "## Forms" not in _page("worker", files={path: closed})
    assert "Nobody works here now" not in _page("worker")
