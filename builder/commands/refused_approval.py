"""Why a document can't be approved as it is, each reason with its cure."""

from __future__ import annotations

from datetime import date

from builder.commands.prepare import Prepared
from builder.model.approval import Staleness
from builder.model.day import write_day
from builder.model.error import BuilderError
from builder.model.history import History
from builder.model.policy import Policy
from builder.model.register import Person
from builder.model.stored import Stored
from builder.read.git.branches import list_branches_with
from builder.read.git.keys.sshsig import fingerprint, parse_public_line
from builder.read.git.tags import list_tag_names
from builder.read.git.view import Repository


def refuse_place(prepared: Prepared) -> Repository:
    """The repository, if approvals in it would count.

    Raises:
        BuilderError: There is none, its history was not examined, or its commit is not on the program's branch.
    """
    repository, snapshot = prepared.repository, prepared.snapshot
    if repository is None or snapshot.history is None:
        raise BuilderError(
            f"An approval is kept in the history, and that was not examined. {snapshot.history_note}".strip(),
            "Give the folder of the program's own repository with --repo.",
        )
    branch = snapshot.program.company.value.branch if snapshot.program.company else "main"
    if prepared.branch != branch and branch not in list_branches_with(repository, prepared.commit):
        here = f"the branch {prepared.branch}" if prepared.branch else "a single commit"
        raise BuilderError(
            f"What is checked out is {here}, whose latest commit is not part of {branch}; an approval of it might be lost when it is merged.",
            f"Bring it into {branch} first, check that out (`git switch {branch}`), and approve there."
            if branch.isascii() and branch.isprintable()
            else "Bring it into the program's branch first, check that out, and approve there.",
        )
    return repository


def refuse_approval(prepared: Prepared, id: str, by: str) -> Stored[Policy]:
    """The document, if it can be approved as it stands in the commit.

    Args:
        prepared: The program at HEAD.
        id: Of the document.
        by: Id of the one who wants to approve; empty for whomever the document names.

    Raises:
        BuilderError: It can't.
    """
    stored = _find(prepared, id)
    _refuse_difference(prepared, stored)
    _refuse_status(stored.value, by)
    _refuse_version(prepared, stored)
    return stored


def refuse_key(prepared: Prepared, approver: Person, blob: bytes, today: date) -> None:
    """Refuse a key with which the approval would not count.

    It is judged by the keys that stood in the register before the approved commit arrived, or a commit could bring its own key along.

    Args:
        prepared: The program at HEAD.
        approver: Whose key it has to be.
        blob: Of the public half.
        today: The day of the approval.

    Raises:
        BuilderError: It isn't the approver's, doesn't count today, or came with this very commit.
    """
    entries = [each for each in approver.keys if parse_public_line(each.public) == blob]
    file = f"records/people/{approver.id}.yaml"
    if not entries:
        raise BuilderError(
            f"The key is not one that {file} names for {approver.name}.",
            f"Use {approver.name}'s own key; or add its public line under `keys` in {file}, commit that, and approve after the next commit.",
        )
    if not any(each.covers(today) for each in entries):
        raise BuilderError(
            f"The key of {approver.name} doesn't count on {write_day(today)}: {file} gives other days for it.",
            "Use the key that counts now, or make one with `muster keys person`.",
        )
    history = prepared.snapshot.history
    if history is not None and _came_along(history, prepared.commit, fingerprint(blob)):
        raise BuilderError(
            f"The key of {approver.name} came into the register with the latest commit itself, so nothing before it vouches for the key.",
            "Make the next commit first (any change will do), then approve.",
        )


def _find(prepared: Prepared, id: str) -> Stored[Policy]:
    program, work_tree = prepared.snapshot.program, prepared.snapshot.work_tree
    stored = program.policy_by_id.get(id)
    if stored is not None:
        return stored
    added = [path for path in (work_tree.added if work_tree else ()) if path.startswith("policies/")]
    if added:
        raise BuilderError(
            f"The latest commit has no document {id}; on disk there are documents that are not committed: {', '.join(added)}.",
            "Save the document first, with `muster save`.",
        )
    raise BuilderError(
        f"There is no document {id} in the latest commit.", "`muster approve --list` names what waits for an approval."
    )


def _refuse_difference(prepared: Prepared, stored: Stored[Policy]) -> None:
    work_tree = prepared.snapshot.work_tree
    if work_tree is not None and stored.path in (*work_tree.changed, *work_tree.removed):
        raise BuilderError(
            f"{stored.path} on disk is not what is committed, and what is approved is the committed text.",
            "Save the change first, with `muster save`, or take it back.",
        )


def _refuse_status(policy: Policy, by: str) -> None:
    if policy.status != "approved" or not policy.approved_by or policy.approved_on is None:
        raise BuilderError(
            f"{policy.id}, version {policy.version}, doesn't say itself that it is approved, by whom and on which day.",
            "Set `status: approved`, `approved_by` and `approved_on` in its front matter, commit that, then approve.",
        )
    if by and by != policy.approved_by:
        raise BuilderError(
            f"{policy.id} names {policy.approved_by} as its approver, not {by}.",
            "Have that person approve it; or correct `approved_by`, and commit that first.",
        )


def _refuse_version(prepared: Prepared, stored: Stored[Policy]) -> None:
    policy = stored.value
    approval = prepared.snapshot.approvals.get(stored.path)
    if approval is not None and approval.stale is not None and not _names_new_approval(policy, approval.stale):
        raise BuilderError(
            f"The text of {policy.id} changed on {write_day(approval.stale.day)}, and it still names the approval of "
            f"{write_day(policy.approved_on) if policy.approved_on else 'before'}.",
            f"Raise `version` to {(approval.stale.version or policy.version) + 1}, put the day of the new approval into `approved_on`, commit that, then approve.",
        )
    repository = prepared.repository
    name = f"policy/{policy.id}/v{policy.version}"
    if repository is not None and any(each.name == name.encode() for each in list_tag_names(repository)):
        raise BuilderError(
            f"{policy.id}, version {policy.version}, has an approval already: the tag {name}.",
            "If its text has to change, raise `version` and commit that first. An approval is never moved.",
        )
    versions = [each.version for each in (approval.shown if approval else ()) if each.tag and each.version is not None]
    if any(version > policy.version for version in versions):
        raise BuilderError(
            f"Version {max(versions)} of {policy.id} was approved before; the committed one calls itself version {policy.version}.",
            "Give it the next number and commit that first.",
        )


def _names_new_approval(policy: Policy, stale: Staleness) -> bool:
    """Whether a later version names a day on which the present text was there already, though it be the day of the one before."""
    later = stale.version is not None and policy.version > stale.version
    return later and policy.approved_on is not None and policy.approved_on >= stale.day


def _came_along(history: History, commit: str, key: str) -> bool:
    return any(each.commit == commit and key in each.added for each in history.key_changes)
