"""What readers of a level may see of approvals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from builder.model.approval import Approval, InkState
from builder.model.program import Program
from builder.model.withheld import UNNAMED


def approvals_at(approvals: Mapping[str, Approval], program: Program, is_office: bool) -> Mapping[str, Approval]:
    """The approvals of the documents that are still shown.

    The name of a signed page that nobody may see is left out. Below office level only what may be posted is left of each: that the document is approved, by whom in the company (the senior
    manager), on which day, and whether in ink.

    Args:
        approvals: By path.
        program: Already cut to the level.
        is_office: Whether the level shows office values.
    """
    shown = {stored.path for stored in program.policies}
    kept = {path: _unnamed(each, program) for path, each in approvals.items() if path in shown}
    return MappingProxyType(kept if is_office else {path: _posted(each) for path, each in kept.items()})


def _unnamed(approval: Approval, program: Program) -> Approval:
    """Without the name of a signed page that is there and may not be shown."""
    ink = approval.ink
    if ink is None or ink.state is InkState.MISSING or ink.path in program.files:
        return approval
    return replace(approval, ink=replace(ink, path=UNNAMED, sha256=""))


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
