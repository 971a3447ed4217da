"""The same document edited by two people: paragraph by paragraph, and row by row in tables."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builder.write.merge_body import merge_body

BODY = """
# Working at height

Tie off above two metres.

| Anchor | Checked |
| --- | --- |
| Beam 1 | 2026-01-05 |
| Beam 2 | 2026-01-06 |

```
one

two
```
"""

paragraphs = st.lists(
    st.sampled_from(["One.", "Two.", "# Head", "- a\n- b", "Three words here."]), min_size=1, max_size=5
)


def text(parts: list[str]) -> str:
    return "\n\n".join(parts) + "\n"


@given(paragraphs, paragraphs)
def test_a_change_of_one_side_is_taken_as_it_is(base: list[str], changed: list[str]) -> None:
    assert merge_body(text(base), text(changed), text(base)) == (text(changed), ())
    assert merge_body(text(base), text(base), text(changed)) == (text(changed), ())


@given(paragraphs, paragraphs, paragraphs)
def test_every_paragraph_of_either_side_is_in_or_is_named(base: list[str], ours: list[str], theirs: list[str]) -> None:
    found, lost = merge_body(text(base), text(ours), text(theirs))
    new = {line for part in (*ours, *theirs) for line in part.split("\n")} - {
        line for part in base for line in part.split("\n")
    }
    assert new <= {line for part in (*lost, found) for line in part.split("\n")}


def test_different_paragraphs_and_rows_are_put_together() -> None:
    ours = BODY.replace("two metres", "three metres").replace("Beam 1 | 2026-01-05", "Beam 1 | 2026-02-05")
    theirs = BODY.replace("Beam 2 | 2026-01-06", "Beam 2 | 2026-02-06").replace("one\n\ntwo", "one\n\n2")
    found, lost = merge_body(BODY, ours, theirs)
    assert lost == ()
    assert found == ours.replace("Beam 2 | 2026-01-06", "Beam 2 | 2026-02-06").replace("one\n\ntwo", "one\n\n2")


def test_the_same_paragraph_stays_theirs_and_ours_is_named() -> None:
    ours, theirs = BODY.replace("two", "three", 1), BODY.replace("two", "four", 1)
    assert merge_body(BODY, ours, theirs) == (theirs, ("Tie off above three metres.",))
    assert merge_body(BODY, ours, theirs, prefer_ours=True) == (ours, ("Tie off above four metres.",))


def test_the_same_row_of_a_table_changed_by_both_is_no_guess() -> None:
    ours, theirs = BODY.replace("2026-01-05", "2026-03-01"), BODY.replace("2026-01-05", "2026-03-02")
    found, lost = merge_body(BODY, ours, theirs)
    assert found == theirs
    assert "2026-03-01" in lost[0]


def test_empty_lines_in_a_block_of_code_are_kept() -> None:
    ours, theirs = BODY.replace("one\n", "one\n\n\n"), BODY.replace("Tie", "Clip")
    assert merge_body(BODY, ours, theirs)[0] == theirs.replace("one\n", "one\n\n\n")
