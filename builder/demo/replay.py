"""The steps of a history made into a repository: objects written here, checked and checked out by git.

The folder is made beside its final place and renamed at the end, so that breaking off leaves nothing half-made.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from builder.demo.anchors import anchor_files
from builder.demo.approvals import Approval, write_approval_tag
from builder.demo.object_store import Folder, ObjectStore, commit_data
from builder.demo.signing import sign_commit
from builder.model.error import BuilderError
from builder.read.git.command import Command


@dataclass(frozen=True)
class Step:
    """One commit.

    Attributes:
        at: When, with its offset.
        by: Person id of author, committer and signer.
        message: Without the last line feed.
        files: The bytes it puts at paths; None takes a file away.
        branch: The branch it stands on; empty for the main one.
        merges: A branch that it brings into the main one and that ends with it.
        anchor: Id of the anchor record that it files, over the commit before it on the main branch.
        key: Which of the signer's keys signs it; 1 is the first.
    """

    at: datetime
    by: str
    message: str
    files: Mapping[str, bytes | None] = field(default_factory=dict)
    branch: str = ""
    merges: str = ""
    anchor: str = ""
    key: int = 1


@dataclass(frozen=True)
class Replayed:
    """What came out.

    Attributes:
        commit: Id of the last commit on the main branch.
        commits: How many there are.
        files: How many files the last one has.
        last_day: The day of the last commit.
    """

    commit: str
    commits: int
    files: int
    last_day: date


@dataclass
class _Line:
    """A branch while it grows: its newest commit, its tree, and what was put on it."""

    tip: str | None
    tree: Folder
    files: dict[str, str | None] = field(default_factory=dict)


def make_repository(
    steps: Sequence[Step], identities: Mapping[str, str], target: Path, approvals: Sequence[Approval] = ()
) -> Replayed:
    """Makes the repository of a history at `target`, with its last commit checked out.

    Args:
        steps: In the order of their times.
        identities: "Name <mail>" by person id.
        target: A folder that doesn't exist or is empty.
        approvals: The tags with which documents were approved.

    Raises:
        BuilderError: The target is taken, or git refused what was made.
    """
    _refuse_taken(target)
    target = target.resolve()  # git is started in another folder
    store = ObjectStore()
    commits, tree = _write_commits(steps, identities, store)
    refs = {"refs/heads/main": commits[-1]}
    for each in approvals:
        tag = write_approval_tag(each, commits[each.step], identities[each.by], store)
        refs[f"refs/tags/{each.name}"] = tag
    target.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        _check_out(store, refs, building)
        # mkdtemp keeps others out; a repository is made as any other folder.
        building.chmod(target.parent.stat().st_mode & 0o777)
        if target.exists():
            target.rmdir()
        building.rename(target)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    return Replayed(commits[-1], len(steps), _count_files(tree), steps[-1].at.date())


def _refuse_taken(target: Path) -> None:
    if target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
        raise BuilderError(
            f"{target} exists and is not an empty folder; nothing was written.",
            "Name a folder that doesn't exist yet.",
        )


def _write_commits(
    steps: Sequence[Step], identities: Mapping[str, str], store: ObjectStore
) -> tuple[list[str], Folder]:
    """The ids of the steps' commits, and the tree of the last one, which is on the main branch."""
    commits = []
    main = _Line(None, Folder())
    branches: dict[str, _Line] = {}
    for step in steps:
        files = step.files
        if step.anchor and main.tip:
            files = {**files, **anchor_files(step.anchor, main.tip, main.tree, store, at=step.at, by=step.by)}
        blobs = {path: None if data is None else store.add("blob", data) for path, data in files.items()}
        line = branches.setdefault(step.branch, _Line(main.tip, main.tree)) if step.branch else main
        parents = [line.tip] if line.tip else []
        if step.merges:
            merged = branches.pop(step.merges)
            assert merged.tip is not None
            parents.append(merged.tip)
            blobs = merged.files | blobs
        line.tree = line.tree.put(blobs)
        line.files |= blobs
        line.tip = _write_commit(step, line.tree, parents, identities[step.by], store)
        commits.append(line.tip)
    assert main.tip is not None, "a history has at least one commit"
    assert commits[-1] == main.tip, "a history ends on the main branch"
    assert not branches, f"branches that nothing merges: {sorted(branches)}"
    return commits, main.tree


def _write_commit(step: Step, tree: Folder, parents: Sequence[str], person: str, store: ObjectStore) -> str:
    identity = f"{person} {int(step.at.timestamp())} {step.at:%z}"
    message = f"{step.message}\n"
    id = tree.store(store)
    signature = sign_commit(commit_data(id, parents, identity, message), step.by, step.key)
    return store.add("commit", commit_data(id, parents, identity, message, signature))


def _check_out(store: ObjectStore, refs: Mapping[str, str], folder: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="muster-demo-") as name:
        home = Path(name)
        (home / "empty").touch()
        git = Command(folder / ".git", home, work_tree=folder)
        git.require("init", "--quiet", "--template=", "--initial-branch=main")
        packs = folder / ".git" / "objects" / "pack"
        packs.mkdir(exist_ok=True)
        git.require("index-pack", "--strict", str(store.write_pack(packs)))
        for name, id in refs.items():
            git.require("update-ref", name, id)
        git.require("read-tree", "-m", "-u", refs["refs/heads/main"])


def _count_files(folder: Folder) -> int:
    return sum(_count_files(entry) if isinstance(entry, Folder) else 1 for entry in folder.entries.values())
