"""What the last audits recommended, from outside and inside, and what was done about each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.model.record import Record
from builder.record_types import TYPES
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View

INTERNAL = "internal"


def make_last_audit(view: View) -> Section | None:
    """The newest audit from outside and the newest of the company's own whose results are known; None when there is neither.

    The auditor follows up what the last audit from outside asked for: an internal one after it must not hide it. An audit that is
    under way has asked for nothing yet.
    """
    audits = [each for stored in view.selection.registers.get("audit", ()) if _has_result(each := stored.value)]
    outside = [each for each in audits if each.kind_of_record != INTERNAL][-1:]
    inside = [each for each in audits if each.kind_of_record == INTERNAL][-1:]
    shown = [*outside, *inside]
    if not shown:
        return None
    html = write_html(
        "last_audit",
        title="Last audit",
        running=("Last audit", ", ".join(each.id for each in shown)),
        audits=[_audit(view, each) for each in shown],
    )
    return Section("last-audit", "Last audit: recommendations and what was done", "", html, "last-audit")


def _audit(view: View, audit: Record) -> dict[str, Any]:
    kind = (audit.kind_of_record or "").replace("-", " ")
    return {
        "heading": "The last internal audit" if kind == INTERNAL else "The last audit from outside",
        "id": audit.id,
        "link": view.selection.link_to(audit.id),
        "day": audit.date.isoformat(),
        "kind": kind if kind != INTERNAL else "",
        "rows": [_row(view, text, action) for text, action in _asked_for(view, audit)],
    }


def _has_result(audit: Record) -> bool:
    return any(getattr(audit, name, None) for name in ("outcome", "accepted_on", "score", "recommendations"))


def _asked_for(view: View, audit: Record) -> Iterator[tuple[str, str | None]]:
    """The recommendations in the audit's own record, then its findings filed one by one; strengths ask for nothing."""
    yield from ((each.text, each.action) for each in getattr(audit, "recommendations", ()))
    for stored in view.snapshot.program.records_by_type.get("audit-finding", ()):
        finding = stored.value
        if getattr(finding, "audit", None) == audit.id and finding.kind_of_record != "strength":
            yield getattr(finding, "text", None) or "see its scan", getattr(finding, "action", None)


def _row(view: View, text: str, action: str | None) -> dict[str, Any]:
    stored = view.snapshot.program.record_by_id.get(action or "")
    return {
        "text": text,
        "action": action or "",
        "link": view.selection.link_to(action) if action else None,
        "state": _state(view, stored.value) if stored else "no corrective action is linked",
        "proof": _proof(view, stored.value) if stored else "",
    }


def _proof(view: View, action: Record) -> str:
    """Who saw that it works, and how; an action closed before the period stands in no register of this pack."""
    verifier = getattr(action, "verified_by", None)
    who = view.naming.person(verifier, "corrective-action") if verifier else ""
    return ": ".join(part for part in (who, getattr(action, "evidence_note", None)) if part)


def _state(view: View, action: Record) -> str:
    if not isinstance(action, TYPES["corrective-action"]):
        return "the linked record is not a corrective action"
    closed, due = getattr(action, "closed_on", None), getattr(action, "due", None)
    if closed:
        return f"closed {closed.isoformat()}"
    if due is None:
        return "open, no day set"
    late = (view.snapshot.as_of - due).days
    return f"open, due {due.isoformat()}" + (f", {late} days late" if late > 0 else "")
