"""What the documents promise to record, in words, and what became of each promise: n of m with both lists."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from builder.model.coverage import Expected, Outcome
from builder.model.policy import Obligation, Policy
from builder.model.stored import Stored
from builder.record_types import TYPES
from builder.render.site.language import Words
from builder.render.site.manual import Here, Manual, known
from builder.render.site.markup import NOTHING, chip, iso, link
from builder.render.site.page import Page, plain
from builder.render.site.words import OUTCOME, UNITS, sentence, words


def expected_path(manual: Manual, stored: Stored[Policy]) -> str | None:
    """The page with all records that a document promises, where the edition has one."""
    has_any = any(
        (stored.value.id, number) in manual.expected_by_document
        for number in range(len(known(stored.value, "obligations", ())))
    )
    name = stored.path.removeprefix("policies/")
    return f"expected/{name}" if manual.is_office and has_any else None


def count_words(w: Words, group: tuple[Expected, ...]) -> str:
    """Found of required in words: "11 of 13 found, 10 on time, 1 explained"."""
    required = sum(each.is_required for each in group)
    found = sum(each.is_found for each in group)
    on_time = sum(each.outcome is Outcome.MET for each in group)
    explained = sum(each.outcome is Outcome.EXPLAINED for each in group)
    said = f"{found} {w['of']} {required} {w['found'].lower()}, {on_time} {w['on_time']}"
    return f"{said}, {explained} {w['explained']}" if explained else said


def what_and_rhythm(obligation: Obligation) -> tuple[str, str]:
    """What an obligation asks for and how often, for people: "Inspection (weekly)", "every week for each site …"."""
    kind = TYPES.get(obligation.record)
    what = kind.TITLE if kind else sentence(words(obligation.record))
    if obligation.kind:
        what += f" ({words(obligation.kind)})"
    rhythm = f"for {UNITS[obligation.per]}" if obligation.per != "company" else ""
    if obligation.every:
        every = obligation.every.words
        rhythm = f"every {every.removeprefix('1 ')} {rhythm}"
    if obligation.within:
        rhythm = f"within {obligation.within.words} {rhythm}"
    if obligation.where:
        only = "; ".join(", ".join(words(each) for each in values) for values in obligation.where.values())
        rhythm += f" ({only})"
    if obligation.by:
        rhythm += f", by {words(obligation.by)}"
    return what, " ".join(rhythm.split()).replace(" ,", ",")


def obligation_entries(manual: Manual, here: Here, stored: Stored[Policy]) -> list[dict[str, Any]]:
    """The obligations of a document for its page: what, how often, n of m, and the way to the whole list."""
    path = expected_path(manual, stored)
    found = []
    for number, obligation in enumerate(known(stored.value, "obligations", ())):
        what, rhythm = what_and_rhythm(obligation)
        group = manual.expected_by_document.get((stored.value.id, number), ())
        url = here.type(obligation.record)
        name = link(url, what) if url else what
        entry: dict[str, Any] = {"what": name, "rhythm": rhythm, "count": "", "state": "", "url": None}
        if group and manual.is_office:
            entry["count"] = count_words(manual.w, group)
            entry["state"] = state(group)
            entry["url"] = f"{here.to(path)}#o{number + 1}" if path and here.to(path) else None
        found.append(entry)
    return found


def state(group: tuple[Expected, ...]) -> Markup:
    """The label of a set of expected records: its worst outcome, with the number of holes."""
    holes = sum(each.outcome is Outcome.HOLE for each in group)
    if holes:
        return chip(OUTCOME[Outcome.HOLE], f"{holes} missing")
    late = sum(each.outcome in (Outcome.LATE, Outcome.EXPLAINED) for each in group)
    return chip(OUTCOME[Outcome.LATE], f"{late} late or explained") if late else chip(OUTCOME[Outcome.MET])


def expected_page(manual: Manual, stored: Stored[Policy]) -> Page:
    """Every record that a document promises and what became of it, newest first."""
    path = expected_path(manual, stored) or ""
    here = manual.here(path)
    obligations = []
    for number, obligation in enumerate(stored.value.obligations):
        what, rhythm = what_and_rhythm(obligation)
        group = manual.expected_by_document.get((stored.value.id, number), ())
        newest = sorted(group, key=lambda each: (each.last, each.unit), reverse=True)
        obligations.append(
            {
                "heading": plain(what),
                "what": what,
                "rhythm": f"{sentence(rhythm)}.",
                "number": number + 1,
                "count": f"{sentence(count_words(manual.w, group))}." if group else "",
                "rows": [_expected_row(here, each) for each in newest],
            }
        )
    trail = [
        (here.w["documents"], here.to("documents/index.md")),
        (stored.value.title, here.url(manual.book.sources[stored.path])),
        (here.w["obligations"], None),
    ]
    markdown = manual.render("expected.html.j2", path, trail=trail, obligations=obligations)
    return Page(
        path, f"{stored.value.id} – {here.w['obligations'].lower()}", markdown, is_searched=False, hide=("toc",)
    )


def _expected_row(here: Here, each: Expected) -> dict[str, object]:
    return {
        "anchor": "",
        "cells": (
            each.period,
            here.ref(each.unit),
            iso(each.due),
            chip(OUTCOME[each.outcome]),
            here.ref(each.record),
            why(here, each),
        ),
    }


def why(here: Here, each: Expected) -> Markup:
    """Why a record is explained or not required: the reason, with who explained it and the action, or what shows it."""
    if not each.reason:
        return NOTHING
    unit, _, rest = each.reason.partition(" ")
    known = here.manual.snapshot.program.sites
    shown = Markup("{}").format(f"{here.manual.snapshot.name(unit)} {rest}" if unit in known else each.reason)
    if each.person:
        shown += Markup(" ({})").format(here.ref(each.person))
    if each.corrective_action:
        shown += Markup(" {}").format(here.ref(each.corrective_action, each.corrective_action))
    if each.shown_by and each.shown_by not in each.reason:
        shown += Markup(' <span class="m-quiet">{}</span>').format(here.ref(each.shown_by, each.shown_by))
    return shown
