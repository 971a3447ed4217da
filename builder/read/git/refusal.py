"""Repositories that can't be read as they are: cut short, incomplete, damaged or of another kind, each with the way out.

What is looked at here are folders and names; nothing is run that the repository names, and nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from builder.model.error import BuilderError
from builder.model.wording import counted
from builder.read.git.location import NoCommitError, is_cut_short

if TYPE_CHECKING:
    from builder.read.git.command import Output
    from builder.read.git.view import View

_ID = re.compile(r"[0-9a-f]{40}")
_PARTIAL = re.compile(rb"promisor|partialclone", re.IGNORECASE)

Ask = Callable[..., "Output"]
"""Asks the repository itself, with commands that run nothing of it; content is never asked so."""


def refuse_cut_short(common_dir: Path) -> None:
    """Refuse a shallow clone: every file would seem to have arrived with its oldest commit.

    Raises:
        BuilderError: With the cure, also for GitHub and GitLab.
    """
    if is_cut_short(common_dir):
        raise BuilderError(
            "This copy of the repository holds only the latest part of its history, so every file would seem to be new.",
            "Run `git fetch --unshallow`. In GitHub Actions set `fetch-depth: 0` for actions/checkout; in GitLab CI set "
            '`GIT_DEPTH: "0"`.',
        )


def refuse_lost_lenders(common_dir: Path) -> None:
    """Refuse a repository that borrows objects (`git clone --shared`, `--reference`) from a folder that is gone.

    Raises:
        BuilderError: It names the folder.
    """
    for folder in _lenders(common_dir / "objects"):
        if not folder.is_dir():
            raise BuilderError(
                f"The repository borrows a part of its history from {folder}, and there is no such folder.",
                "Bring that folder back, or clone the repository again without --shared and --reference.",
            )


def _lenders(objects: Path) -> Iterator[Path]:
    """The folders that the file `alternates` names; gitrepository-layout(5)."""
    try:
        text = (objects / "info" / "alternates").read_bytes().decode("utf-8", "surrogateescape")
    except OSError:
        return
    for line in text.splitlines():
        # A quoted name has escapes of its own; git itself says when it can't find one.
        if line and not line.startswith(("#", '"')):
            yield objects / line


def refuse_other_kinds(common_dir: Path, ask: Ask) -> None:
    """Refuse what git can't open here, and repositories whose ids aren't SHA-1.

    Raises:
        BuilderError: With git's own reason.
    """
    output = ask("rev-parse", "--show-object-format")
    if output.status and (common_dir / "reftable").is_dir():
        raise BuilderError(
            "The repository keeps its branches in a reftable, which the git on this computer can't read.",
            "Install git 2.45 or newer; or convert it there with `git refs migrate --ref-format=files`.",
        )
    if output.status:
        raise BuilderError(
            f"Git can't open the repository: {output.error.rstrip('.')}.",
            "If git's words name a line of its settings, mend that line; otherwise update git, or clone the repository again.",
        )
    kind = output.out.strip().decode("ascii", "replace")
    if kind != "sha1":
        raise BuilderError(
            f"The repository uses {kind} object ids, which can't be read yet.",
            "Copy its history into an ordinary (SHA-1) one: `git init ../copy`, then "
            "`git fast-export --all | git -C ../copy fast-import`. Signatures are lost on the way.",
        )


def refuse_without_commit(common_dir: Path, ask: Ask, branch: str | None) -> str:
    """The commit that HEAD stands for; empty when only other branches have commits.

    A branch that was never committed to is told from one whose commit is lost or damaged: the first is a beginning, the second is not.

    Raises:
        NoCommitError: There is no commit at all.
        BuilderError: HEAD names a commit that isn't there or can't be read.
    """
    head = _id(ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}"))
    if head:
        return head
    named = _id(ask("rev-parse", "--verify", "--quiet", "HEAD"))
    place = f"The branch {branch}" if branch else "HEAD"
    if named:
        raise _lost(f"{place} ends with the commit {named[:10]}, which is missing from this copy or damaged.")
    if branch and (common_dir / "refs" / "heads" / branch).is_file():
        raise _lost(f"{place} doesn't name a commit any more: its file among the branches is damaged.")
    others = ask("for-each-ref", "--count=1")
    if not others.status and not others.out:
        raise NoCommitError(
            "The repository has no commit yet, so there is no history to read.",
            'Commit the files once: `git add .` and `git commit -m "Adopt the program"`.',
        )
    return ""


def _id(output: Output) -> str:
    text = output.out.decode("ascii", "replace").strip()
    return text if not output.status and _ID.fullmatch(text) else ""


def _lost(message: str) -> BuilderError:
    return BuilderError(message, "Run `git fsck --full`, and restore the repository from another clone or a backup.")


def refuse_partial(common_dir: Path, view: View, head: str) -> None:
    """Refuse a clone made with `--filter` that still lacks objects; one that was completed later is as good as any.

    Only where something says that it is such a clone is everything counted, which takes as long as reading all of it.

    Raises:
        BuilderError: With the command that fetches the rest; it is never fetched from here.
    """
    if not head or not _may_be_partial(common_dir):
        return
    options = ("--objects", "--no-object-names", "--missing=print")
    missing = sum(line.startswith(b"?") for line in view.require("rev-list", *options, head, "--").splitlines())
    if missing:
        raise BuilderError(
            f"This is a partial clone (made with --filter): it lacks {counted(missing, 'object')} of its history, and Muster "
            "fetches nothing.",
            "Run `git fetch --refetch --no-filter`, or clone again without --filter. In GitHub Actions leave `filter` and "
            "`sparse-checkout` out of actions/checkout; in GitLab CI leave --filter out of GIT_FETCH_EXTRA_FLAGS.",
        )


def _may_be_partial(common_dir: Path) -> bool:
    try:
        if any((common_dir / "objects" / "pack").glob("*.promisor")):
            return True
        return _PARTIAL.search((common_dir / "config").read_bytes()) is not None
    except OSError:
        return False
