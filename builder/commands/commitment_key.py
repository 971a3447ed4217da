"""The key for commitments: made with `muster keys commitment FILE`, and read for a pack or to reveal a value; never in the repository."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from builder.commands.keys import refuse_repository
from builder.commands.shell_word import shell_word
from builder.model.error import BuilderError
from builder.seal.privacy.commitment import read_key, write_key
from builder.seal.signing.keys import refuse_work_tree


def keys_commitment(file: Path, *, repo: Path, random: bytes, say: Callable[[str], None]) -> int:
    """Makes a key file, and says what it is for; gives back the exit status.

    Args:
        file: A new file outside the repository; only its owner may read it.
        repo: The program's folder.
        random: 32 random bytes.
        say: Prints a line.

    Raises:
        BuilderError: The file exists, is inside the repository, or can't be written.
    """
    refuse_repository(file, repo)
    refuse_work_tree(file.parent)
    data = write_key(random)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # Never readable by others, not even for a moment.
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
    except FileExistsError:
        raise BuilderError(
            f"{file} exists already, and an older pack may need it.", "Nothing was written; give another name."
        ) from None
    except OSError as error:
        raise BuilderError(f"{file} can't be written ({error.strerror}).", "Choose another place.") from None
    say(f"{file}  (keep secret, and keep it: without it no withheld value of a pack can be revealed)")
    quoted = shell_word(file)
    say(f"Give it to every pack: muster pack --out PACK.pdf --commitment-key {quoted}")
    say(f"To reveal one value: muster reveal RECORD FIELD --commitment-key {quoted} --pack PACK.pdf --out FILE")
    return 0


def open_key(file: Path, repo: Path) -> bytes:
    """The key in a file.

    Args:
        file: Outside the repository.
        repo: The program's folder.

    Raises:
        BuilderError: It is inside the repository, others may read it, it can't be read, or it holds no key.
    """
    refuse_repository(file, repo)
    refuse_work_tree(file.parent)
    try:
        if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
            raise BuilderError(
                f"Others on this computer may read {file}, and whoever has it can guess what a pack holds back.",
                f"Take their right away: chmod 600 {shell_word(file)}",
            )
        return read_key(file.read_bytes())
    except OSError as error:
        raise BuilderError(f"{file} can't be read ({error.strerror}).", "Check the name.") from None
