"""What readers of a level may see of approvals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from builder.model.approval import Approval
from builder.model.program import Program


def approvals_at(approvals: Mapping[str, Approval], program: Program, is_office: bool) -> Mapping[str, Approval]:
    """The approvals of the documents that are still shown.

    Below office level only what may be posted is left of each: that the document is approved, by whom in the company (the senior
    manager), on which day, and whether in ink.

    Args:
        approvals: By path.
        program: Already cut to the level.
        is_office: Whether the level shows office values.
    """
    shown = {stored.path for stored in program.policies}
    kept = {path: each for path, each in approvals.items() if path in shown}
    return MappingProxyType(kept if is_office else {path: _posted(each) for path, each in kept.items()})


def _posted(approval: Approval) -> Approval:
    ink = replace(approval.ink, path="", sha256="") if approval.ink else None
    return replace(
        approval,
        approver="",
        blob="",
        ink=ink,
        shown=(),
        stale=None,
        is_one_hand=False,
        was_signed=False,
        claimed_on=None,
    )
