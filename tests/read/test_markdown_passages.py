"""The passages that are compared are those that a reader sees."""

from __future__ import annotations

from builder.model.text_change import PassageKind
from builder.read.markdown_passages import PlainPassage, read_passages

BODY = """## Before you start

Wear **gloves**, see [PPE](ppe.md).

1. Lock out.
2. Try it:
   - button
   - lever
- [ ] Tag hung

| Reading | Leave |
| --- | --- |
| LEL | 10 % |

> Ask first.

```
one
two
```

---
"""


def test_headings_paragraphs_entries_and_rows_come_in_reading_order() -> None:
    assert read_passages(BODY) == (
        PlainPassage(PassageKind.HEADING, "Before you start", level=2),
        PlainPassage(PassageKind.PARAGRAPH, "Wear gloves, see PPE."),
        PlainPassage(PassageKind.ENTRY, "Lock out.", "1.", 1),
        PlainPassage(PassageKind.ENTRY, "Try it:", "2.", 1),
        PlainPassage(PassageKind.ENTRY, "button", "•", 2),
        PlainPassage(PassageKind.ENTRY, "lever", "•", 2),
        PlainPassage(PassageKind.ENTRY, "☐ Tag hung", "•", 1),
        PlainPassage(PassageKind.ROW, "Reading | Leave"),
        PlainPassage(PassageKind.ROW, "LEL | 10 %"),
        PlainPassage(PassageKind.PARAGRAPH, "Ask first."),
        PlainPassage(PassageKind.CODE, "one two"),
    )


def test_what_shows_no_words_is_no_passage() -> None:
    assert read_passages("<!-- a comment -->\n\n---\n\n<b>\n\n") == ()
