"""Links in documents."""

from __future__ import annotations

import pytest
from markdown.extensions.toc import slugify

from builder.read.markdown_text import slug_of
from tests.checks.example import findings_with, minimal_files

POLICY = "policies/health-and-safety-policy.md"


def messages(link: str) -> list[str]:
    text = minimal_files()[POLICY].decode().replace("[inspection program](inspections.md)", link)
    return [finding.message for finding in findings_with({POLICY: text})]


@pytest.mark.parametrize(
    "link",
    [
        "[page](inspections.md)",
        "[part](inspections.md#how-often)",
        "[part of this page](#what-we-want)",
        "[elsewhere](https://www.alberta.ca/ohs)",
        "[mail](mailto:safety@example.org)",
        "[record](../records/sites/yard.yaml)",
        "`[no link](nowhere.md)`",
    ],
)
def test_link_that_leads_somewhere_is_fine(link: str) -> None:
    assert messages(link) == []


def test_link_to_a_file_that_is_not_there_is_found() -> None:
    assert messages("[page](inspection.md)") == [
        "The link `inspection.md` leads to policies/inspection.md, which is not there."
    ]


def test_link_to_a_heading_that_is_not_there_is_found() -> None:
    assert messages("[part](inspections.md#how-seldom)") == [
        "The link `inspections.md#how-seldom` leads to a heading that PRG-07 doesn't have."
    ]


def test_link_out_of_the_repository_leads_nowhere() -> None:
    assert messages("[page](../../outside.md)") == [
        "The link `../../outside.md` leads to ../outside.md, which is not there."
    ]


def test_image_that_is_not_there_is_found() -> None:
    assert messages("![plan](plan.png)") == ["The link `plan.png` leads to policies/plan.png, which is not there."]


@pytest.mark.parametrize(
    "heading", ["How often", "What to do: steps 1-3", "Électricité & gaz", "  Two   spaces ", "A_b-c/d", "(Part 2)"]
)
def test_heading_has_the_name_that_mkdocs_gives_it(heading: str) -> None:
    assert slug_of(heading) == slugify(heading, "-")
