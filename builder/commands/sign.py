"""`muster sign PACK`: one more signature, into a new file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from builder.model.error import BuilderError
from builder.seal.sign import sign_pack

_LARGEST = 2_000_000_000


def sign(
    pack: Path,
    *,
    out: Path,
    key: Path,
    field: str,
    passphrase: str,
    now: datetime,
    say: Callable[[str], None],
    reason: str = "",
    timestamp_url: str | None = None,
) -> int:
    """Signs a pack and writes the signed one beside it; gives back the exit status.

    Args:
        pack: The file to sign; it stays as it is.
        out: The file to write; one that is there is replaced only by a whole new one.
        key: The signer's .p12 file.
        field: The signature field.
        passphrase: Of the key; never printed.
        now: With time zone.
        say: Prints a line.
        reason: Printed beside the signature.
        timestamp_url: A time-stamping authority.

    Raises:
        BuilderError: It can't be signed; nothing was written.
    """
    if out.resolve() == pack.resolve():
        raise BuilderError("The signed pack can't take the place of the unsigned one.", "Give another name with --out.")
    signed = sign_pack(
        _read(pack),
        key=_read(key),
        passphrase=passphrase,
        field=field,
        reason=reason,
        now=now,
        timestamp_url=timestamp_url,
    )
    _write(out, signed)
    level = f"with the time of {timestamp_url}" if timestamp_url else "without a timestamp (--timestamp-url)"
    say(f"{out} is signed in the field {field}, {level}.")
    say(f"Check it with: muster verify {out}")
    return 0


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise BuilderError(f"{path} is too large to be a pack or a key.")
        return path.read_bytes()
    except OSError as error:
        raise BuilderError(f"{path} can't be read ({error.strerror}).", "Check the name.") from error


def _write(path: Path, data: bytes) -> None:
    try:
        handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise BuilderError(
            f"{path} can't be written ({error.strerror}).", "Choose another place with --out."
        ) from error
