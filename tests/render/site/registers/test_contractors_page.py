from __future__ import annotations

import re

from builder.render.site.registers.contractors_page import contractors_page
from tests.render.site.small_manual import small_manual

GONE = """id: C-02
name: Old Hoist Ltd.
scope: Hoisting
wcb_account: "552"
wcb_clearance: {checked_on: 2025-01-06, expires: 2025-03-31}
insurance_expires: 2025-03-31
approved_by: P-001
approved_on: 2025-01-06
active: [{site: shop, from: 2025-01-06, to: 2025-02-28}]
"""
LATE = """id: C-03
name: Late Papers Ltd.
scope: Insulation
wcb_account: "553"
wcb_clearance: {checked_on: 2026-06-01, expires: 2026-09-30}
insurance_expires: 2027-03-31
approved_by: P-001
approved_on: 2026-06-01
active: [{site: northgate, from: 2026-06-01}]
"""


def _rows() -> dict[str, str]:
    files = {"records/contractors/C-02.yaml": GONE, "records/contractors/C-03.yaml": LATE}
    body = contractors_page(small_manual("office", files)).body
    return dict(re.findall(r'<tr id="(C-\d+)">(.*?)</tr>', body))


def test_what_has_run_out_or_is_about_to_says_so_in_words_beside_its_day() -> None:
    rows = _rows()
    assert re.search(r"2026-09-30</time> <span[^>]*><span[^>]*>✖</span> Ran out", rows["C-03"])
    assert re.search(r"2026-11-20</time> <span[^>]*><span[^>]*>▲</span> Soon", rows["C-01"])
    assert "Ran out" not in rows["C-01"]


def test_who_works_nowhere_any_more_stands_last_and_is_not_chased_for_papers() -> None:
    rows = _rows()
    assert list(rows) == ["C-01", "C-03", "C-02"]
    assert "Ran out" not in rows["C-02"]
