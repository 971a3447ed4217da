"""Packs handed out so far: what an auditor has been given, on which day of gathering, and by which digest to know it."""

from __future__ import annotations

from typing import Any

from builder.measure.cycle.life_cycle import measure_life_cycle
from builder.measure.cycle.releases import Handover, list_handovers, name_recipient
from builder.measure.follow_up.requests import is_open, list_requests
from builder.model.level import Level
from builder.record_types.pack_release import PackRelease
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View

KIND_WORDS = {
    "scope": "scope pack, no evidence",
    "evidence": "evidence pack",
    "supplement": "supplement",
    "documents": "documents without a pack",
}


def make_releases(view: View) -> Section | None:
    """The release log, the days counted from it, and the requests; None where nothing was handed over or asked for, and below office."""
    snapshot = view.snapshot
    if not snapshot.level.shows(Level.OFFICE):
        return None
    handed = list_handovers(snapshot.program, snapshot.as_of)
    asked = list_requests(snapshot.program, snapshot.as_of)
    if not handed and not asked:
        return None
    cycle = measure_life_cycle(snapshot)
    counted = ("gathering", "submission")
    deadlines = [each for each in cycle.deadlines if each.id.partition("/")[2] in counted] if cycle else []
    audits = {each.release.audit for each in handed}
    html = write_html(
        "releases",
        title="Packs handed out so far",
        running=("Packs handed out so far", ""),
        rows=[_row(view, each) for each in handed],
        deadlines=[
            {
                "day": each.day.isoformat(),
                "what": each.what,
                "done": each.done_on.isoformat() if each.done_on else "open",
            }
            for each in deadlines
            if audits & {*each.about}
        ],
        requests=[
            {
                "id": request.id,
                "link": view.selection.link_to(request.id),
                "text": request.text or "see its scan",
                "day": request.date.isoformat(),
                "due": request.due.isoformat() if request.due else "–",
                "state": "open" if is_open(request, snapshot.as_of) else f"answered {request.answered_on}",
            }
            for _, request in asked
        ],
    )
    entries = (("Requests of auditors", "releases-requests"),) if asked else ()
    return Section("releases", "Packs handed out so far", "", html, "releases", entries)


def _row(view: View, handed: Handover) -> dict[str, Any]:
    release = handed.release
    return {
        "id": release.id,
        "link": view.selection.link_to(release.id),
        "day": release.date.isoformat(),
        "audit": release.audit or "–",
        "audit_link": view.selection.link_to(release.audit) if release.audit else None,
        "what": _what(release),
        "digest": release.sha256 or "",
        "to": name_recipient(view.snapshot.program, release),
        "counted": _counted(handed),
    }


def _what(release: PackRelease) -> str:
    words = [KIND_WORDS.get(release.kind or "", "not stated"), release.pack or "", *release.with_it]
    return "; ".join(filter(None, words))


def _counted(handed: Handover) -> str:
    if not handed.release.starts_days:
        return "starts nothing"
    return f"day {handed.day_of_gathering}" if handed.day_of_gathering else "before day 1"
