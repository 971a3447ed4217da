"""The last audit's recommendations, and what was done about each."""

from __future__ import annotations

from typing import Any

from builder.model.record import Record
from builder.record_types import TYPES
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View


def make_last_audit(view: View) -> Section | None:
    """The newest audit on record with its recommendations; None when there is none."""
    audits = view.selection.registers.get("audit", ())
    if not audits:
        return None
    audit = audits[-1].value
    recommendations = getattr(audit, "recommendations", ())
    html = write_html(
        "last_audit",
        title="Last audit",
        running=("Last audit", audit.id),
        audit=audit.id,
        link=view.selection.link_to(audit.id),
        day=audit.date.isoformat(),
        kind=(audit.kind_of_record or "").replace("-", " "),
        rows=[_row(view, each.text, each.action) for each in recommendations],
    )
    return Section("last-audit", "Last audit: recommendations and what was done", "", html, "last-audit")


def _row(view: View, text: str, action: str | None) -> dict[str, Any]:
    stored = view.snapshot.program.record_by_id.get(action or "")
    return {
        "text": text,
        "action": action or "",
        "link": view.selection.link_to(action) if action else None,
        "state": _state(view, stored.value) if stored else "no corrective action is linked",
    }


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
