from __future__ import annotations

import re

import markdown
import pytest

from builder.render.site.building.html_blocks import blocks
from builder.render.site.pages import render_site
from tests.render.site.small_company import content, take

EXTENSION = "builder.render.site.building.html_blocks"


def squeezed(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"\s*(<[^>]*>)\s*", r"\1", html)).strip()


def test_every_page_comes_out_as_without_the_extension() -> None:
    snapshot, findings = take("office")
    for path, text in render_site(snapshot, findings, "office", content=content()).items():
        if path.endswith(".md") and isinstance(text, str):
            body = text.split("---\n", 2)[2]
            fast = markdown.markdown(body, extensions=["toc", EXTENSION])
            slow = markdown.markdown(body, extensions=["toc"])
            assert squeezed(fast) == squeezed(slow), path


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<div>a</div>", ["<div>a</div>"]),
        (
            "# t\n\n<div>\n<div>a</div>\n\n# b\n</div>\n\n## c\n\n<div>d</div>\n",
            ["<div>\n<div>a</div>\n\n# b\n</div>", "<div>d</div>"],
        ),
        ("text <div>inline</div>", []),
        ("<div>never ends", []),
        ("<divider>", []),
        ("plain", []),
    ],
)
def test_a_block_is_an_outermost_div_that_begins_a_line(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in blocks(text)] == found
