"""A commit put together here, signed where somebody's key is at hand, and the branch moved to it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from builder.model.error import BuilderError
from builder.read.git.saving.file_list import Listed, list_files, make_folders
from builder.read.git.saving.loose import write_objects
from builder.read.git.saving.opening import Desk


@dataclass(frozen=True)
class Maker:
    """Who makes a commit, and how.

    Attributes:
        author: "Name <mail>": whose work it is.
        committer: "Name <mail>": who sits at the computer.
        sign: Gives the armoured signature over a commit; None where nobody signs.
        now: With time zone.
    """

    author: str
    committer: str
    sign: Callable[[bytes], bytes] | None
    now: datetime


def write_commit(
    desk: Desk,
    files: Mapping[str, Listed],
    contents: Mapping[str, bytes],
    *,
    parents: Sequence[str],
    message: str,
    maker: Maker,
) -> str:
    """Writes a commit of the files and gives back its id; no branch leads to it yet.

    Args:
        desk: Opened.
        files: All of them, by path.
        contents: Of those that may be new, by id.
        parents: Ids; the first is the one it goes on from.
        message: Subject, an empty line, and the rest.
        maker: Who makes it.
    """
    top, folders = make_folders(files)
    payload = _payload(top, parents, message, maker)
    commit = payload if maker.sign is None else _with_signature(payload, maker.sign(payload))
    objects = desk.repository.common_dir / "objects"
    write_objects(objects, (("blob", data) for data in contents.values()))
    known = _folders(desk, parents)
    write_objects(objects, (("tree", data) for id, data in folders.items() if id not in known))
    return write_objects(objects, [("commit", commit)])[0]


def _folders(desk: Desk, commits: Sequence[str]) -> frozenset[str]:
    """Ids of the folders that are there already; git needs no second copy of them."""
    found: set[str] = set()
    for commit in commits:
        out = desk.repository.view.require("ls-tree", "-r", "-d", "-z", "--full-tree", commit, "--")
        found.update(row.split(b"\t")[0].split()[2].decode("ascii") for row in out.split(b"\0") if row)
    return frozenset(found)


def _payload(top: str, parents: Sequence[str], message: str, maker: Maker) -> bytes:
    when = f"{int(maker.now.timestamp())} {maker.now:%z}"
    lines = [
        f"tree {top}",
        *(f"parent {id}" for id in parents),
        f"author {maker.author} {when}",
        f"committer {maker.committer} {when}",
    ]
    return ("\n".join(lines) + "\n\n" + message.strip() + "\n").encode("utf-8", "replace")


def _with_signature(payload: bytes, signature: bytes) -> bytes:
    """The signature as a header of the commit: every line but the first begins with a space; gitformat-signature(5)."""
    head, _, body = payload.partition(b"\n\n")
    return head + b"\ngpgsig " + signature.strip().replace(b"\n", b"\n ") + b"\n\n" + body


def move_branch(desk: Desk, branch: str, old: str, new: str, *, who: str) -> None:
    """Make the branch end with another commit, if it still ends with the one we know of.

    Args:
        desk: Opened.
        branch: Its name.
        old: What it ends with now; empty for none.
        new: What it shall end with.
        who: "Name <mail>", for git's own journal of the branch.

    Raises:
        BuilderError: Another program moved it meanwhile, or the disk doesn't take it.
    """
    name, _, mail = who.rstrip(">").partition(" <")
    identity = ("-c", f"user.name={name}", "-c", f"user.email={mail}")
    output = desk.command().run(
        *identity, "update-ref", "-m", "muster save", f"refs/heads/{branch}", new, old or "0" * 40
    )
    if output.status:
        raise BuilderError(
            f"The history could not be written: {output.error.rstrip('.')}. Your files are safe on disk.",
            "Another program may have been saving at the same moment. Run `muster save` again.",
        )


def match_list(desk: Desk, old: str, new: str) -> None:
    """Tell git's own list of files (the index) what changed from one commit to the next, so that other programs show it as saved.

    Only those paths are touched. No file is read for it, so no filter runs.
    """
    before, after = (list_files(desk.repository.view, commit) for commit in (old, new))
    with tempfile.TemporaryFile() as orders:
        for path in sorted({*before, *after}):
            if before.get(path) != after.get(path):
                each = after.get(path, Listed("0", "0" * 40))
                orders.write(f"{each.mode} {each.id} 0\t{path}\0".encode("utf-8", "surrogateescape"))
        if orders.tell():
            orders.seek(0)
            desk.command().run("update-index", "-z", "--index-info", stdin=orders)
