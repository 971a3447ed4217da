"""Where each value of an auditor's request stands in its workbook: what the writer lays out and the reader looks for."""

from __future__ import annotations

HELP_SHEET = "How to use this"
REQUESTS_SHEET = "Requests"
QUESTIONS_SHEET = "Questions"
SITES_SHEET = "Sites"

NUMBER, TEXT, QUESTION, SITE, IDS, ASKED, DUE, ANSWER = (
    "No.",
    "What is asked for",
    "Question",
    "Site",
    "Ids",
    "Asked on",
    "Wanted by",
    "Answer",
)
"""Headings of the columns. Ids is also what `muster pack --sample` looks for in a workbook."""

COLUMNS: tuple[tuple[str, str, int], ...] = (
    (NUMBER, "Of your own list, if you keep one.", 8),
    (TEXT, "In your own words. The only cell that a request needs.", 62),
    (QUESTION, "Id from the sheet “Questions”.", 12),
    (SITE, "Id from the sheet “Sites”.", 18),
    (IDS, "Of records you want to see in full, with commas.", 30),
    (ASKED, "Like 2026-03-04; empty: the day on which the list is read.", 14),
    (DUE, "Like 2026-03-09.", 14),
    (ANSWER, "For the company; leave it empty.", 40),
)
"""Heading, help and width of each column, from the left."""

HEADING_ROW = 1
HELP_ROW = 2
FIRST_ROW = 3
BLANK_ROWS = 60
"""Rows laid out to be filled in; more may be added below."""

MAX_ROWS = 2_000
"""Rows of a list that is read."""
MAX_TEXT = 4_000
"""Letters of a request or an answer."""
