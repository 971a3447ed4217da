"""Which documents wait for an approval, or have one that anybody could have written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from builder.model.approval import Approval, ApprovalLevel
from builder.model.day import write_day
from builder.model.policy import Policy
from builder.model.snapshot import Snapshot


class Wait(StrEnum):
    """What a document waits for."""

    DRAFT = "draft"
    STALE = "stale"
    UNSIGNED = "unsigned"


@dataclass(frozen=True)
class Waiting:
    """A document that waits.

    Attributes:
        policy: The document, and `path` its file.
        wait: What for.
        why: A sentence for people.
    """

    policy: Policy
    path: str
    wait: Wait
    why: str


def list_waiting(snapshot: Snapshot) -> tuple[Waiting, ...]:
    """The documents that wait for an approval, by what they wait for and id; withdrawn ones and those that are signed are left out."""
    found = [
        waiting
        for stored in snapshot.program.policies
        for waiting in _judge(snapshot, stored.value, stored.path, snapshot.approvals.get(stored.path))
    ]
    order = tuple(Wait)
    return tuple(sorted(found, key=lambda each: (order.index(each.wait), each.policy.id)))


def _judge(snapshot: Snapshot, policy: Policy, path: str, approval: Approval | None) -> Iterator[Waiting]:
    name = snapshot.names.get(policy.approved_by or "", policy.approved_by or "nobody yet")
    if policy.status == "draft":
        yield Waiting(policy, path, Wait.DRAFT, f"It is a draft; its approver is {name}.")
    elif approval is not None and approval.stale is not None:
        day = write_day(approval.stale.day)
        yield Waiting(policy, path, Wait.STALE, f"Its text changed on {day}, after the approval that it names.")
    elif approval is not None and not _is_signed(approval):
        yield Waiting(policy, path, Wait.UNSIGNED, f"It names {name}; neither ink nor a key of theirs shows it.")


def _is_signed(approval: Approval) -> bool:
    best = approval.best
    strong = (ApprovalLevel.SIGNED_COMMIT, ApprovalLevel.SIGNED_TAG)
    return approval.is_in_ink or (best is not None and best.level in strong)
