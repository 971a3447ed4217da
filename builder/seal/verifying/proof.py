"""Holding a pack's manifest against the repository it names: the commit, its tree, and every file's bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol

from builder.model.error import BuilderError
from builder.model.manifest import FollowedPack, Manifest, ManifestFile
from builder.read.git.store.tree import read_pointer
from builder.seal.verdict import Check, Status, enumerate_names, plain
from builder.seal.verifying.since import describe_since

PREVIOUS = "previous"
"""Name of the check of the earlier pack. That it fails is no untruth of this pack, which says so itself."""
APPROVAL_TAGS = "approvals"
"""Name of the check of the tags. That one was deleted since, or not fetched, is no untruth of the pack either."""


class History(Protocol):
    """What is asked of a repository. Every object it hands over has been held against its id."""

    def branch_tip(self, branch: str) -> tuple[str, str]:
        """Name and commit id of the branch that the pack's commit should be on: the one named, or the checked-out one."""

    def has_commit(self, id: str) -> bool:
        """Whether the repository has this commit."""

    def is_ancestor(self, older: str, newer: str) -> bool:
        """Whether one commit leads to the other, or is it."""

    def tree(self, commit: str) -> tuple[str, Mapping[str, str]]:
        """The id of a commit's tree, and the blob id of each of its files by path."""

    def tags(self, names: Collection[str]) -> Mapping[str, str]:
        """What the tags of these names stand for, by name; those that are not here are left out."""

    def read(self, blobs: Sequence[str]) -> Iterator[bytes]:
        """The bytes of blobs, in the order asked for."""


def prove_history(manifest: Manifest, history: History) -> tuple[Check, ...]:
    """The checks of a manifest against a repository: `commit`, `branch`, `tree`, `files`, `since`; `approvals` and `previous` where it names tags and an earlier pack.

    A check that an earlier one's failure made pointless is left out. Trouble with the repository itself is not a failure of the
    pack: it gives a check that was not made.
    """
    checks: list[Check] = []
    try:
        checks.extend(_prove(manifest, history))
    except BuilderError as error:
        checks.append(Check("repository", Status.NOT_CHECKED, " ".join(f"{error.message} {error.cure}".split())))
    return tuple(checks)


def _prove(manifest: Manifest, history: History) -> Iterator[Check]:
    short = manifest.commit[:10]
    if not history.has_commit(manifest.commit):
        yield Check("commit", Status.FAIL, f"The repository has no commit {short}.")
        yield from describe_previous(manifest.previous)
        return
    yield Check("commit", Status.PASS, f"The repository has the commit {short}.")
    name, tip = history.branch_tip(manifest.branch)
    if history.is_ancestor(manifest.commit, tip):
        yield Check("branch", Status.PASS, f"The commit {short} is part of the branch {name}.")
        is_part = True
    else:
        is_part = False
        yield Check("branch", Status.FAIL, f"The commit {short} is not part of the branch {name}.")
    tree_id, files = history.tree(manifest.commit)
    if tree_id == manifest.tree:
        yield Check("tree", Status.PASS, f"The commit's tree is {manifest.tree[:10]}, as the pack says.")
    else:
        yield Check("tree", Status.FAIL, f"The commit's tree is {tree_id[:10]}, the pack says {manifest.tree[:10]}.")
    yield _prove_files(manifest, files, history)
    if is_part:
        yield describe_since(manifest, files, history.tree(tip)[1], history)
    if manifest.approval_tags:
        yield _prove_tags(manifest, history)
    if manifest.previous is not None:
        yield _prove_previous(manifest.commit, manifest.previous, history)


def describe_previous(previous: FollowedPack | None) -> tuple[Check, ...]:
    """What the pack says about the earlier one that it follows; no check if it follows none."""
    if previous is None:
        return ()
    detail = f"{_say_previous(previous)}. Compare the digest with that of the earlier file, if you have it."
    return (Check(PREVIOUS, Status.NOT_CHECKED, detail),)


def _say_previous(previous: FollowedPack) -> str:
    return (
        f"It follows pack {plain(previous.pack_id)} (sha256 {previous.sha256}; of its manifest {previous.manifest_sha256}), "
        f"made from the commit {previous.commit[:10]}"
    )


def _prove_previous(commit: str, previous: FollowedPack, history: History) -> Check:
    said = _say_previous(previous)
    if history.has_commit(previous.commit) and history.is_ancestor(previous.commit, commit):
        return Check(PREVIOUS, Status.PASS, f"{said}, which is part of this pack's history.")
    return Check(PREVIOUS, Status.FAIL, f"{said}, which is not part of this pack's history: it was written anew.")


def _prove_files(manifest: Manifest, files: Mapping[str, str], history: History) -> Check:
    listed = [file for file in manifest.files if file.blob]
    withheld = len(manifest.files) - len(listed)
    wrong = [file.path for file in listed if files.get(file.path) != file.blob]
    right = [file for file in listed if files.get(file.path) == file.blob]
    for file, data in zip(right, history.read([file.blob for file in right]), strict=True):
        if not _has_digest(file, data):
            wrong.append(file.path)
    note = (
        f" {withheld} redacted {'file has' if withheld == 1 else 'files have'} no digest to check." if withheld else ""
    )
    if not wrong:
        return Check("files", Status.PASS, f"All {len(listed):,} files stood in the commit with these bytes.{note}")
    wrong.sort()
    detail = f"{len(wrong)} of {len(listed):,} files did not stand in the commit so: {enumerate_names(wrong)}.{note}"
    return Check("files", Status.FAIL, detail)


def _prove_tags(manifest: Manifest, history: History) -> Check:
    """Tags lie beside the commit: anyone who may push can delete or move one, and then an approval looks weaker than it was."""
    named = dict(manifest.approval_tags)
    here = history.tags(named)
    gone = [name for name in named if name not in here]
    moved = [name for name in named if name in here and here[name] != named[name]]
    if not gone and not moved:
        which = f"{len(named):,} approval tag{' that it rests on is' if len(named) == 1 else 's that it rests on are'}"
        return Check(APPROVAL_TAGS, Status.PASS, f"The {which} here, unchanged.")
    said = []
    if gone:
        said.append(
            f"The repository doesn't have {enumerate_names(gone)}: deleted since, or not fetched (git fetch --tags)."
        )
    if moved:
        said.append(f"Another object now bears the name {enumerate_names(moved)}.")
    detail = f"Approval tags that it rests on: {len(named):,}, of them not as they were: {len(gone) + len(moved)}. {' '.join(said)}"
    return Check(APPROVAL_TAGS, Status.FAIL, detail)


def _has_digest(file: ManifestFile, data: bytes) -> bool:
    if hashlib.sha256(data).hexdigest() == file.sha256:
        return len(data) == file.size
    # With Git LFS the commit holds a pointer that names the digest.
    return read_pointer(data) == (file.sha256, file.size)
