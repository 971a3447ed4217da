"""The control block of a document: what it is, who answers for it, how far its approval is shown, and until when it stands."""

from __future__ import annotations

from dataclasses import dataclass

from builder.measure.document import review_due
from builder.model.level import Level
from builder.model.policy import KIND_TITLES, LawReference, Policy
from builder.model.stored import Stored
from builder.render.approval_words import office_lines
from builder.render.pdf.sections.view import View

SHORT = 44
"""Letters that fit into half a row of the block."""

Line = tuple[str, str]


@dataclass(frozen=True)
class ControlBlock:
    """The lines of a control block, those without a value left out.

    Attributes:
        pairs: Short lines, two to a row, read down the left column first.
        wide: Long lines, a row each.
    """

    pairs: tuple[tuple[Line, Line | None], ...]
    wide: tuple[Line, ...]


def make_control_block(view: View, stored: Stored[Policy]) -> ControlBlock:
    """The block of one document. Commits and digests stand in the annex."""
    policy = stored.value
    lines = [line for line in (*_identity(view, policy), *_days(policy), *_reach(view, policy)) if line[1]]
    long = [("Approval", " ".join(_approval(view, stored)))]
    long.append(("Signed copy", view.snapshot.withheld.words(stored.path)))
    fitting = [line for line in lines if len(line[1]) <= SHORT]
    wide = [line for line in (*lines, *long) if line[1] and line not in fitting]
    return ControlBlock(_pairs(fitting), tuple(wide))


def _identity(view: View, policy: Policy) -> list[Line]:
    naming = view.naming
    return [
        ("Document", f"{policy.id}, {KIND_TITLES[policy.kind].lower()}"),
        ("Version", str(policy.version)),
        ("Status", policy.status),
        ("Owner", naming.signer(policy.owner) if policy.owner else ""),
        ("Answers", ", ".join(policy.answers)),
    ]


def _days(policy: Policy) -> list[Line]:
    due = review_due(policy)
    return [
        ("Approved on", policy.approved_on.isoformat() if policy.approved_on else ""),
        ("In effect from", policy.effective.isoformat() if policy.effective else ""),
        ("Last reviewed", policy.last_reviewed.isoformat() if policy.last_reviewed else ""),
        ("Review due", f"{due.isoformat()}, every {policy.review_every.words}" if due and policy.review_every else ""),
        ("Replaces", ", ".join(policy.supersedes)),
        ("Translation of", f"{policy.translates.id}, version {policy.translates.version}" if policy.translates else ""),
    ]


def _reach(view: View, policy: Policy) -> list[Line]:
    return [
        ("Approved by", view.naming.signer(policy.approved_by) if policy.approved_by else ""),
        ("Written for", ", ".join(level.replace("-", " ") + "s" for level in policy.audience)),
        ("Applies to", ", ".join(view.naming.site(site) for site in policy.applies_to) or "all sites"),
        ("Legislation", "; ".join(_law(law) for law in policy.legislation)),
    ]


def _law(law: LawReference) -> str:
    return f"{law.law} s. {law.section}" if law.section else law.law


def _approval(view: View, stored: Stored[Policy]) -> tuple[str, ...]:
    """How it was approved, in sentences; none in a pack that shows no office values."""
    approval = view.snapshot.approvals.get(stored.path)
    if approval is None or not view.snapshot.level.shows(Level.OFFICE):
        return ()
    return office_lines(approval, view.naming.signer)


def _pairs(lines: list[Line]) -> tuple[tuple[Line, Line | None], ...]:
    half = (len(lines) + 1) // 2
    return tuple((line, lines[half + at] if half + at < len(lines) else None) for at, line in enumerate(lines[:half]))
