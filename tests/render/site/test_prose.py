from __future__ import annotations

import re

import pytest

from builder.render.site.prose import Surroundings, render_prose

AROUND = Surroundings(
    "policies/inspections.md",
    lambda path, anchor: {"policies/ladders.md": f"../ladders/#{anchor}" if anchor else "../ladders/"}.get(path),
    lambda path: "../../files/content/map.png" if path == "content/map.png" else None,
)


def test_headings_stay_markdown_and_everything_else_is_html() -> None:
    text = render_prose("Before.\n\n## Schedule\n\nEvery month.\n", AROUND)
    assert (
        text
        == '<div class="m-text">\n<p>Before.</p>\n</div>\n\n## Schedule\n\n<div class="m-text">\n<p>Every month.</p>\n</div>'
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "text <img src=x onerror=alert(1)> text",
        "<div onclick='alert(1)'>\n\nhello\n\n</div>",
        "<iframe src='https://evil.example'></iframe>",
        "- item\n\n  <style>body{display:none}</style>",
        "> <object data='x'></object>",
        "## Heading <b onmouseover=alert(1)>x</b>",
        "| a |\n| --- |\n| <svg/onload=alert(1)> |",
        "```\n<script>alert(1)</script>\n```",
        "`<script>`",
        "<!-- x --><script>alert(1)</script>",
        "</div></div><script>alert(1)</script>",
    ],
)
def test_no_markup_of_the_author_reaches_the_page(hostile: str) -> None:
    tags = set(re.findall(r"<([a-z]+)", render_prose(hostile, AROUND)))
    assert tags <= {"div", "p", "ul", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "pre", "code"}


def test_html_comments_show_nothing() -> None:
    assert render_prose("<!-- ask Marnie -->\n\nText <!-- here too -->stays.\n", AROUND).count("Marnie") == 0


@pytest.mark.parametrize(
    "link", ["[x](javascript:alert(1))", "[x](java&#115;cript:alert(1))", "[x](data:text/html,a)", "[x](file:///etc/passwd)", "[x](//evil.example/a)", "[x][1]\n\n[1]: vbscript:x", "![x](//evil.example/a.png)", "![x](https://evil.example/a.png)"]
)  # fmt: skip
def test_links_to_nowhere_good_become_text(link: str) -> None:
    text = render_prose(link, AROUND)
    assert "href" not in text
    assert "src" not in text


def test_links_between_documents_lead_to_their_pages() -> None:
    assert '<a href="../ladders/#set-up">how</a>' in render_prose("[how](ladders.md#set-up)", AROUND)


def test_links_to_what_this_edition_does_not_show_are_plain_text() -> None:
    assert (
        render_prose("See [the secret plan](plan.md).", AROUND)
        == '<div class="m-text">\n<p>See the secret plan.</p>\n</div>'
    )


def test_links_elsewhere_stay_and_tell_nobody_where_they_come_from() -> None:
    assert '<a href="https://ohs-pubstore.labour.alberta.ca" rel="noopener noreferrer">' in render_prose(
        "[law](https://ohs-pubstore.labour.alberta.ca)", AROUND
    )


def test_pictures_of_the_repository_are_shown_with_their_description() -> None:
    text = render_prose("![Site map with both gates](../content/map.png)", AROUND)
    assert '<img src="../../files/content/map.png" alt="Site map with both gates" loading="lazy" />' in text


def test_phone_numbers_can_be_called_with_a_tap() -> None:
    text = render_prose("Call 403-555-0130 or 1-866-415-8690, part 12-403-555-0130-7.", AROUND)
    assert re.findall(r'href="tel:(\d+)"', text) == ["4035550130", "18664158690"]


def test_checklists_show_boxes_that_can_be_ticked_on_paper() -> None:
    text = render_prose("- [ ] Ladders tied\n- [x] Gates shut\n- plain\n", AROUND)
    assert re.findall(r'<li class="m-task">(. \w+)', text) == ["☐ Ladders", "☑ Gates"]


def test_tables_scroll_by_themselves_and_keep_their_alignment_without_inline_style() -> None:
    text = render_prose("| a | b |\n| --- | ---: |\n| 1 | 2 |\n", AROUND)
    assert '<div class="m-scroll" tabindex="0" role="group" aria-label="Table">' in text
    assert '<td class="m-right">2</td>' in text
    assert "style=" not in text


def test_a_first_level_heading_in_a_body_is_lowered_because_the_title_is_the_only_one() -> None:
    assert render_prose("# Purpose\n", AROUND) == "## Purpose"


def test_signs_of_markdown_in_headings_are_shown_and_not_obeyed() -> None:
    assert (
        render_prose("## Rule \\#1: {: .x onclick=y} *now*\n", AROUND)
        == "## Rule &#35;1: &#123;: .x onclick=y&#125; now"
    )


def test_a_text_in_another_language_says_so_to_screen_readers() -> None:
    around = Surroundings("policies/a.md", AROUND.link, AROUND.picture, "pa")
    assert render_prose("ਸੁਰੱਖਿਆ", around) == '<div class="m-text" lang="pa">\n<p>ਸੁਰੱਖਿਆ</p>\n</div>'


def test_a_block_of_code_says_which_file_it_is() -> None:
    text = render_prose('```yaml title="records/a&b.yaml"\nid: x\n```\n', AROUND)
    assert '<p class="m-file">records/a&amp;b.yaml</p>\n<pre><code class="language-yaml">id: x' in text
