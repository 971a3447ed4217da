"""A supplement: what entered since an earlier pack was handed over, and what the auditor asked for; the list first, then each in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from builder.measure.follow_up.requests import is_open, list_requests
from builder.model.policy import Policy
from builder.model.previous_pack import PreviousPack
from builder.model.record import Record
from builder.model.snapshot import Snapshot
from builder.model.stored import Stored
from builder.record_types import TYPES
from builder.render.pdf.sections.document import make_document
from builder.render.pdf.sections.register import assets_of, describe
from builder.render.pdf.sections.sample import Sample
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.selection import Selection
from builder.render.pdf.sections.view import View


def without_known(selection: Selection, snapshot: Snapshot, asked: tuple[str, ...]) -> Selection:
    """The selection of a supplement: documents and records that entered or changed since the earlier pack, and those asked for.

    Args:
        selection: Of the whole pack, for what belongs to its period.
        snapshot: With the earlier pack in it.
        asked: Ids that the auditor named.
    """
    program = snapshot.program
    documents = tuple(
        stored
        for stored in selection.documents
        if _is_new(snapshot, stored) or _has_changed(snapshot, stored) or stored.value.id in asked
    )
    whole = {stored.value.id: stored for records in selection.registers.values() for stored in records}
    # What the auditor names is printed even if it is of an earlier time.
    whole |= {id: program.record_by_id[id] for id in asked if id in program.record_by_id}
    chosen: dict[str, list[Stored[Record]]] = {}
    for stored in sorted(whole.values(), key=lambda each: (each.value.date, each.value.id)):
        if stored.value.id in asked or _is_new(snapshot, stored) or _has_changed(snapshot, stored):
            chosen.setdefault(type(stored.value).TYPE, []).append(stored)
    registers = {name: tuple(chosen[name]) for name in sorted(chosen)}
    anchors = {
        *(f"doc-{stored.value.id}" for stored in documents),
        *(f"record-{stored.value.id}" for records in registers.values() for stored in records),
        *(f"register-{name}" for name in registers),
    }
    samples = {
        name: Sample(records, "whole", frozenset(each.value.id for each in records))
        for name, records in registers.items()
    }
    return replace(
        selection, documents=documents, listed=(), registers=registers, chosen=samples, anchors=frozenset(anchors)
    )


def make_supplement(view: View) -> Section:
    """What is in the supplement and why: the auditor's requests, then each record and document with its day and its day of entry."""
    previous = _previous(view.snapshot)
    records = [stored for each in view.selection.registers.values() for stored in each]
    asked = {*view.choice.sample.ids}
    held = {stored.value.id for stored in records} | {stored.value.id for stored in view.selection.documents}
    new = [stored for stored in records if _is_new(view.snapshot, stored)]
    late = [stored for stored in new if stored.value.date <= previous.as_of]
    html = write_html(
        "supplement",
        title="What this supplement holds",
        running=("Supplement", ""),
        previous=previous,
        is_told=previous.descent.is_ancestor,
        new=len(new),
        late=len(late),
        changed=sum(_has_changed(view.snapshot, stored) for stored in records),
        asked=sum(stored.value.id in asked for stored in records),
        missing=sorted(asked - held),
        rows=[_row(view, stored, stored.value.id in asked) for stored in records],
        documents=[_document(view, stored, stored.value.id in asked) for stored in view.selection.documents],
        requests=[_request(view, request) for _, request in list_requests(view.snapshot.program, view.snapshot.as_of)],
    )
    entries = (
        ("Requests of the auditor", "supplement-requests"),
        ("Records", "supplement-records"),
        ("Documents", "supplement-documents"),
    )
    return Section("supplement", "What this supplement holds", "", html, "supplement", entries)


def make_excerpts(view: View) -> Iterator[Section]:
    """The documents, then of each register the records of the supplement, labelled as an excerpt."""
    for stored in view.selection.documents:
        yield make_document(view, stored)
    for name, records in view.selection.registers.items():
        kind = TYPES[name]
        total = len(view.snapshot.program.records_by_type[name])
        facts: Mapping[str, Any] = {
            **describe(view, name),
            "name": f"{kind.PLURAL} (excerpt)",
            "lead": f"An excerpt: {len(records)} of the {total} records on file. The whole register stands in the evidence pack as it was then.",
            "sample_title": f"{kind.PLURAL}: those of this supplement in full",
            "sample_note": "All records of this excerpt are printed in full.",
        }
        title = f"{kind.PLURAL} (excerpt)"
        html = write_html(
            "register", title=title, running=("Supplement", title), footer=f"Excerpt: {kind.PLURAL.lower()}", **facts
        )
        yield Section(f"register-{name}", title, "", html, f"register-{name}", (), assets_of(facts["records"]))


def _previous(snapshot: Snapshot) -> PreviousPack:
    if snapshot.previous is None:
        raise ValueError("a supplement needs the pack that it adds to")
    return snapshot.previous


def _is_new(snapshot: Snapshot, stored: Stored[Record] | Stored[Policy]) -> bool:
    """Whether the file entered after the earlier pack; by its day where that pack's commit is not in this history."""
    history, previous = snapshot.history, _previous(snapshot)
    file = history.files.get(stored.path) if history else None
    if file is None:
        return False
    if previous.descent.is_ancestor:
        return file.changes[0].commit in previous.descent.since
    return file.changes[0].arrived > (previous.entered_on or previous.as_of)


def _has_changed(snapshot: Snapshot, stored: Stored[Record] | Stored[Policy]) -> bool:
    return any(each.path_now == stored.path for each in _previous(snapshot).changed)


def _why(view: View, stored: Stored[Record] | Stored[Policy], is_asked: bool) -> str:
    words = ["asked for by the auditor"] if is_asked else []
    if _is_new(view.snapshot, stored):
        words.append("entered since")
    elif _has_changed(view.snapshot, stored):
        words.append("changed since")
    return ", ".join(words)


def _row(view: View, stored: Stored[Record], is_asked: bool) -> dict[str, Any]:
    record, entered = stored.value, view.entered(stored)
    is_late = _is_new(view.snapshot, stored) and record.date <= _previous(view.snapshot).as_of
    return {
        "id": record.id,
        "link": view.selection.link_to(record.id),
        "what": type(record).TITLE,
        "day": record.date.isoformat(),
        "entered": entered.isoformat() if entered else "not known",
        "after": _days(entered, record.date),
        "why": _why(view, stored, is_asked),
        "late": "dated before the earlier pack" if is_late else "",
    }


def _days(entered: date | None, day: date) -> str:
    return str((entered - day).days) if entered else "–"


def _document(view: View, stored: Stored[Policy], is_asked: bool) -> dict[str, Any]:
    entered = view.entered(stored)
    return {
        "id": stored.value.id,
        "link": view.selection.link_to(stored.value.id),
        "title": stored.value.title,
        "version": stored.value.version,
        "entered": entered.isoformat() if entered else "not known",
        "why": _why(view, stored, is_asked),
    }


def _request(view: View, request: Any) -> dict[str, Any]:
    waiting = is_open(request, view.snapshot.as_of)
    wanted = dict.fromkeys((*request.wanted, *request.answered_with))
    return {
        "id": request.id,
        "number": request.number or "",
        "text": request.text or "see its scan",
        "day": request.date.isoformat(),
        "due": request.due.isoformat() if request.due else "–",
        "state": "open" if waiting else f"answered {request.answered_on.isoformat()}",
        "answer": request.answer or "",
        "links": [(id, view.selection.link_to(id)) for id in wanted],
    }
