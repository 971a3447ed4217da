"""How a document was approved, on its page: one sentence for workers, for the office also what git shows and what that proves."""

from __future__ import annotations

from builder.model.policy import Policy
from builder.model.stored import Stored
from builder.render.approval_words import office_lines, posted_words
from builder.render.site.manual import Here


def approval_lines(here: Here, stored: Stored[Policy]) -> tuple[str, ...]:
    """Sentences, the most important one first; none for a document that isn't approved."""
    snapshot = here.manual.snapshot
    approval = snapshot.approvals.get(stored.path)
    if approval is None:
        return ()
    if not here.manual.is_office:
        return (posted_words(approval),)
    return office_lines(approval, snapshot.name)
