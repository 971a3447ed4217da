"""What the search knows of a page: its sections by the anchors that the built page really has, and the text that a reader sees."""

from __future__ import annotations

from builder.render.site.page import Page
from builder.render.site.search.sections import page_sections, plain_text

BODY = """
<div class="m-text"><p>Wear <strong>a</strong> har<em>ness</em>.</p><div>Inner</div></div>

## Before you start

<div class="m-text"><ul><li>Gate shut.</li><li>Harness on.</li></ul></div>

## Fire &#38; smoke

Plain *words* from a [link](../x/).

## Before you start

<div class="m-block" data-search-exclude><div>Nothing of this</div></div>
<div class="m-block"><nav>Way back</nav><table><thead><tr><th>Head</th></tr></thead><tbody><tr><td>Hook</td><td>A &lt; B</td></tr></tbody></table></div>
"""


def test_a_page_becomes_its_sections_with_the_anchors_of_the_table_of_contents() -> None:
    found = [(each.location, each.title, each.text) for each in page_sections(Page("a/b.md", "Title", BODY))]
    assert found == [
        ("a/b/", "Title", "Wear a harness. Inner"),
        ("a/b/#before-you-start", "Before you start", "Gate shut. Harness on."),
        ("a/b/#fire-smoke", "Fire & smoke", "Plain words from a link."),
        ("a/b/#before-you-start_1", "Before you start", "Hook · A < B"),
    ]


def test_a_heading_like_the_title_of_the_page_gets_the_second_anchor() -> None:
    page = Page("index.md", "Ladders", "## Ladders\n\n<div>Rungs</div>\n")
    assert [each.location for each in page_sections(page)] == ["", "#ladders_1"]


def test_what_is_left_out_ends_where_its_element_ends() -> None:
    assert plain_text("<p>a</p><div data-search-exclude><div>b</div>c</div><p>d</p>").split() == ["a", "d"]
    assert plain_text("<p>a</p><div data-search-exclude>never closed").split() == ["a"]
