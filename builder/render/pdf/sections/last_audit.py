"""The last audit's recommendations, and what was done about each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.model.record import Record
from builder.record_types import TYPES
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View


def make_last_audit(view: View) -> Section | None:
    """The newest audit whose result is known, with what it asked for; None when there is none.

    An audit that is under way has asked for nothing yet.
    """
    audits = [stored.value for stored in view.selection.registers.get("audit", ())]
    audit = next((each for each in reversed(audits) if _has_result(each)), None)
    if audit is None:
        return None
    html = write_html(
        "last_audit",
        title="Last audit",
        running=("Last audit", audit.id),
        audit=audit.id,
        link=view.selection.link_to(audit.id),
        day=audit.date.isoformat(),
        kind=(audit.kind_of_record or "").replace("-", " "),
        rows=[_row(view, text, action) for text, action in _asked_for(view, audit)],
    )
    return Section("last-audit", "Last audit: recommendations and what was done", "", html, "last-audit")


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
