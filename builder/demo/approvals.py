"""Approvals of the sample that were signed with a tag: by the approver, minutes after letting the new version in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from builder.demo.object_store import ObjectStore
from builder.demo.signing import sign_commit
from builder.demo.story import Story
from builder.read.git.store.objects import hash_object
from builder.read.git.store.tag_object import write_approval, write_tag

if TYPE_CHECKING:
    from builder.demo.replay import Step

_VERSION = re.compile(r"([a-z]+-\d+)-version-(\d+)")
_LATER = timedelta(minutes=12)


@dataclass(frozen=True)
class Approval:
    """A signed tag to be made.

    Attributes:
        name: `policy/PRG-07/v4`.
        step: Index of the step on whose commit it stands.
        by: Person id of the approver.
        key: Which of the approver's keys signs it.
        at: When, with its offset.
        subject: First line of its message.
        path: The document, and `data` what is approved.
    """

    name: str
    step: int
    by: str
    key: int
    at: datetime
    subject: str
    path: str
    data: bytes


def plan_approvals(steps: Sequence[Step], story: Story) -> Iterator[Approval]:
    """The approvals of the documents that the story has tagged, in the order of their times.

    Args:
        steps: From `make_steps`; a tagged document's version came by a branch.
        story: What the files don't say.
    """
    branches: dict[str, dict[str, bytes | None]] = {}
    for index, step in enumerate(steps):
        if step.branch:
            branches.setdefault(step.branch, {}).update(step.files)
        found = _VERSION.fullmatch(step.merges)
        if found is None:
            continue
        id = found[1].upper()
        told = story.files.get(id)
        document = next(
            ((path, data) for path, data in branches[step.merges].items() if data and path.endswith(".md")), None
        )
        if told is not None and told.tag and document is not None:
            subject = step.message.split("\n", 1)[0]
            yield Approval(f"policy/{id}/v{found[2]}", index, step.by, step.key, step.at + _LATER, subject, *document)


def write_approval_tag(approval: Approval, commit: str, identity: str, store: ObjectStore) -> str:
    """Puts the signed tag into the store; gives back its id.

    Args:
        approval: What is approved.
        commit: Id of the commit of its step.
        identity: "Name <mail>" of the approver.
        store: Of the repository being made.
    """
    message = write_approval(
        subject=approval.subject, said="", approves=((approval.path, hash_object("blob", approval.data)),)
    )
    tagger = f"{identity} {int(approval.at.timestamp())} {approval.at:%z}"
    payload = write_tag(commit=commit, name=approval.name, tagger=tagger, message=message)
    return store.add("tag", payload + sign_commit(payload, approval.by, approval.key) + b"\n")
