"""The annex on approvals: for each document the ink first, then what git shows, what that proves, and to which content it is bound."""

from __future__ import annotations

from datetime import date

from builder.measure.approvals.tags import list_wrong_tags
from builder.model.approval import PROVES, Approval, Binding
from builder.model.history import Tag
from builder.model.level import Level
from builder.model.policy import Policy
from builder.render.approval_words import REVIEWS_ELSEWHERE, hand_words, ink_words, level_words, stale_words
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.view import View

SHORT = 10
"""Hex digits of an object id in print, as in the revision history."""


def make_approvals(view: View) -> Section | None:
    """The table over all approved documents of the pack; None in a pack that shows no office values."""
    snapshot = view.snapshot
    if not snapshot.level.shows(Level.OFFICE):
        return None
    documents = [(stored, snapshot.approvals.get(stored.path)) for stored in view.selection.documents]
    wrong = list_wrong_tags(snapshot.history, snapshot.as_of)
    html = write_html(
        "approvals",
        title="Annex: approvals",
        running=("Annex: approvals", ""),
        has_history=view.has_history,
        history_note=snapshot.history_note,
        rows=[_row(view, stored.value, approval) for stored, approval in documents if approval],
        levels=[(level.value, proves) for level, proves in PROVES.items()],
        elsewhere=REVIEWS_ELSEWHERE,
        wrong=[{"tag": each.tag, "day": _claimed(each.day), "why": each.why} for each in wrong],
        tags=[
            _tag(tag) for tag in (snapshot.history.tags if snapshot.history else ()) if tag.tagged_on <= snapshot.as_of
        ],
    )
    return Section("approvals", "Annex: approvals", "", html, "approvals")


def _row(view: View, policy: Policy, approval: Approval) -> dict[str, object]:
    best = approval.best
    notes = [stale_words(approval), hand_words(approval)]
    earlier = [each for each in approval.shown if each.binding is Binding.EARLIER]
    if best is None and earlier:
        notes.append(f"For an earlier text: {level_words(earlier[0])}.")
    return {
        "id": policy.id,
        "link": view.selection.link(f"doc-{policy.id}"),
        "version": policy.version,
        "approver": view.naming.signer(approval.approver) if approval.approver else "",
        "day": approval.approved_on.isoformat() if approval.approved_on else "",
        "ink": ink_words(approval) if approval.ink else "–",
        "git": level_words(best) if best else "–",
        "bound": best.binding.value if best and best.binding is not Binding.BYTES else "",
        "content": approval.blob[:SHORT],
        "notes": [each for each in notes if each],
    }


def _tag(tag: Tag) -> dict[str, str]:
    return {"name": tag.name, "id": tag.id[:SHORT], "day": _claimed(tag.tagged_on), "commit": tag.commit[:SHORT]}


def _claimed(day: date) -> str:
    """The day of a tag; a plain mark claims none."""
    return "" if day == date.min else day.isoformat()
