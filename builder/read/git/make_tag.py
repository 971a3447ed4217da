"""Making signed tags in a real repository: the one place where Muster writes to it.

The objects are written first, which changes nothing anyone sees; then all names are made in one step, each only if it doesn't exist yet.
Git runs with settings and hooks of ours, so that nothing the repository names is run (`reference-transaction` would be).
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from typing import TYPE_CHECKING

from builder.model.error import BuilderError
from builder.read.git.command import Command
from builder.read.git.store.objects import hash_object

if TYPE_CHECKING:
    from builder.read.git.view import Repository

_NAME = re.compile(r"policy/[A-Z]{2,5}-[0-9]{2,4}(?:-[A-Z]{2,3})?/v[1-9][0-9]{0,8}")
_SETTINGS = ("-c", "core.logAllRefUpdates=false")
"""A journal of tags would need a name for whoever writes, which git would ask the repository's settings for."""


def make_tags(repository: Repository, tags: Mapping[str, bytes]) -> dict[str, str]:
    """Makes all the tags or none; gives back the ids of their objects by name.

    Args:
        repository: Opened.
        tags: The whole objects, signatures included, by name (`policy/PRG-07/v3`).

    Raises:
        BuilderError: One of the names exists, or git refused; no name was made.
    """
    command = Command(repository.git_dir, repository.view.home)
    ids = {name: _write_object(command, data) for name, data in tags.items()}
    if any(not _NAME.fullmatch(name) for name in ids):
        raise BuilderError("A document's id and version don't make a name that git takes.", "Correct its front matter.")
    with tempfile.TemporaryFile() as orders:
        for name, id in ids.items():
            orders.write(b"create refs/tags/%s\0%s\0" % (name.encode(), id.encode()))
        orders.seek(0)
        output = command.run(*_SETTINGS, "update-ref", "--stdin", "-z", stdin=orders)
    if output.status:
        raise BuilderError(
            f"Git could not make the tag: {output.error.rstrip('.')}. Nothing was approved.",
            "Look at the tags of that document with `git tag --list`, and whether the repository may be written to.",
        )
    return ids


def _write_object(command: Command, data: bytes) -> str:
    with tempfile.TemporaryFile() as content:
        content.write(data)
        content.seek(0)
        output = command.run("hash-object", "-t", "tag", "-w", "--stdin", stdin=content)
    id = output.out.decode("ascii", "replace").strip()
    if output.status or id != hash_object("tag", data):
        raise BuilderError(
            f"Git could not store the approval: {output.error.rstrip('.') or 'it gave another id than it should'}. Nothing was approved.",
            "Check whether the repository may be written to, and whether the disk is full.",
        )
    return id
