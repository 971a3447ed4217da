"""The decay calendar: the week in which a question turns leads to its row, and the row says why."""

from __future__ import annotations

import re
from datetime import date

from builder.measure.level import at_level
from builder.model.level import Level
from builder.model.snapshot import Snapshot
from builder.render.site.board.decay_page import decay_pages, week_of
from builder.render.site.pages import make_manual
from builder.render.site.words import Edition
from builder.render.templates import open_templates
from tests.measure.small import snapshot_of


def page_of(snapshot: Snapshot, edition: Edition = "office") -> str:
    manual = make_manual(snapshot, (), edition, (), open_templates())
    return "".join(page.body for page in decay_pages(manual))


def test_the_week_of_a_turn_leads_to_its_row_with_day_and_reason() -> None:
    body = page_of(snapshot_of({}, date(2026, 6, 30)))

    # June's inspection of the yard has grace until 5 July, in the first week after 30 June.
    cell = re.search(r'<a href="\./#inspections-w1|<a href="#inspections-w1" aria-label="([^"]*)">', body)
    assert cell is not None
    assert cell[1] is not None
    assert "week of 1 July 2026: " in cell[1]
    row = body[body.index('<tr id="inspections-w1">') :]
    row = row[: row.index("</tr>")]
    assert "2026-07-05" in row
    assert "June 2026" in row


def test_each_turn_stands_in_one_cell_and_one_row() -> None:
    snapshot = snapshot_of({}, date(2026, 6, 30))
    manual = make_manual(snapshot, (), "office", (), open_templates())
    body = page_of(snapshot)

    turned = [int(number) for number in re.findall(r"▼(\d+)", body)]
    assert sum(turned) == len(manual.decay.turns) > 0
    assert len(re.findall(r'id="[a-z-]+-w\d+"', body)) == len(turned)


def test_weeks_are_counted_from_the_day_after() -> None:
    snapshot = snapshot_of({}, date(2026, 6, 30))
    decay = make_manual(snapshot, (), "office", (), open_templates()).decay
    assert [week_of(decay, date(2026, 7, day)) for day in (1, 7, 8)] == [1, 1, 2]


def test_a_cell_says_its_number_and_not_only_its_colour() -> None:
    body = page_of(snapshot_of({}, date(2026, 6, 30)))
    cells = re.findall(r'<td class="m-heat__cell m-heat--\d">(.*?)</td>', body)
    assert cells
    assert all(re.search(r">\d+", cell) for cell in cells)


def test_the_colour_goes_by_how_many_questions_still_have_evidence() -> None:
    decay = make_manual(snapshot_of({}, date(2026, 6, 30)), (), "office", (), open_templates()).decay
    body = page_of(snapshot_of({}, date(2026, 6, 30)))
    rows = [row for row in re.findall(r"<tr>.*?</tr>", body, re.DOTALL) if "m-heat--" in row]
    assert len(rows) == len(decay.elements)
    for element, row in zip(decay.elements, rows, strict=True):
        last, shade = dict(element.green)[max(dict(element.green))], re.findall(r"m-heat--(\d)", row)[-1]
        assert (element.key, shade) == (element.key, str(4 * last // element.questions))
    # Nothing else would tell a calendar in one colour from one that changes.
    assert len(set(re.findall(r"m-heat--(\d)", body))) > 1


def test_workers_do_not_get_it() -> None:
    assert page_of(at_level(snapshot_of({}), Level.POSTED), "worker") == ""
