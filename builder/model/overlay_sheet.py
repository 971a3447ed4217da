"""Where each value of an overlay stands in its workbook: what the writer lays out and the reader looks for."""

from __future__ import annotations

from typing import Literal, get_args

from builder.model.overlay import RuleShape

HELP_SHEET = "How to fill this in"
INSTRUMENT_SHEET = "Instrument"
QUESTIONS_SHEET = "Questions"
TOPICS_SHEET = "Our questions"

INSTRUMENT_ROWS: tuple[tuple[str, str, str], ...] = (
    ("standard", "Standard", "As in records/company.yaml; leave it."),
    ("edition", "Edition", "As in records/company.yaml; leave it."),
    ("partner", "Certifying partner", "As in records/company.yaml; leave it."),
    ("instrument", "Instrument", "Title and version of the audit instrument, as printed on it."),
    ("read_on", "Copied on", "The day you copied it, like 2026-03-04."),
)
"""Field, label in column A, help in column C; the value stands in column B, from row 2 on."""

Audit = Literal["certification", "recertification", "maintenance"]

FLOOR_ROWS: tuple[tuple[Audit, str, str], ...] = tuple(
    (audit, part, f"{audit.capitalize()}: {words}, %")
    for audit in get_args(Audit)
    for part, words in (("overall", "least overall"), ("element", "least in each element"))
)
"""Audit, part, label of the pass marks, which follow the rows above."""

NUMBER, ELEMENT, TOPICS, POINTS_D, POINTS_I, POINTS_O, RULE, THRESHOLD, NA = range(1, 10)
"""Columns of the questions, counted from 1."""

QUESTION_COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("Number", "As printed in the instrument, like 5.10.", 10),
    ("Element", "Choose from the list; these are Muster's names of the elements.", 20),
    ("Our questions", "Ids from the third sheet that it asks about, with commas: IN2, IN4.", 20),
    ("Points D", "Documentation; a whole number, empty for none.", 11),
    ("Points I", "Interviews.", 11),
    ("Points O", "Observation.", 11),
    ("Rule", "How its points are given; choose from the list.", 17),
    ("Threshold %", "Only for all-or-nothing: from which share it counts as met.", 13),
    ("May be N/A", "yes only where the instrument says so.", 12),
    ("What we ask there", "For you to read; not read back.", 70),
)
"""Heading, help and width of each column."""

HEADING_ROW = 1
HELP_ROW = 2
FIRST_QUESTION_ROW = 3

RULES: tuple[str, ...] = get_args(RuleShape)

RULE_HELP: tuple[tuple[str, str], ...] = (
    ("all-or-nothing", "All points from the threshold on (70 %, 100 %), none below it."),
    ("range", "Points in proportion: 8 of 10 good records give 80 %."),
    ("yes-no", "All points or none, without a percentage."),
    ("yes-partial-no", "All, half or none."),
    ("criteria", "Points for each listed criterion that is met."),
)

MAX_ROWS = 2000
"""Rows of a sheet that are read. An instrument has one or two hundred questions."""

YES, NO = "yes", "no"
