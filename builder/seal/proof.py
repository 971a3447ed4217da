"""Holding a pack's manifest against the repository it names: the commit, its tree, and every file's bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from builder.model.error import BuilderError
from builder.model.manifest import Manifest, ManifestFile
from builder.read.git.tree import read_pointer
from builder.seal.verdict import Check, Status, plain

_SHOWN = 5
"""Files named in a detail; the rest is counted."""


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

    def read(self, blobs: Sequence[str]) -> Iterator[bytes]:
        """The bytes of blobs, in the order asked for."""


def prove_history(manifest: Manifest, history: History) -> tuple[Check, ...]:
    """The checks of a manifest against a repository: `commit`, `branch`, `tree`, `files`.

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
        return
    yield Check("commit", Status.PASS, f"The repository has the commit {short}.")
    name, tip = history.branch_tip(manifest.branch)
    if history.is_ancestor(manifest.commit, tip):
        yield Check("branch", Status.PASS, f"The commit {short} is part of the branch {name}.")
    else:
        yield Check("branch", Status.FAIL, f"The commit {short} is not part of the branch {name}.")
    tree_id, files = history.tree(manifest.commit)
    if tree_id == manifest.tree:
        yield Check("tree", Status.PASS, f"The commit's tree is {manifest.tree[:10]}, as the pack says.")
    else:
        yield Check("tree", Status.FAIL, f"The commit's tree is {tree_id[:10]}, the pack says {manifest.tree[:10]}.")
    yield _prove_files(manifest, files, history)


def _prove_files(manifest: Manifest, files: Mapping[str, str], history: History) -> Check:
    listed = [file for file in manifest.files if file.blob]
    withheld = len(manifest.files) - len(listed)
    wrong = [file.path for file in listed if files.get(file.path) != file.blob]
    right = [file for file in listed if files.get(file.path) == file.blob]
    for file, data in zip(right, history.read([file.blob for file in right]), strict=True):
        if not _has_digest(file, data):
            wrong.append(file.path)
    note = f" {withheld} redacted files have no digest to check." if withheld else ""
    if not wrong:
        return Check("files", Status.PASS, f"All {len(listed):,} files stood in the commit with these bytes.{note}")
    wrong.sort()
    more = f" and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
    named = ", ".join(plain(path) for path in wrong[:_SHOWN]) + more
    return Check(
        "files", Status.FAIL, f"{len(wrong)} of {len(listed):,} files did not stand in the commit so: {named}.{note}"
    )


def _has_digest(file: ManifestFile, data: bytes) -> bool:
    if hashlib.sha256(data).hexdigest() == file.sha256:
        return len(data) == file.size
    # With Git LFS the commit holds a pointer that names the digest.
    return read_pointer(data) == (file.sha256, file.size)
