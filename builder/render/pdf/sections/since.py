"""Since the last pack: whether this history continues the one that was handed out before, and what changed after the fact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from builder.model.previous_pack import AddedLate, ChangedSince, PreviousPack, SinceKind
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View

_SHORT = 10
"""Digits of a commit's id that are printed; the earlier pack's own stands in full."""

_NAMED = 4
"""Changes of one file that are printed; the rest is counted."""


def make_since(view: View) -> Section | None:
    """What the earlier pack holds against today's history; nothing if none was given."""
    previous = view.snapshot.previous
    if previous is None:
        return None
    records = [each for each in previous.changed if each.is_record]
    others = [each for each in previous.changed if not each.is_record]
    html = write_html(
        "since",
        title="Since the last pack",
        running=("Since the last pack", ""),
        previous=previous,
        descent=previous.descent,
        verdict=_verdict(previous),
        unchanged=previous.compared - len(previous.changed) - len(previous.gone),
        records=[_changed(view, each) for each in records],
        others=[_changed(view, each) for each in others],
        gone=[_gone(each) for each in previous.gone],
        late=[_late(view, each) for each in previous.added_late],
    )
    entries = (
        ("Records that changed", "since-records"),
        ("Documents, registers and other files that changed", "since-others"),
        ("What is gone", "since-gone"),
        ("Entered with hindsight", "since-late"),
    )
    return Section("since", "Since the last pack", "", html, "since", entries if previous.is_listed else ())


def _verdict(previous: PreviousPack) -> str:
    """One of three words for the template: whether the earlier pack's commit is still what this one rests on."""
    if not previous.descent.is_ancestor:
        return "parted"
    return "on-line" if previous.descent.is_on_line else "off-line"


def _changed(view: View, changed: ChangedSince) -> dict[str, Any]:
    return {
        "name": changed.name,
        "link": view.selection.link_to(changed.id) if changed.id else None,
        "what": _words(changed),
        "when": _list_changes(changed.days, changed.commits),
    }


def _words(changed: ChangedSince) -> str:
    words = []
    if changed.kind is SinceKind.REDATED:
        words.append(f"Its own day was {changed.day}, and is {changed.day_now} now.")
    if changed.fields:
        words.append(f"Differs in: {', '.join(name.replace('_', ' ') for name in changed.fields)}.")
    elif changed.kind is SinceKind.CHANGED:
        words.append("Its text differs.")
    if changed.path_now != changed.path:
        words.append(f"It stands at {changed.path_now} now.")
    return " ".join(words)


def _gone(gone: ChangedSince) -> dict[str, Any]:
    return {
        "name": gone.name,
        "path": gone.path,
        "day": str(gone.day) if gone.day else "–",
        "when": _list_changes(gone.days, gone.commits),
    }


def _late(view: View, late: AddedLate) -> dict[str, Any]:
    return {
        "id": late.id,
        "link": view.selection.link_to(late.id),
        "day": str(late.day),
        "entered": str(late.entered),
        "after": (late.entered - late.day).days,
    }


def _list_changes(days: Sequence[date], commits: Sequence[str]) -> str:
    """The last changes with their days: `2026-07-03 (commit 1a2b3c4d5e), 2026-07-09 (…)`."""
    named = [f"{day} (commit {commit[:_SHORT]})" for day, commit in zip(days, commits, strict=True)]
    if not named:
        return "No commit of this history made the change: the two histories part before it."
    earlier = f"{len(named) - _NAMED} more, then " if len(named) > _NAMED else ""
    return earlier + ", ".join(named[-_NAMED:])
