from __future__ import annotations

import re

import pytest

from builder.render.pdf.markdown import heading_ids, render_markdown

PROGRAM = {"ladders.md": "xref:doc-SWP-02", "#schedule": "#doc-PRG-07-schedule"}
PICTURES = {"crane.png": "asset:abc"}


def render(body: str) -> str:
    return str(render_markdown(body, prefix="doc-PRG-07", resolve=PROGRAM.get, picture=PICTURES.get))


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "text <img src=x onerror=alert(1)> text",
        "<link rel=attachment href=file:///etc/passwd>",
        "<a rel=attachment href=file:///etc/passwd>x</a>",
        "<style>@import 'http://evil.example/x.css'</style>",
        "- item\n\n  <object data='x'></object>",
        "## Heading <b style=position:fixed>x</b>",
        "| a |\n| --- |\n| <svg/onload=alert(1)> |",
        "```\n<script>alert(1)</script>\n```",
        "`<script>`",
        "<!-- x --><script>alert(1)</script>",
    ],
)
def test_raw_html_is_shown_as_the_text_that_it_is(hostile: str) -> None:
    html = render(hostile)
    tags = set(re.findall(r"<([a-z0-9]+)", html))
    assert tags <= {"p", "ul", "li", "h3", "table", "thead", "tbody", "tr", "th", "td", "pre", "code"}
    assert "&lt;" in html


def test_html_comments_are_not_printed() -> None:
    html = render("<!-- ask Marnie -->\n\nText <!-- here too -->stays.\n")
    assert html == "<p>Text stays.</p>\n"


def test_links_between_documents_of_the_program_lead_to_their_sections() -> None:
    assert render("[ladders](ladders.md)") == '<p><a href="xref:doc-SWP-02">ladders</a></p>\n'


@pytest.mark.parametrize(
    "link",
    [
        "[words](https://evil.example/)",
        "[words](//evil.example/)",
        "[words](../../etc/passwd)",
        "[words](mailto:x@evil.example)",
        "[words](xref:doc-POL-01)",
        "[words](sigfield:senior_manager)",
        "[words](asset:abc)",
        "<https://words.example>",
    ],
)
def test_links_out_of_the_program_keep_their_words_and_lose_their_target(link: str) -> None:
    html = render(link)
    assert "href" not in html
    assert "words" in html


@pytest.mark.parametrize(
    "link", ["[words](javascript:alert(1))", "[words](file:///etc/passwd)", "[words](data:text/html,x)"]
)
def test_dangerous_links_never_become_links(link: str) -> None:
    assert "<a" not in render(link)


def test_a_link_within_the_document_leads_to_the_heading() -> None:
    assert 'href="#doc-PRG-07-schedule"' in render("See [below](#schedule).\n\n## Schedule\n")


def test_pictures_from_elsewhere_become_their_description() -> None:
    assert render("![The crane](https://evil.example/a.png)") == "<p>The crane</p>\n"


def test_pictures_of_the_program_are_printed_with_their_description() -> None:
    assert render("![The crane](crane.png)") == '<p><img src="asset:abc" alt="The crane" /></p>\n'


def test_a_picture_without_a_description_is_left_out() -> None:
    assert "<img" not in render("![](crane.png)")


def test_headings_stand_below_the_title_and_have_ids_unique_in_the_pack() -> None:
    html = render("## Schedule\n\n### Shop\n\n## Schedule\n")
    assert '<h3 id="doc-PRG-07-schedule">' in html
    assert '<h4 id="doc-PRG-07-shop">' in html
    assert '<h3 id="doc-PRG-07-schedule_1">' in html


def test_a_heading_that_looks_like_a_repeated_one_still_gets_its_own_id() -> None:
    ids = re.findall(r'id="([^"]+)"', render("## A\n\n## A_1\n\n## A\n"))
    assert len(set(ids)) == 3


def test_levels_that_a_body_skips_are_closed_up() -> None:
    assert re.findall(r"<(h\d)", render("#### Deep\n\n## Up\n\n##### Deep again\n")) == ["h3", "h3", "h4"]


def test_heading_ids_are_those_in_the_html() -> None:
    body = "## Schedule\n\n## How *often*\n\n## Schedule\n"
    assert list(heading_ids(body, "doc-PRG-07").values()) == re.findall(r'id="([^"]+)"', render(body))


def test_headings_get_the_names_that_links_on_the_site_use_even_without_a_letter() -> None:
    found = heading_ids("## Who’s first? Les équipes (2)\n\n## ???\n\n## ???\n", "d")
    assert list(found) == ["whos-first-les-equipes-2", "_1", "_2"]


def test_tables_have_scoped_heads_and_no_style_attributes() -> None:
    html = render("| Item | Count |\n| --- | ---: |\n| Lamps | 3 |\n")
    assert '<th scope="col" class="right">Count</th>' in html
    assert '<td class="right">3</td>' in html
    assert "style=" not in html


def test_boxes_to_tick_are_drawn_by_the_style_sheet_so_that_the_text_stays_the_words() -> None:
    html = render("- [ ] Exits clear\n- [x] Kit there\n")
    assert '<li class="task open">Exits clear</li>' in html
    assert '<li class="task done">Kit there</li>' in html
