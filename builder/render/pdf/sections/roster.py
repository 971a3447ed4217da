"""The roster from which an auditor chooses whom to interview: a row a person, nobody marked, nobody pre-chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from builder.measure.sampling.interviews import InterviewTable, interview_table
from builder.measure.sampling.roster import RosterEntry, Workplace, contractors_at, count_by_unit, make_entries
from builder.measure.sampling.visited_sites import visited_sites
from builder.model.level import Level
from builder.model.register import WEEKDAYS, Closure, Site
from builder.render.pdf.sections.scope import LEVELS, span_words
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View

LEVEL_WORDS = {
    "senior-manager": "senior manager",
    "manager": "manager",
    "supervisor": "supervisor",
    "worker": "worker",
}


def make_roster(view: View) -> Section | None:
    """The roster of the visited sites; None where people may not be shown, or nobody is employed there."""
    if not view.snapshot.level.shows(Level.OFFICE):
        return None
    snapshot = view.snapshot
    sites = visited_sites(snapshot, view.choice.sites)
    entries = make_entries(snapshot.program, sites, snapshot.as_of)
    if not entries:
        return None
    table = interview_table(snapshot.standard.id)
    html = write_html(
        "roster",
        title="Interview roster",
        running=("Interview roster", ""),
        as_of=snapshot.as_of.isoformat(),
        sites=[view.naming.site(site.id) for site in sites],
        levels=[title for _, title in LEVELS],
        counts=_counts(view, entries),
        people=[_person(view, entry) for entry in entries],
        closures=[(view.naming.site(site.id), words) for site in sites if (words := _closures(view, site))],
        contractors=[
            {"name": contractor.name, "scope": contractor.scope, "sites": ", ".join(map(view.naming.site, at))}
            for contractor, at in contractors_at(snapshot.program, sites, snapshot.as_of)
        ],
        interviews=_interviews(table, len(entries)) if table else None,
    )
    entries_of_index = (("How many to choose from", "roster-frame"), ("People", "roster-people"))
    return Section("roster", "Interview roster", "", html, "roster", entries_of_index)


def _counts(view: View, entries: Sequence[RosterEntry]) -> list[dict[str, Any]]:
    rows = []
    totals = [0] * len(LEVELS)
    for (site, shift), counter in count_by_unit(entries).items():
        numbers = [counter[level] for level, _ in LEVELS]
        totals = [total + number for total, number in zip(totals, numbers, strict=True)]
        rows.append({"site": view.naming.site(site), "shift": shift, "numbers": numbers, "total": sum(numbers)})
    return [*rows, {"site": "All of these", "shift": "", "numbers": totals, "total": sum(totals)}]


def _person(view: View, entry: RosterEntry) -> dict[str, Any]:
    return {
        "name": view.naming.signer(entry.person.id),
        "level": LEVEL_WORDS[entry.job.level],
        "position": view.snapshot.name(entry.job.position),
        "sites": "; ".join(place.site.name for place in entry.places),
        "shift": "; ".join(dict.fromkeys(place.shift for place in entry.places)),
        "basis": entry.job.basis.replace("-", " "),
        "hired": entry.hired_on.isoformat(),
        "available": "; ".join(dict.fromkeys(_times(place) for place in entry.places)),
        "away": ", ".join(span_words(span) for span in entry.away),
    }


def _times(place: Workplace) -> str:
    hours = f" {place.hours[0]}–{place.hours[1]}" if place.hours else ""
    return f"{_days(place.days)}{hours}"


def _days(days: Sequence[str]) -> str:
    """Days of the week: "Mon–Fri" where they follow one another, else "Mon, Wed"."""
    at = sorted(WEEKDAYS.index(day) for day in days)
    names = [WEEKDAYS[index].capitalize() for index in at]
    if len(at) > 2 and at[-1] - at[0] == len(at) - 1:
        return f"{names[0]}–{names[-1]}"
    return ", ".join(names) or "no day of the week"


def _closures(view: View, site: Site) -> str:
    day = view.snapshot.as_of
    ahead: list[Closure] = [each for each in site.calendar.closed if each.to is None or each.to >= day]
    return "; ".join(f"{span_words(each)} {each.reason}" for each in ahead)


def _interviews(table: InterviewTable, people: int) -> dict[str, Any]:
    below, above = table.around(people)
    return {"lines": table.lines, "source": table.source, "rules": table.rules, "words": _between(people, below, above)}


def _between(people: int, below: tuple[int, int] | None, above: tuple[int, int] | None) -> str:
    start = "One person stands on this roster" if people == 1 else f"{people} people stand on this roster"
    if below and above and below == above:
        return f"{start}: at least {below[1]} interviews."
    if below and above:
        return f"{start}: between the line for {below[0]} (at least {below[1]} interviews) and that for {above[0]} (at least {above[1]})."
    if above:
        return f"{start}: fewer than the first line that is known."
    return f"{start}: more than the last line that is known."
