"""What shows that each document is approved: the page signed in ink first, then what git says, bound to the content.

An approval covers what was approved and nothing else. When the text changes and the document still names the approval it had, that
approval is stale; a change of the control block alone (its owner, a review without changes) is told apart from a change of the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from builder.measure.approvals.trail import Trail, find_trail, follow_trail
from builder.measure.people.identity import list_identities
from builder.model.approval import Approval, Ink, InkState
from builder.model.history import History
from builder.model.policy import Policy
from builder.model.program import Program
from builder.model.stored import Stored

_LEVEL_WORDS = {
    "senior-manager": "a senior manager",
    "manager": "a manager",
    "supervisor": "a supervisor",
    "worker": "a worker",
}


def measure_approvals(program: Program, history: History | None, as_of: date) -> Mapping[str, Approval]:
    """The approval of every document with the status `approved`, by path.

    Args:
        program: What was read.
        history: What git says; None when it was not examined, which leaves the ink and nothing else.
        as_of: Tags that claim a later day are left out.
    """
    identities = program.once(list_identities)
    found = {}
    for stored in program.policies:
        if stored.value.status != "approved":
            continue
        trail = find_trail(stored, history)
        approval = _make_approval(program, stored, history, trail)
        if history is not None and trail is not None:
            approval = follow_trail(approval, trail, history, identities, as_of)
            approval = _without_before(program, approval, trail)
        found[stored.path] = approval
    return MappingProxyType(found)


def _make_approval(program: Program, stored: Stored[Policy], history: History | None, trail: Trail | None) -> Approval:
    policy = stored.value
    return Approval(
        document=policy.id,
        path=stored.path,
        blob=stored.blob,
        version=policy.version,
        approver=policy.approved_by or "",
        role=_role(program, policy),
        approved_on=policy.approved_on,
        ink=_find_ink(program, policy, history, trail),
    )


def _role(program: Program, policy: Policy) -> str:
    """What the approver is in the company, without a name."""
    company = program.company.value if program.company else None
    person = program.people.get(policy.approved_by or "")
    if company is not None and policy.approved_by and policy.approved_by == company.senior_manager:
        return "the senior manager"
    if company is not None and policy.approved_by and policy.approved_by == company.hs_lead:
        return "the health and safety lead"
    job = person.value.employment_on(policy.approved_on) if person and policy.approved_on else None
    return _LEVEL_WORDS[job.level] if job else ""


def _find_ink(program: Program, policy: Policy, history: History | None, trail: Trail | None) -> Ink | None:
    copy = policy.signed_copy
    if copy is None:
        return None
    path = f"policies/{copy.path}"
    entry = program.files.get(path)
    if entry is None:
        state = InkState.MISSING
    else:
        # A file that is too large to be read has no digest; another rule says so.
        state = InkState.KEPT if entry.sha256 in ("", copy.sha256) else InkState.CHANGED
    is_newer = _is_filed_with_text(history, trail, path)
    return Ink(path, copy.sha256, state, state is InkState.KEPT and is_newer)


def _is_filed_with_text(history: History | None, trail: Trail | None, path: str) -> bool:
    """Whether the scan can be of the text of now: the text is the one that was claimed, or the scan was filed with it or later."""
    if history is None or trail is None or trail.changed is None:
        return True
    file = history.files.get(path)
    return file is None or file.changes[-1].arrived >= trail.made.arrived


def _without_before(program: Program, approval: Approval, trail: Trail) -> Approval:
    """Nothing is held against the time before the program moved into git: who wrote what it adopted, git can't know."""
    adopted = program.company.value.adopted_on if program.company else None
    is_adopted = adopted is not None and trail.made.arrived <= adopted
    return replace(approval, is_one_hand=False) if is_adopted else approval
