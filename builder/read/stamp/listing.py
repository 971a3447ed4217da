"""The sha256 of every file of a commit: git's own ids are SHA-1, so a stamp over them alone would rest on SHA-1."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from builder.model.error import BuilderError
from builder.read.git.store.batch import hash_next, open_batch, read_header
from builder.read.git.view import View


def hash_blobs(view: View, blobs: Sequence[str]) -> Iterator[str]:
    """The sha256 (64 hex digits) of the content behind each id, in the order asked for.

    Each content is also hashed as git does, and has to give its id.

    Args:
        view: Of an opened repository.
        blobs: 40 hex digits each.

    Raises:
        BuilderError: A content is missing, or isn't what its id stands for.
    """
    if not blobs:
        return
    with open_batch(view, blobs) as out:
        for id in blobs:
            header = read_header(out)
            digest = hashlib.sha256()
            if header is None or header[0] != b"blob" or hash_next(out, b"blob", header[1], digest.update) != id:
                raise _not_whole(id)
            yield digest.hexdigest()


def _not_whole(id: str) -> BuilderError:
    return BuilderError(
        f"A file of the stamped commit (object {id}) is missing from the repository, or damaged.",
        "Run `git fsck --full`, and restore the repository from another clone or a backup.",
    )
