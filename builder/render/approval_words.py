"""What shows that a document is approved, in words: the ink first, then git's level with what it proves."""

from __future__ import annotations

from collections.abc import Callable

from builder.model.approval import PROVES, Approval, ApprovalLevel, Binding, Ink, InkState, Shown
from builder.model.day import write_day

Name = Callable[[str], str]
"""The name behind a person's id."""

REVIEWS_ELSEWHERE = (
    "Reviews on a forge (GitHub, GitLab) would be level A3; they are not kept in the repository, and are not imported."
)

HOW = {
    ApprovalLevel.NAMED: "named in the document",
    ApprovalLevel.NOTED: "named in the note on the change",
    ApprovalLevel.LET_IN: "let in by the approver, written by somebody else",
    ApprovalLevel.SIGNED_COMMIT: "entered with the approver's signature",
    ApprovalLevel.SIGNED_TAG: "signed approval",
}
"""How the approver comes into it, by level."""


def office_lines(approval: Approval, name: Name) -> tuple[str, ...]:
    """Sentences for the office and the auditor: what doesn't hold, the ink, git's level and what that proves, one hand.

    A page signed in ink comes first; that there is none, which is no fault, comes last.
    """
    ink = ink_words(approval)
    first, last = (ink, "") if approval.ink else ("", ink)
    git = git_words(approval, name)
    lines = (stale_words(approval), first, git, proves_words(approval), hand_words(approval), last)
    return tuple(line for line in lines if line)


def posted_words(approval: Approval) -> str:
    """One sentence that may be posted: "Approved by the senior manager on 16 February 2026, signed in ink."."""
    by = f" by {approval.role}" if approval.role else ""
    on = f" on {write_day(approval.approved_on)}" if approval.approved_on else ""
    ink = ", signed in ink" if approval.is_in_ink else ""
    return f"Approved{by}{on}{ink}."


def ink_words(approval: Approval) -> str:
    """What the page signed in ink shows; that there is none, where there is none."""
    ink = approval.ink
    if ink is None:
        return "No signed page is filed."
    if ink.state is InkState.MISSING:
        return f"The document names the signed page {ink.path}, and it is not there."
    if ink.state is InkState.CHANGED:
        return f"The file {ink.path} is not the page that the document names: its sha256 is another one."
    return _filed(ink)


def _filed(ink: Ink) -> str:
    name = ink.path.rpartition("/")[2]
    if ink.holds:
        return f"Signed in ink; the page is filed as {name}."
    return f"Signed in ink; the page {name} was filed before the text was changed, so it is of an earlier text."


def level_words(shown: Shown) -> str:
    """A piece of evidence without the person: "A5, signed approval policy/PRG-07/v3, 2026-03-11"."""
    return f"{shown.level}, {' '.join(filter(None, (HOW[shown.level], shown.tag)))}, {shown.day.isoformat()}"


def git_words(approval: Approval, name: Name) -> str:
    """The strongest evidence in git for the present text, or what else there is; empty where git was not examined."""
    best = approval.best
    if best is not None:
        return f"In git: level {level_words(best)}, {name(best.person)}{_bound(best)}."
    if approval.shown:
        first = approval.shown[0]
        return f"In git: nothing for the present text; for an earlier one level {level_words(first)}, {name(first.person)}."
    return ""


def _bound(shown: Shown) -> str:
    return "; only the control block changed since" if shown.binding is Binding.TEXT else ""


def proves_words(approval: Approval) -> str:
    """What the strongest evidence in git proves; empty where there is none."""
    return PROVES[approval.best.level] if approval.best else ""


def stale_words(approval: Approval) -> str:
    """Why the approval doesn't cover the present text; empty while it does."""
    stale = approval.stale
    if stale is None:
        return ""
    version = f"version {stale.version}" if stale.version is not None else "the text before"
    author = stale.author.partition(" <")[0]
    return (
        f"What was approved is {version} (content {stale.blob[:10]}); the present text differs since {stale.day.isoformat()}, "
        f"changed by {author}."
    )


def hand_words(approval: Approval) -> str:
    """That one person entered and approved it; empty where that is not so."""
    return "Entered and approved by the same person." if approval.is_one_hand else ""
