"""The window begins before the program has any record."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date

from builder.checks.rule import rule
from builder.measure.month import Month, list_months
from builder.model.day import add_months
from builder.model.finding import Problem, Severity
from builder.model.snapshot import Snapshot, Window

_KEPT_LONG = frozenset({"training", "competency", "orientation", "hazard-assessment"})
"""Types whose records are older than the program that holds them; they say nothing about when it began."""


@rule("COV008", Severity.NOTE)
def window_before_first_record(snapshot: Snapshot) -> Iterator[Problem]:
    """The window asks about months from before the first record.

    ## Why

    An audit looks back twelve months, or three for a first certificate. Months before the first record are blank, and "11 of 11" then speaks of fewer months than it seems to. Time before the day the company adopted the program is known to be blank and isn't named, unless the window was chosen to reach further back.

    ## Example: fails

    ```yaml title="records/company.yaml"
    name: Alder Plumbing Ltd.
    address: 12 Birch Street, Olds AB
    phone: 403-555-0111
    wcb_account: "5550199"
    industry_codes: ["40400"]
    partner: acsa
    partner_membership: "ACSA-10020"
    certificate: {scheme: COR, audit: certification}
    standard: {id: alberta-cor, edition: "2023"}
    time_zone: America/Edmonton
    senior_manager: P-001
    hs_lead: P-002
    adopted_on: 2025-10-01
    ```

    ## Example: passes

    ```yaml title="records/company.yaml"
    name: Alder Plumbing Ltd.
    address: 12 Birch Street, Olds AB
    phone: 403-555-0111
    wcb_account: "5550199"
    industry_codes: ["40400"]
    partner: acsa
    partner_membership: "ACSA-10020"
    certificate: {scheme: COR, audit: certification}
    standard: {id: alberta-cor, edition: "2023"}
    time_zone: America/Edmonton
    senior_manager: P-001
    hs_lead: P-002
    adopted_on: 2026-04-01
    ```

    ## What to do

    If there are records of those months on paper, file them. If the program began later, say so with `adopted_on` in records/company.yaml, or choose a later window with `--from`.

    ## Source

    The standard's look-back: twelve months before the audit, three for a first certificate (read 2026-11-22).
    """
    program, window = snapshot.program, snapshot.window
    events = [each.value for each in program.records if type(each.value).TYPE not in _KEPT_LONG]
    first = min(events, key=lambda each: (each.date, each.id), default=None)
    if first is None or program.company is None:
        return
    asked = _asked(window, program.company.value.adopted_on)
    if (first.date.year, first.date.month) <= (asked.first.year, asked.first.month):
        return
    written = {(each.date.year, each.date.month) for each in events}
    blank = [_words(month) for month in list_months(asked) if month not in written]
    yield Problem(
        program.company.place("adopted_on"),
        f"The window is {window.first} to {window.last}, and the first record is {first.id} of {first.date}. "
        f"Months without any record: {', '.join(blank)}.",
        "File what there is on paper for those months, or begin the window later with `--from`.",
        (first.id,),
    )


def _asked(window: Window, adopted: date | None) -> Window:
    """The part of the window that is held against the program; all of it where somebody chose a long one."""
    is_long = window.first < add_months(window.last, -12)
    if adopted is None or is_long or adopted > window.last:
        return window
    return Window(max(window.first, adopted), window.last)


def _words(month: Month) -> str:
    return f"{calendar.month_name[month[1]]} {month[0]}"
