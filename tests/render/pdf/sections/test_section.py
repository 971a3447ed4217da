"""What every section's HTML has, whatever its template says: no table body without a row."""

from __future__ import annotations

import re

from builder.render.pdf.part import render_part
from builder.render.pdf.sections.contents import list_contents
from builder.render.pdf.sections.section import NO_ROWS, styles, write_html
from tests.render.pdf.sections.company import view_of

EMPTY_BODY = re.compile(r"<tbody[^>]*>\s*</tbody>")


def test_a_table_whose_template_forgot_the_empty_case_says_that_there_is_nothing() -> None:
    html = write_html("maintenance_matrix", title="Maintenance", months=["Nov 2025"], rows=[], records=0, overdue=0)
    assert not EMPTY_BODY.search(html)
    # Asset, name, schedule, the month, next due: the row spans them all.
    assert f'<td colspan="5">{NO_ROWS}</td>' in html
    assert render_part(html, css=styles(), key="maintenance").warnings == ()


def test_a_company_without_a_record_has_no_table_without_a_row_anywhere() -> None:
    contents = list_contents(view_of({"content/index.md": "Nothing here yet.\n"}, history=True), ())
    empty = [section.key for section in (*contents.front, *contents.body) if EMPTY_BODY.search(section.html)]
    assert empty == []


def test_a_table_with_rows_is_left_as_it_is() -> None:
    row = {
        "id": "A-001",
        "name": "Truck",
        "schedule": "service",
        "cells": [],
        "next": "2026-12-01",
        "is_overdue": False,
    }
    html = write_html("maintenance_matrix", title="Maintenance", months=[], rows=[row], records=1, overdue=0)
    assert "A-001" in html
    assert NO_ROWS not in html
