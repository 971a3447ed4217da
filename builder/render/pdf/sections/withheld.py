"""Records that never enter the repository: the procedure, the blank form, how many there are, and where they can be looked at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from builder.model.finding import Finding
from builder.model.level import Level
from builder.model.policy import Policy
from builder.model.stored import Stored
from builder.record_types.stub import Stub
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.selection import RESTRICTED
from builder.render.pdf.sections.values import Piece
from builder.render.pdf.sections.view import View

STUBS = f"records/{Stub.TYPE}/"
"""Folder of the stubs."""

_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")

LEAST = 5
"""Fewer than this are not counted on their own: in a small company "one case in March" is somebody."""


@dataclass(frozen=True)
class Kind:
    """A class of records that is kept elsewhere.

    Attributes:
        title: In words.
        form: Name of the blank form.
        words: What the title of a document says that is about it.
        seen: Who may look, and on what condition.
    """

    title: str
    form: str
    words: tuple[str, ...]
    seen: str


_OWN = "with the worker's written permission"
KINDS: Mapping[str, Kind] = {
    "first-aid": Kind(
        "First aid",
        "First aid record",
        ("first aid",),
        "on site, without what tells whose it is, or with the worker's written permission (OHS Code, section 184)",
    ),
    "audiometry": Kind("Hearing tests", "Audiometric test report", ("hearing", "noise", "occupational health"), _OWN),
    "violence-harassment": Kind(
        "Violence and harassment",
        "Report of violence or harassment",
        ("violence", "harassment"),
        "on site, without names and circumstances, as the company's plan says",
    ),
    "discipline": Kind("Discipline", "Discipline sheet", ("discipline", "rules"), _OWN),
    "claim": Kind("Claims", "Claim file", ("return to work", "claim"), _OWN),
    "modified-work": Kind("Modified work", "Modified work plan", ("return to work", "modified work"), _OWN),
    "medical": Kind("Medical", "Medical form", ("return to work", "medical"), _OWN),
}
"""By class of a stub, in print order."""


def make_withheld(view: View) -> Section | None:
    """The section; None for readers who may not see office values."""
    if not view.snapshot.level.shows(Level.OFFICE):
        return None
    months: dict[str, Counter[str]] = {name: Counter() for name in KINDS}
    places: dict[str, list[str]] = {name: [] for name in KINDS}
    for stored in list_stubs(view):
        stub = stored.value
        months[stub.class_ or "medical"][stub.month or f"{stub.date:%Y-%m}"] += 1
        places[stub.class_ or "medical"].append(stub.kept_at or "")
    rows = [_row(view, name, months[name], places[name]) for name in KINDS]
    html = write_html(
        "withheld",
        title="Records kept elsewhere",
        running=("Records kept elsewhere", ""),
        rows=rows,
        least=LEAST,
        first=view.snapshot.window.first.isoformat(),
        last=view.snapshot.window.last.isoformat(),
    )
    return Section("withheld", "Records kept elsewhere", "", html, RESTRICTED)


def list_stubs(view: View) -> Iterator[Stored[Stub]]:
    """The stubs of the period."""
    for stored in view.snapshot.program.records_by_type.get(Stub.TYPE, ()):
        if isinstance(stored.value, Stub) and view.snapshot.window.covers(stored.value.date):
            yield stored  # type: ignore[misc]  # its value is a Stub, as was just asked


def hide_days(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without the days that sentences about stubs quote: which day there was first aid says whose it was."""
    return tuple(
        replace(each, message=_DAY.sub("(day not shown)", each.message)) if each.place.path.startswith(STUBS) else each
        for each in findings
    )


def merge_small(counts: Mapping[str, int], least: int = LEAST) -> tuple[tuple[str, str], ...]:
    """Counts by month as (from when to when, how many), months put together until no count is under `least`.

    Args:
        counts: By month, YYYY-MM.
        least: The smallest number that is told; all together under it gives one line, "fewer than 5".
    """
    if not counts:
        return ()
    if sum(counts.values()) < least:
        return ((_span(sorted(counts)), f"fewer than {least}"),)
    groups: list[list[str]] = [[]]
    for month in sorted(counts):
        if sum(counts[each] for each in groups[-1]) >= least:
            groups.append([])
        groups[-1].append(month)
    if sum(counts[each] for each in groups[-1]) < least:
        # What is left over at the end goes with those before it.
        last = groups.pop()
        groups[-1] += last
    return tuple((_span(group), str(sum(counts[each] for each in group))) for group in groups)


def _span(months: Iterable[str]) -> str:
    first, *rest = months
    return f"{first} to {rest[-1]}" if rest else first


def _row(view: View, name: str, months: Mapping[str, int], places: Iterable[str]) -> dict[str, Any]:
    kind = KINDS[name]
    counts = merge_small(months)
    if len(counts) == 1 and counts[0][1].startswith("fewer"):
        # Which months would say too much of so few.
        counts = (("in the period", counts[0][1]),)
    return {
        "title": kind.title,
        "procedures": _procedures(view, kind),
        "form": kind.form,
        "counts": counts,
        "kept": tuple(sorted({place for place in places if place})),
        "seen": kind.seen,
    }


def _procedures(view: View, kind: Kind) -> tuple[Piece, ...]:
    documents = [each for each in view.selection.documents if Stub.TYPE in each.value.forms]
    about = [each for each in documents if _is_about(each.value, kind)]
    found = about or [each for each in documents if each.value.area == Stub.ELEMENT]
    return tuple(Piece(f"{each.value.id} {each.value.title}", view.selection.link_to(each.value.id)) for each in found)


def _is_about(policy: Policy, kind: Kind) -> bool:
    return any(word in policy.title.lower() for word in kind.words)
