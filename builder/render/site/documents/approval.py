"""How a document was approved, on its page: one sentence for workers, for the office also what git shows and what that proves."""

from __future__ import annotations

from builder.model.approval import Approval
from builder.model.policy import Policy
from builder.model.stored import Stored
from builder.render.approval_words import office_lines, posted_words
from builder.render.site.languages import ENGLISH
from builder.render.site.manual import Here


def approval_lines(here: Here, stored: Stored[Policy]) -> tuple[str, ...]:
    """Sentences, the most important one first; none for a document that isn't approved."""
    snapshot = here.manual.snapshot
    approval = snapshot.approvals.get(stored.path)
    if approval is None:
        return ()
    if not here.manual.is_office:
        return (posted_words(approval) if here.manual.language is ENGLISH else _posted(here, approval),)
    return office_lines(approval, snapshot.name)


def _posted(here: Here, approval: Approval) -> str:
    """The sentence for workers in another language."""
    by = (
        f" {here.w['approved_by_lower']} {here.say('approvers', approval.role, approval.role)}" if approval.role else ""
    )
    on = f" {here.w['approved_on_lower']} {here.day(approval.approved_on)}" if approval.approved_on else ""
    ink = f", {here.w['signed_in_ink']}" if approval.is_in_ink else ""
    return f"{here.w['approved']}{by}{on}{ink}."
