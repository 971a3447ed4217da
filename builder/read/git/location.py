"""Where a repository is: found by looking at folders, without asking git, which refuses those of other owners."""

from __future__ import annotations

from pathlib import Path

from builder.model.error import BuilderError


class NoHistoryError(BuilderError):
    """There is no history to examine: no repository around the folder, or no commit in it yet."""


class NoCommitError(NoHistoryError):
    """The repository or the branch has no commit yet."""


def find_git_dir(path: Path) -> tuple[Path, Path | None]:
    """The repository's folder and its work tree, found without asking git.

    Git refuses to look into a repository of another owner, which is the normal case in containers and CI; our view may, since
    it runs nothing of it.

    Raises:
        NoHistoryError: There is none around the path.
        BuilderError: A `.git` file leads nowhere.
    """
    start = path.absolute()
    for folder in (start, *start.parents):
        found = folder / ".git"
        if found.is_file():
            return _follow_git_file(found), folder
        if _is_git_dir(found):
            return found, folder
        if _is_git_dir(folder):
            return folder, None
    raise NoHistoryError(
        f"{path} is not inside a git repository.",
        "Give the folder of the program's repository with --repo, or make one with `git init` and commit the files.",
    )


def _is_git_dir(folder: Path) -> bool:
    head = folder / "HEAD"
    return (head.is_file() or head.is_symlink()) and (
        (folder / "commondir").is_file() or ((folder / "objects").is_dir() and (folder / "refs").is_dir())
    )


def _follow_git_file(file: Path) -> Path:
    """The folder that a `.git` file (linked work tree, submodule) names."""
    text = file.read_bytes()[:4096].decode("utf-8", "surrogateescape")
    target = (file.parent / text.removeprefix("gitdir:").strip()).resolve()
    if not text.startswith("gitdir:") or not _is_git_dir(target):
        raise BuilderError(
            f"{file} names a repository that isn't there.",
            "Run `git worktree repair` in the main work tree, or clone the repository again.",
        )
    return target


def find_common_dir(git_dir: Path) -> Path:
    """Where a repository keeps its objects and branches: elsewhere for a linked work tree."""
    file = git_dir / "commondir"
    if not file.is_file():
        return git_dir
    text = file.read_bytes()[:4096].decode("utf-8", "surrogateescape")
    return (git_dir / text.strip()).resolve()


def is_cut_short(common_dir: Path) -> bool:
    """Whether the repository is a shallow clone, without the older part of its history."""
    file = common_dir / "shallow"
    return file.is_file() and file.stat().st_size > 0


def read_branch_name(git_dir: Path) -> str | None:
    """The branch that the file HEAD names; None where it names a commit, or nothing that can be read."""
    try:
        text = (git_dir / "HEAD").read_bytes()[:4096].decode("utf-8", "surrogateescape")
    except OSError:
        return None
    name = text.removeprefix("ref: refs/heads/")
    return name.strip() if name != text else None
