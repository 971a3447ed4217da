"""Long tables in a real browser: sorted, filtered, kept in a link, and as cards on a phone; the training matrix by person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from builder.render.site.building.assets import SCRIPT, STYLE, write_assets
from builder.render.site.markup import iso, link
from builder.render.site.registers.table import Table, TableRow
from tests.end_to_end.browser import PHONE, Server, Visit
from tests.render.site.small_manual import small_manual

ROWS = 1000
SITES = ("Shop", "Northgate", "Prairie Creek")
KINDS = ("Site", "Weekly", "Vehicle", "Weekly")

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<link rel="stylesheet" href="theme.css"><link rel="stylesheet" href="{style}"></head><body data-md-color-scheme="default"><article class="md-typeset">{body}</article><script src="{script}"></script></body></html>"""


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page with a register of a thousand rows."""
    rows = tuple(
        TableRow(
            (
                link(f"insp-{number}/", f"insp-{number}"),
                iso(date(2024, 1, 1) + timedelta(number * 7 % ROWS)),
                SITES[number % 3],
                KINDS[number % 4],
                "Été" if number == 500 else f"Bay-{number % 50} and the yard behind it, from the gate to the fence",
                "" if number % 5 == 0 else str(number % 40),
            ),
            f"insp-{number}",
        )
        for number in range(ROWS)
    )
    head = ("Id", "Date", "Site", "Kind", "Area", "Items deficient")
    table = Table("Inspections", head, rows)
    body = small_manual("worker").render("tables.html.j2", "x.md", trail=(), intro="", tables=[table])
    folder = tmp_path_factory.mktemp("register")
    for path, data in write_assets().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    material = find_spec("material")
    assert material is not None
    assert material.origin is not None
    theme = next((Path(material.origin).parent / "templates/assets/stylesheets").glob("main.*.css"))
    (folder / "theme.css").write_bytes(theme.read_bytes())
    (folder / "index.html").write_text(PAGE.format(style=STYLE, script=SCRIPT, body=body), "utf-8")
    with Server(Path(folder)) as server:
        yield server.address


def _shown(page: Page, column: int) -> list[str]:
    return page.evaluate(  # type: ignore[no-any-return]
        "column => [...document.querySelectorAll('.m-table tbody tr:not([hidden])')].map(row => row.cells[column].textContent)",
        column,
    )


def _choice(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=name, exact=True)


def test_a_thousand_rows_are_filtered_by_words_and_choices_and_the_count_is_announced(
    desk: Visit, register: str
) -> None:
    page = desk.open(register)
    status = page.get_by_role("status")
    assert status.inner_text() == "1000 rows"
    page.get_by_label("Show rows with").fill("FENCE bay-49")
    assert status.inner_text() == "20 of 1000 rows"
    _choice(page, "Site").select_option("Northgate")
    assert set(_shown(page, 2)) == {"Northgate"}
    page.get_by_label("Show rows with").fill("ete")
    _choice(page, "Site").select_option("")
    assert _shown(page, 0) == ["insp-500"]
    page.get_by_label("Show rows with").fill("no such words")
    assert status.inner_text() == "No row of 1000 fits. Take a word or a choice away."
    page.get_by_role("button", name="Clear").click()
    assert status.inner_text() == "1000 rows"
    assert page.evaluate("document.activeElement.type") == "search"
    assert desk.complaints == []


def test_a_column_is_sorted_with_the_keyboard_up_down_and_back_again(desk: Visit, register: str) -> None:
    page = desk.open(register)
    head = page.get_by_role("columnheader", name="Items deficient")
    assert head.get_attribute("aria-sort") is None
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    filled = [int(text) for text in _shown(page, 5) if text]
    assert filled == sorted(filled)
    assert set(_shown(page, 5)[-200:]) == {""}
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert _shown(page, 5)[0] == "39"
    assert set(_shown(page, 5)[-200:]) == {""}
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") is None
    assert _shown(page, 0)[:3] == ["insp-0", "insp-1", "insp-2"]
    page.get_by_role("columnheader", name="Id").get_by_role("button").click()
    assert _shown(page, 0)[9:12] == ["insp-9", "insp-10", "insp-11"]
    page.get_by_role("columnheader", name="Date").get_by_role("button").click()
    assert _shown(page, 1) == sorted(_shown(page, 1))


def test_a_link_keeps_what_was_chosen_and_how_it_was_sorted(desk: Visit, register: str) -> None:
    page = desk.open(register)
    page.get_by_label("Show rows with").fill("bay-3 gate")
    _choice(page, "Kind").select_option("Vehicle")
    page.get_by_role("columnheader", name="Date").get_by_role("button").click()
    page.wait_for_function("location.hash.includes('s=')")
    rows = _shown(page, 0)
    again = desk.context.new_page()
    again.goto(page.url)
    assert _shown(again, 0) == rows
    assert _choice(again, "Kind").input_value() == "Vehicle"
    again.goto(f"{register}#insp-7")
    assert len(_shown(again, 0)) == ROWS


def test_the_head_of_a_long_table_stays_in_sight_and_only_a_table_that_scrolls_stops_the_keyboard(
    desk: Visit, register: str
) -> None:
    page = desk.open(register)
    frame, head = page.locator(".m-scroll"), page.locator(".m-table thead th").first
    assert frame.get_attribute("tabindex") is None
    page.mouse.wheel(0, 5000)
    page.wait_for_function("scrollY > 4000")
    box = head.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 100
    page.evaluate("document.querySelector('.m-scroll').style.width = '300px'; dispatchEvent(new Event('resize'))")
    page.wait_for_selector(".m-scroll--tall")
    assert frame.get_attribute("tabindex") == "0"
    page.evaluate("document.querySelector('.m-scroll').scrollTop = 3000")
    inside, outside = head.bounding_box(), frame.bounding_box()
    assert inside is not None
    assert outside is not None
    assert abs(inside["y"] - outside["y"]) < 5


def test_on_a_phone_a_register_is_cards_with_the_name_of_each_column_and_nothing_scrolls_sideways(
    phone: Visit, register: str
) -> None:
    page = phone.open(register)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    card = page.locator("#insp-1 > td")
    names = card.evaluate_all("cells => cells.map(cell => getComputedStyle(cell, '::before').content)")
    assert names == ["none", '"Date"', '"Site"', '"Kind"', '"Area"', '"Items deficient"']
    boxes = [box for box in (card.nth(index).bounding_box() for index in range(6)) if box]
    assert [box["y"] for box in boxes] == sorted({box["y"] for box in boxes})
    assert not page.locator("#insp-5 > td").nth(5).is_visible()  # Nothing stands in it.
    assert page.get_by_role("cell", name="Northgate").first.is_visible()
    _choice(page, "Sort by").select_option(label="Date ↓")
    assert _shown(page, 1) == sorted(_shown(page, 1), reverse=True)


def test_the_training_matrix_on_a_phone_is_read_person_by_person(phone: Visit, sites: dict[str, str]) -> None:
    page = phone.open(sites["office"] + "people/training/")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    person = page.get_by_role("row").filter(has_text="Ana Ruiz")
    name = person.get_by_role("rowheader").bounding_box()
    ticket = person.get_by_role("cell").filter(has_text="2026-11-09").bounding_box()
    assert name is not None
    assert ticket is not None
    assert name["y"] < ticket["y"] < name["y"] + 300
    assert ticket["x"] + ticket["width"] <= PHONE["width"]
    assert phone.complaints == []


def test_without_scripts_a_table_is_whole_and_scrolls_in_its_frame(browser: Browser, register: str) -> None:
    visit = Visit(browser, PHONE, java_script_enabled=False)
    page = visit.open(register)
    assert not page.locator(".m-tools").is_visible()
    assert page.locator(".m-table tbody tr").count() == ROWS
    assert page.locator(".m-scroll").get_attribute("tabindex") == "0"
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    visit.context.close()
