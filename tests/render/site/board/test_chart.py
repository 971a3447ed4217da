"""Charts of the pages: read out, clickable, with their numbers beside them, and nothing told by colour alone."""

from __future__ import annotations

import re

from builder.render.bars import Bar, Portion
from builder.render.site.board.chart import bar_chart, column_chart
from builder.render.site.manual import Here
from builder.render.site.pages import make_manual
from builder.render.templates import open_templates
from tests.render.site.small_company import take

BARS = (
    Bar("1 <Leading>", (Portion(6, "with evidence", "full", "a/"), Portion(2, "in part", "hatched", "b/#part")), "a/"),
    Bar("2 Inspecting", (Portion(4, "with evidence", "full", "c/"), Portion(0, "in part", "hatched", "c/")), "c/"),
)


def here() -> Here:
    snapshot, findings = take("office")
    return make_manual(snapshot, findings, "office", (), open_templates()).here("index.md")


def test_a_chart_is_read_out_with_every_number() -> None:
    chart = bar_chart(here(), "evidence", "Evidence", BARS, "Element")
    assert 'aria-labelledby="evidence-title" aria-describedby="evidence-desc"' in chart
    assert '<title id="evidence-title">Evidence</title>' in chart
    said = "Evidence. 1 &lt;Leading&gt;: 6 with evidence, 2 in part; 2 Inspecting: 4 with evidence."
    assert f'<desc id="evidence-desc">{said}</desc>' in chart


def test_the_numbers_stand_beside_it_as_a_table() -> None:
    chart = bar_chart(here(), "evidence", "Evidence", BARS, "Element")
    table = chart[chart.index("<details") : chart.index("</details>")]
    assert re.findall(r"<td[^>]*>([^<]*)</td>", table) == [
        "1 &lt;Leading&gt;",
        "6",
        "2",
        "8",
        "2 Inspecting",
        "4",
        "0",
        "4",
    ]


def test_every_piece_leads_to_its_rows_and_says_so() -> None:
    chart = bar_chart(here(), "evidence", "Evidence", BARS, "Element")
    assert '<a xlink:href="b/#part" role="link" aria-label="1 &lt;Leading&gt;: 2 in part">' in chart
    # Material's instant loading breaks on an anchor in SVG that has a plain `href`.
    assert " href=" not in chart[chart.index('<svg class="m-chart__picture"') : chart.index("</svg>\n<details")]


def test_pieces_differ_by_pattern_and_number_and_not_by_colour() -> None:
    chart = bar_chart(here(), "evidence", "Evidence", BARS, "Element")
    assert 'fill="url(#evidence-hatched)"' in chart
    assert '<pattern id="evidence-hatched"' in chart
    assert chart.count('class="m-number m-number--hatched"') == 1
    assert re.search(r'fill="#|stroke="#|style=', chart) is None


def test_lengths_are_shares_of_the_longest_and_nothing_is_drawn_for_nothing() -> None:
    chart = bar_chart(here(), "evidence", "Evidence", BARS, "Element")
    drawn = chart[chart.index("</defs>") : chart.index("<details")]
    assert re.findall(r'<rect x="([\d.]+)%" y="\d+" width="([\d.]+)%"', drawn) == [
        ("0.00", "75.00"),
        ("75.00", "25.00"),
        ("0.00", "50.00"),
    ]


def test_columns_stand_side_by_side_with_their_sum_on_top() -> None:
    chart = column_chart(here(), "months", "Months", BARS, "Month")
    drawn = chart[chart.index("</defs>") : chart.index("<details")]
    lefts = [float(left) for left in re.findall(r'<rect x="([\d.]+)%"', drawn)]
    assert lefts == [7.0, 7.0, 57.0]
    assert re.findall(r'm-chart__total"[^>]*>(\d+)<', drawn) == ["8", "4"]


def test_a_chart_of_nothing_is_still_a_chart() -> None:
    assert "<desc" in column_chart(here(), "months", "Months", (), "Month")
