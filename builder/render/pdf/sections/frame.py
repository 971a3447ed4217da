"""The sample frame: how large each register is, by site, so that an auditor can plan before seeing a single record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from builder.model.record import Record
from builder.model.stored import Stored
from builder.record_types import TYPES
from builder.record_types.audit import Audit
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.selection import Selection, select
from builder.render.pdf.sections.view import View

Registers = Mapping[str, Sequence[Stored[Record]]]


def without_evidence(selection: Selection) -> Selection:
    """The selection of a pack that holds no evidence: no document, no register, no record, and no place a link could lead to."""
    return replace(selection, documents=(), listed=(), registers={}, chosen={}, anchors=frozenset())


def make_frame(view: View) -> Section | None:
    """How many records of each type the period holds, at which sites, and in which months; none below office level.

    Sizes say nothing of what a record holds, so they stand in a scope pack too, without a link to any row. So do the headings of the
    last audit's recommendations, which certifying partners count among what is asked before the audit; what was done about each is
    evidence, and waits.
    """
    if view.choice.profile == "public":
        return None
    is_scope = view.choice.kind == "scope"
    registers = (
        select(view.snapshot, replace(view.choice, kind="evidence")).registers if is_scope else view.selection.registers
    )
    html = write_html(
        "frame",
        title="Sample frame",
        running=("Sample frame", ""),
        first=view.snapshot.window.first.isoformat(),
        last=view.snapshot.window.last.isoformat(),
        rows=[_row(view, name, registers[name]) for name in registers],
        audit=_last_audit(registers) if is_scope else None,
        is_scope=is_scope,
    )
    entries = (("Recommendations of the last audit", "frame-last-audit"),) if is_scope else ()
    return Section("frame", "Sample frame", "", html, "frame", entries)


def _row(view: View, name: str, records: Sequence[Stored[Record]]) -> dict[str, Any]:
    days = sorted(stored.value.date for stored in records)
    window = view.snapshot.window
    inside = [stored for stored in records if window.first <= stored.value.date <= window.last]
    counts = Counter(stored.value.site or "" for stored in records)
    where = [f"{site} {counts[site]}" for site in sorted(counts) if site]
    if counts[""] and where:
        where.append(f"no one site {counts['']}")
    return {
        "title": TYPES[name].PLURAL,
        "link": view.selection.link(f"register-{name}"),
        "count": len(records),
        "inside": len(inside),
        "months": len({(stored.value.date.year, stored.value.date.month) for stored in inside}),
        "first": days[0].isoformat(),
        "last": days[-1].isoformat(),
        "where": ", ".join(where) or "–",
    }


def _last_audit(registers: Registers) -> dict[str, Any] | None:
    """The newest audit with a result: its day, kind and what it recommended, in a line each."""
    audits = [stored.value for stored in registers.get("audit", ()) if isinstance(stored.value, Audit)]
    audit = next((each for each in reversed(audits) if each.is_reported or each.recommendations), None)
    if audit is None:
        return None
    found = [stored.value for stored in registers.get("audit-finding", ())]
    texts = [each.text for each in audit.recommendations]
    texts += [
        getattr(each, "text", None) or "(on a scan)"
        for each in found
        if getattr(each, "audit", None) == audit.id and each.kind_of_record != "strength"
    ]
    kind = (audit.kind_of_record or "").replace("-", " ")
    return {"day": audit.date.isoformat(), "kind": kind, "texts": texts}
