"""The revisions of a controlled document, as the pack prints them: what each changed, who entered it, and how that is signed."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model.history import Change
from builder.model.policy import Policy
from builder.model.stored import Stored
from builder.render.history_words import (
    author_name,
    change_words,
    difference_words,
    revision_words,
    signature_words,
)
from builder.render.pdf.sections.view import View

_DIGITS = 10


@dataclass(frozen=True)
class PrintedRevision:
    """A revision as words.

    Attributes:
        day: On which it reached the branch.
        what: What it is: the version and its approval.
        changed: What changed in the text; may be empty.
        who: Who entered it; empty for readers who may not know.
        signature: The verdict on its signature.
        commit, content: The first digits of git's ids.
    """

    day: str
    what: str
    changed: str
    who: str
    signature: str
    commit: str
    content: str


def list_revisions(view: View, stored: Stored[Policy]) -> list[PrintedRevision] | None:
    """The revisions of a document, oldest first; None where the history was not examined."""
    history = view.snapshot.history
    if history is None:
        return None
    file = history.files.get(stored.path)
    printed = []
    before: Change | None = None
    for change in file.changes if file else ():
        printed.append(_print(view, change, before))
        before = change
    return printed


def in_force_words(view: View, stored: Stored[Policy]) -> str:
    """Which revision is in force on the as-of day; empty where the history was not examined."""
    if not view.has_history:
        return ""
    revision = view.documents.on(stored.value.id, view.snapshot.as_of)
    day = view.snapshot.as_of
    return f"In force on {day}: {revision_words(revision)}." if revision else f"No version was in force on {day}."


def _print(view: View, change: Change, before: Change | None) -> PrintedRevision:
    what = change_words(change, before, view.naming.signer)
    difference = view.snapshot.differences.get((before.blob, change.blob)) if before else None
    return PrintedRevision(
        day=change.arrived.isoformat(),
        what=f"{what[:1].upper()}{what[1:]}",
        changed=difference_words(difference),
        who=_who(view, change),
        signature=signature_words(change.signature),
        commit=change.commit[:_DIGITS],
        content=change.blob[:_DIGITS],
    )


def _who(view: View, change: Change) -> str:
    author = author_name(change.author)
    arrival = view.snapshot.history.by_id.get(change.commit) if view.snapshot.history else None
    entered = author_name(arrival.committer) if arrival else author
    return author if entered == author else f"{entered}, written by {author}"
