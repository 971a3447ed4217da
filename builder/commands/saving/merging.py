"""What others shared meanwhile, put together with what is ours, as a commit of its own: nobody's commit is made anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from builder.commands.saving.laying import read_contents
from builder.commands.saving.versions import Together, Version, put_together, wanted_contents
from builder.model.error import BuilderError
from builder.read.git.saving.file_list import Listed, list_files
from builder.read.git.saving.new_commit import Maker, write_commit
from builder.read.git.saving.opening import Desk
from builder.read.git.store.tree import CommitSource
from builder.read.source import FOLDERS

_SUBJECT = "Bring together what was saved here and what others shared"


@dataclass(frozen=True)
class Joined:
    """Two versions as one commit, to which no branch leads yet.

    Attributes:
        commit: Its id.
        together: What became of the files.
    """

    commit: str
    together: Together


def is_part(desk: Desk, older: str, newer: str) -> bool:
    """Whether everything that a commit stands for is in the history of another."""
    return not older or not desk.repository.view.require("rev-list", "--max-count=1", older, f"^{newer}", "--").strip()


def join(desk: Desk, theirs: str, maker: Maker) -> Joined:
    """Our newest commit and theirs, put together.

    Theirs comes first among the parents: what stood on the shared branch stays its line, and what is ours arrives there now.

    Args:
        desk: Opened.
        theirs: Id of the newest commit that others shared.
        maker: Who makes it.

    Raises:
        BuilderError: They are two different programs, or can't stand in one folder.
    """
    view = desk.repository.view
    # Every folder of it is looked at before its names are used: it comes from somebody else.
    CommitSource(view, theirs).tree  # noqa: B018
    base = _common(desk, theirs)
    lists = [list_files(view, commit) for commit in (base, desk.head, theirs)]
    if not base:
        _refuse_other_program(lists[1], lists[2])
    contents = read_contents(desk, sorted(wanted_contents(*lists)))
    together = put_together(*(Version(files, contents) for files in lists))
    commit = write_commit(
        desk,
        together.files,
        together.contents,
        parents=(theirs, desk.head),
        message=_message(together),
        maker=replace(maker, author=maker.committer),
    )
    return Joined(commit, together)


def _common(desk: Desk, theirs: str) -> str:
    """The newest commit that both go back to; empty where there is none."""
    view = desk.repository.view
    roots = [set(view.require("rev-list", "--max-parents=0", commit, "--").split()) for commit in (desk.head, theirs)]
    if not roots[0] & roots[1]:
        return ""
    return view.require("merge-base", desk.head, theirs).decode("ascii").strip()


def _refuse_other_program(ours: Mapping[str, Listed], theirs: Mapping[str, Listed]) -> None:
    if any(path.split("/")[0] in FOLDERS for path in ours) and any(path.split("/")[0] in FOLDERS for path in theirs):
        raise BuilderError(
            "The place for sharing holds another program that has nothing in common with this one.",
            "Your changes are saved on this computer. Share them in an empty place of their own; or copy your files into a copy of that program.",
        )


def _message(together: Together) -> str:
    lines = [f"{old} of this side is {new} now." for old, new in sorted(together.renumbering.ids.items())]
    lines += [f"Both had changed {path}." for path in together.merged]
    lines += [f"Not decided, the shared version stays: {aside.path}." for aside in together.asides]
    return "\n\n".join(filter(None, (_SUBJECT, "\n".join(lines))))
