from __future__ import annotations

from xml.etree import ElementTree as ET

from builder.render.pdf.markup import SHORT_WORD, settle_breaks


def settled(cell: str) -> str:
    root = ET.fromstring(f"<table><tr>{cell}</tr></table>")
    settle_breaks(root)
    return ET.tostring(root[0], encoding="unicode").removeprefix("<tr>").removesuffix("</tr>")


def test_a_cell_of_short_words_is_laid_out_by_words() -> None:
    assert settled('<td class="any message">Nobody signed it.</td>') == '<td class="message">Nobody signed it.</td>'


def test_a_cell_with_one_long_word_may_still_break_anywhere() -> None:
    for cell in (
        f'<td class="small any">see {"x" * (SHORT_WORD + 1)}</td>',
        '<td class="any">see <b>policies/</b><i>driving.md</i></td>',
    ):
        assert settled(cell) == cell


def test_other_classes_are_left_alone() -> None:
    for cell in ('<td class="company many">a</td>', "<td>a</td>", '<td class="id" />'):
        assert settled(cell) == cell
