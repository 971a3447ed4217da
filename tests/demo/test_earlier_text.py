"""What a file said before: the same text without what came later."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.demo.earlier_text import cut_after, dated_fields

LAST = date(2026, 10, 31)

PERSON = """\
id: P-005
# The superintendent.
employment:
  - {from: 2013-04-08, to: 2025-09-07, position: superintendent, site: shop}
  - {from: 2025-09-08, to: 2026-08-28, position: superintendent, site: northgate}
  - {from: 2026-08-29, position: superintendent, site: prairie-creek}
roles: [{role: first-aider, from: 2025-09-08, to: 2026-08-28}, {role: emergency-contact, from: 2026-08-31}]
"""


def test_before_the_first_move_only_the_first_employment_is_there_and_open() -> None:
    assert cut_after(PERSON, date(2025, 9, 1), LAST) == (
        "id: P-005\n# The superintendent.\nemployment:\n"
        "  - {from: 2013-04-08, to: 2025-09-07, position: superintendent, site: shop}\n"
    ).replace(", to: 2025-09-07", "")


def test_between_two_moves_the_second_is_open_and_the_third_is_not_there() -> None:
    assert cut_after(PERSON, date(2026, 1, 1), LAST) == (
        "id: P-005\n# The superintendent.\nemployment:\n"
        "  - {from: 2013-04-08, to: 2025-09-07, position: superintendent, site: shop}\n"
        "  - {from: 2025-09-08, position: superintendent, site: northgate}\n"
        "roles: [{role: first-aider, from: 2025-09-08}]\n"
    )


def test_on_the_last_day_the_text_is_as_it_is() -> None:
    assert cut_after(PERSON, date(2026, 8, 31), LAST) == PERSON


def test_an_action_that_is_still_open_says_nothing_of_its_closing() -> None:
    closed = (
        "id: ca-0007\ndate: 2026-02-03\nclosed_on: 2026-02-20\nverified_by: P-004\n"
        "evidence_note: >-\n  The latch was changed\n  and tried.\nowner: P-011\n"
    )
    assert cut_after(closed, date(2026, 2, 10), LAST) == "id: ca-0007\ndate: 2026-02-03\nowner: P-011\n"


def test_what_is_planned_beyond_the_last_day_stays() -> None:
    planned = "active: [{from: 2026-02-02, to: 2027-03-26}]\n"
    assert cut_after(planned, date(2026, 3, 1), LAST) == planned


def test_blocks_are_cut_by_their_lines() -> None:
    site = (
        "crews:\n"
        "  - id: northgate-mech\n    members:\n      - {person: P-014, from: 2025-09-08}\n"
        "      - {person: P-023, from: 2026-06-29}\n    from: 2025-09-08\n    to: 2026-08-28\n"
        "  - id: prairie-mech\n    from: 2026-09-08\n"
        "hazard_class: high\n"
    )
    assert cut_after(site, date(2026, 1, 1), LAST) == (
        "crews:\n"
        "  - id: northgate-mech\n    members:\n      - {person: P-014, from: 2025-09-08}\n    from: 2025-09-08\n"
        "hazard_class: high\n"
    )


def test_days_on_which_a_site_will_be_shut_are_known_beforehand() -> None:
    site = "active: [{from: 2009-03-02}]\ncalendar:\n  closed:\n    - {from: 2026-07-01, to: 2026-07-01, reason: Canada Day}\n"
    assert cut_after(site, date(2026, 1, 1), LAST) == site


def test_entries_of_the_top_list_are_cut_by_their_date() -> None:
    explained = (
        "- about: PRG-07/inspection/weekly/northgate/2026-W03\n  date: 2026-01-20\n  reason: Storm\n"
        "- about: PRG-18/toolbox-meeting/shop/2026-W19\n  date: 2026-05-12\n  reason: Course\n"
    )
    assert cut_after(explained, date(2026, 3, 1), LAST) == explained[: explained.index("- about: PRG-18")]


@pytest.mark.parametrize("day", ["2025-08-01", "2025-12-31", "2026-05-01", "2026-09-15"])
def test_any_mix_of_entries_in_one_line_stays_readable(day: str) -> None:
    entries = [("2025-01-01", None), ("2026-03-01", "2026-04-01"), ("2025-09-01", "2026-09-01"), ("2026-10-01", None)]
    text = "roles: [" + ", ".join(f"{{from: {a}, to: {b}}}" if b else f"{{from: {a}}}" for a, b in entries) + "]\n"
    wanted = [{"from": a} | ({"to": b} if b and b <= day else {}) for a, b in entries if a <= day]
    read = yaml.load(cut_after(text, date.fromisoformat(day), LAST), yaml.BaseLoader)
    assert read == {"roles": wanted}


days = st.dates(date(2025, 1, 1), date(2026, 10, 31))


@given(st.lists(st.tuples(days, st.one_of(st.none(), days)), min_size=1, max_size=6), days, st.booleans())
def test_nothing_later_is_left_and_nothing_earlier_is_lost(
    spans: list[tuple[date, date | None]], day: date, is_flow: bool
) -> None:
    data = {
        "id": "P-001",
        "stretches": [{"from": str(a), **({"to": str(b)} if b else {}), "x": "y"} for a, b in spans],
        "z": "end",
    }
    text = yaml.dump(data, default_flow_style=True if is_flow else None, width=10_000, sort_keys=False).replace("'", "")
    cut = cut_after(text, day, LAST)
    assert all(when <= day for name, when in dated_fields(cut) if name in ("from", "to"))
    left = yaml.load(cut, yaml.BaseLoader).get("stretches", [])
    assert [each["from"] for each in left] == [str(a) for a, _ in spans if a <= day]
