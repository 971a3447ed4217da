"""The summary that a forge shows beside a change."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from builder.model.finding import Finding, Severity
from builder.model.place import Place
from builder.render.report.markdown import LONGEST, SHOWN, write_findings
from tests.measure.small import snapshot_of

SNAPSHOT = snapshot_of({})
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def finding(
    message: str = "No such site.", *, severity: Severity = Severity.ERROR, line: int = 3, path: str = "a.yaml"
) -> Finding:
    return Finding(Place(path, line, 7), "LNK003", "unknown-site", severity, message, "Correct `site`.")


def page(*findings: Finding) -> str:
    return write_findings(findings, SNAPSHOT)


def test_the_verdict_comes_first_and_says_whether_it_counts() -> None:
    assert page(finding()).startswith("## 1 error to put right before this counts\n")
    assert page(finding(severity=Severity.GAP)).startswith("## No errors; the gaps below are still open\n")
    assert page(finding(severity=Severity.NOTE)).startswith("## Nothing is wrong and nothing is missing\n")


def test_errors_stand_above_gaps_and_each_with_its_file_line_and_what_to_do() -> None:
    text = page(finding("Overdue.", severity=Severity.GAP, path="0.yaml"), finding(line=7))
    assert text.index("### Errors: 1") < text.index("### Gaps: 1")
    assert "**a.yaml**\n\n- line 7: No such site. (LNK003)\n  <br>What to do: Correct `site`.\n" in text


def test_a_long_list_is_cut_and_says_so() -> None:
    text = page(*(finding(line=number) for number in range(1, SHOWN + 31)))
    assert text.count("- line ") == SHOWN
    assert "And 30 more: `muster check` lists all." in text
    assert len(page(finding("x" * 10_000))) < LONGEST + 400


@given(st.text(max_size=60))
def test_what_a_file_says_stays_text(message: str) -> None:
    read = READER.parse(page(finding(message)))
    inline = [child.type for token in read for child in token.children or ()]
    assert inline.count("html_inline") == 1  # the line break before what to do
    assert not {"link_open", "image", "em_open", "s_open"} & set(inline)
    assert inline.count("strong_open") == 1  # the file
    assert [token.type for token in read].count("heading_open") == 2


def test_an_address_is_no_link_and_a_mark_no_mark() -> None:
    text = page(finding("See https://x.example or www.x.example, <b>now</b> [a](b) ![c](d) *e* @f"))
    read = READER.render(text)
    assert "<a " not in read
    assert "<img" not in read
    assert "<b>" not in read
    # Forges make links of bare addresses; a backslash where one begins keeps them from it.
    assert "https\\://x.example or www\\.x.example" in text
    assert "See https://x.example or www.x.example, &lt;b&gt;now&lt;/b&gt; [a](b) ![c](d) *e* @f" in read
