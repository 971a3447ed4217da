"""First aid by site and shift: the row of the law's table, what it asks for, and who and what is there on the as-of day."""

from __future__ import annotations

from typing import Any

from builder.measure.law.first_aid import ShiftFirstAid, find_shortfalls, measure_first_aid
from builder.measure.law.first_aid_words import aider_words, equipment_words, held_words, row_words
from builder.measure.law.headcount import busiest
from builder.model.law import FirstAidTable
from builder.model.level import Level
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View

RECORD_TYPE = "training"
"""First aiders are shown as people are on training certificates: the auditor lays one beside the other."""


def make_first_aid(view: View) -> Section | None:
    """The lookup for every shift; nothing where the law has no such table, or people may not be shown."""
    table = view.snapshot.law.first_aid
    if table is None or not view.snapshot.level.shows(Level.OFFICE):
        return None
    html = write_html(
        "first_aid",
        title="First aid by site and shift",
        running=(view.element_title("emergency"), "First aid by site and shift"),
        as_of=view.snapshot.as_of.isoformat(),
        basis=view.snapshot.law.cite(table),
        shifts=[_shift(view, shift) for shift in measure_first_aid(view.snapshot.program, table, view.snapshot.as_of)],
        busiest=_busiest(view),
        shortfalls=_shortfalls(view, table),
    )
    return Section("first-aid", "First aid by site and shift", "emergency", html, "first-aid-lookup")


def _shift(view: View, shift: ShiftFirstAid) -> dict[str, Any]:
    row = shift.row
    missing = [f"{aider_words(shift.missing)} missing"] if shift.missing else []
    return {
        "site": shift.site.name,
        "shift": shift.shift,
        "workers": shift.workers,
        "row": row_words(row) if row else "one worker alone" if shift.travel else "minutes to health care not written",
        "minutes": shift.site.travel_minutes,
        "asked": [aider_words(shift.required), equipment_words(row)] if row else ["personal kit (type 1)"],
        "aiders": [
            {
                "text": f"{view.naming.person(aider.person, RECORD_TYPE)}, {aider.level.words}, until {aider.expires or 'no end'}",
                "record": aider.certificate,
                "link": view.selection.link_to(aider.certificate),
            }
            for aider in shift.aiders
        ],
        "gear": held_words(shift.site.first_aid),
        "missing": [*missing, *shift.equipment],
    }


def _busiest(view: View) -> list[dict[str, Any]]:
    window = view.snapshot.window
    return [
        {
            "site": view.snapshot.name(site),
            "shift": shift,
            "people": most.count,
            "first": most.first.isoformat(),
            "last": most.last.isoformat(),
        }
        for (site, shift), most in busiest(view.snapshot.program, window.first, window.last).items()
    ]


def _shortfalls(view: View, table: FirstAidTable) -> list[dict[str, Any]]:
    snapshot = view.snapshot
    return [
        {
            "site": each.site.name,
            "shift": each.shift,
            "first": each.first.isoformat(),
            "last": each.last.isoformat(),
            "workers": each.workers,
            "missing": f"{aider_words(each.missing)}: {row_words(each.row)}",
        }
        for each in find_shortfalls(snapshot.program, table, snapshot.window, snapshot.as_of)
    ]
