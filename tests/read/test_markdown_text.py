"""The Markdown of a document's body: what stands in it, on which line, and what may not."""

from __future__ import annotations

import pytest

from builder.read.markdown_text import headings, links, raw_html


def test_headings_have_their_words_level_and_line() -> None:
    body = "\n## What we *do*\n\ntext\n\n### Ladders & `A-frames`\n\nUnderlined\n---\n"
    assert [(each.text, each.level, each.line) for each in headings(body, first_line=12)] == [
        ("What we do", 2, 13),
        ("Ladders & A-frames", 3, 17),
        ("Underlined", 2, 19),
    ]


def test_a_heading_in_a_block_of_code_is_none() -> None:
    assert headings("```\n## Not a heading\n```\n") == ()


def test_links_and_images_have_their_targets_words_and_lines() -> None:
    body = "See [Fall **protection**](fall-protection.md#anchors).\n\n| a |\n| - |\n| [Call](tel:911) |\n\n![Muster point](map.png)\n"
    assert [(each.target, each.text, each.line, each.is_image) for each in links(body, first_line=3)] == [
        ("fall-protection.md#anchors", "Fall protection", 3, False),
        ("tel:911", "Call", 7, False),
        ("map.png", "Muster point", 9, True),
    ]


def test_a_link_written_by_reference_is_found() -> None:
    [found] = links("See [the plan][plan].\n\n[plan]: emergency.md\n")
    assert (found.target, found.text) == ("emergency.md", "the plan")


@pytest.mark.parametrize(
    ("body", "line", "seen"),
    [
        ("Text\n\n<script>alert(1)</script>\n", 7, "<script>alert(1)</script>"),
        ("Call <b>now</b>\n", 5, "<b>"),
        ("- item\n- <img src=x onerror=alert(1)>\n", 6, "<img src=x onerror=alert(1)>"),
        ("| a |\n| - |\n| <br> |\n", 7, "<br>"),
        ("<!-- note --> <i>text</i>\n", 5, "<!-- note --> <i>text</i>"),
        ("<!doctype html>\n", 5, "<!doctype html>"),
        ("<?php echo 1 ?>\n", 5, "<?php echo 1 ?>"),
    ],
)
def test_raw_html_is_a_fault_at_its_line(body: str, line: int, seen: str) -> None:
    first = raw_html(body, "policies/a.md", first_line=5)[0]
    assert (str(first.place), first.name) == (f"policies/a.md:{line}:1", "raw-html")
    assert f"`{seen}` is raw HTML" in first.message
    assert "backslash before `<`" in first.fix


@pytest.mark.parametrize(
    "body",
    [
        "<!-- a note for the next editor -->\n",
        "Text <!-- inside --> goes on\n",
        "Pressure < 700 kPa and > 20 kPa\n",
        "\\<b>shown as written\\</b>\n",
        "`<b>` in code\n",
        "```\n<script>\n```\n",
        "<https://ohs.example>\n",
    ],
)
def test_comments_signs_code_and_addresses_are_no_raw_html(body: str) -> None:
    assert raw_html(body, "policies/a.md", 1) == []


def test_text_nested_without_end_neither_crashes_nor_hangs() -> None:
    body = ">" * 20_000 + "\n" + "".join("  " * level + "- a\n" for level in range(200)) + "[" * 20_000
    assert raw_html(body, "policies/a.md", 1) == []
