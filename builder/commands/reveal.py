"""`muster reveal RECORD FIELD`: one value that a pack holds back, with what proves that it is exactly that value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from builder.commands.commitment_key import open_key
from builder.commands.files import write_all
from builder.measure.redaction import find_value, read_data
from builder.model.error import BuilderError
from builder.model.manifest import Manifest
from builder.read.git.view import open_repository
from builder.seal.pack_file import NotAPackError, read_pack
from builder.seal.privacy.reveal import (
    UnreadableRedactionsError,
    find_redactions,
    read_redactions,
    reveal_value,
    write_revealed,
)
from builder.seal.privacy.sources import WHOLE_FILE
from builder.seal.verifying.git_history import GitHistory

WHOLE = "whole"
"""What stands in the place of a field for the whole text of a file."""


def reveal(
    record: str,
    field: str,
    *,
    pack: Path,
    key: Path,
    out: Path,
    repo: Path,
    say: Callable[[str], None],
) -> int:
    """Writes the value with its salt, and says how it is checked; gives back the exit status.

    Args:
        record: Id of a record or document of the pack, or the path of its file.
        field: A field (`notes`), a pointer into it (`/deficiencies/0/item`), or `whole` for the whole text.
        pack: The pack that was handed over.
        key: The commitment key with which it was made.
        out: The file to write.
        repo: The program's repository; it must have the commit of the pack.
        say: Prints a line.

    Raises:
        BuilderError: Nothing was withheld there, the pack has no commitments, the key is another one, or the repository doesn't have
            the commit. Nothing was written.
    """
    secret = open_key(key, repo)
    manifest, attached = _read_pack(pack)
    path = _find_path(manifest, record)
    pointer = WHOLE_FILE if field == WHOLE else field if field.startswith("/") else f"/{field}"
    try:
        redactions = read_redactions(attached)
    except UnreadableRedactionsError as error:
        raise BuilderError(str(error), "The pack was changed; use the one that was handed over.") from error
    text, blob = _read_then(repo, manifest, path)
    revealed = reveal_value(redactions, secret, (path, pointer), _value(text, pointer), blob)
    try:
        write_all({out: write_revealed(revealed)})
    except OSError as error:
        raise BuilderError(f"{out} can't be written ({error.strerror}).", "Choose another place with --out.") from None
    say(
        f"{out}: the value of {pointer or 'the whole text'} in {path}, and the salt that proves it. Nothing else is revealed by it."
    )
    say(f"Whoever has the pack checks it with: muster verify {pack.name} --revealed {out.name}")
    return 0


def _read_pack(pack: Path) -> tuple[Manifest, bytes]:
    try:
        data = pack.read_bytes()
        manifest, attached = read_pack(data).manifest, find_redactions(data)
    except OSError as error:
        raise BuilderError(f"{pack} can't be read ({error.strerror}).", "Check the name.") from None
    except NotAPackError as error:
        raise BuilderError(f"{pack}: {error}", "Give the pack that was handed over.") from None
    if attached is None:
        raise BuilderError("Nothing was withheld from the sources in this pack.", "There is nothing to reveal.")
    return manifest, attached


def _find_path(manifest: Manifest, record: str) -> str:
    for file in manifest.files:
        if record == file.path or (file.id and record.casefold() == file.id.casefold()):
            return file.path
    raise BuilderError(
        f"The pack has no record or document {record!r}.", "Give its id as the pack prints it: insp-0186."
    )


def _read_then(repo: Path, manifest: Manifest, path: str) -> tuple[str, str]:
    """The text of a file as it stood in the pack's commit, and git's id of it."""
    with open_repository(repo) as repository:
        history = GitHistory(repository)
        if not history.has_commit(manifest.commit):
            raise BuilderError(
                f"The repository does not have commit {manifest.commit[:10]}, from which the pack was made.",
                "Give the repository of the pack with --repo, or fetch its whole history.",
            )
        _, blobs = history.tree(manifest.commit)
        if path not in blobs:
            raise BuilderError(f"The commit of the pack has no file {path}.", "The pack is of another repository.")
        blob = blobs[path]
        return next(iter(history.read([blob]))).decode("utf-8-sig", "replace"), blob


def _value(text: str, pointer: str) -> Any:
    if pointer == WHOLE_FILE:
        return text
    data = read_data(text)
    try:
        return find_value(data, pointer)
    except KeyError:
        fields = ", ".join(data) if isinstance(data, Mapping) else ""
        raise BuilderError(f"The file has nothing at {pointer}.", f"Its fields: {fields}.") from None
