"""A spreadsheet's bytes, opened only when they are what they say and small enough to be safe."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook

from builder.model.error import BuilderError

MAX_FILE = 5_000_000
"""Bytes of the file itself. A filled instrument has about 40,000."""

MAX_UNPACKED = 8_000_000
"""Bytes of all its parts unpacked, a hundred times those of an instrument: the limit against archives made to fill a memory."""

MAX_RATIO = 300
"""How many times larger a part may be than its packed bytes. Honest sheets reach about 30."""

_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_SAVE_AS = "Open it in the spreadsheet program and save it as .xlsx, without macros and without a password."


@dataclass(frozen=True)
class Limits:
    """How large a workbook may be.

    Attributes:
        file: Bytes of the file itself.
        unpacked: Bytes of all its parts unpacked.
        cure: What to do with one that is larger.
    """

    file: int
    unpacked: int
    cure: str


INSTRUMENT = Limits(MAX_FILE, MAX_UNPACKED, "Copy the filled rows into a fresh workbook from `muster overlay write`.")
"""Of a filled instrument."""


def open_workbook(data: bytes, name: str, *, limits: Limits = INSTRUMENT, by_row: bool = False) -> Any:
    """The workbook with its formulas as they are, not their results.

    Args:
        data: Bytes of the file.
        name: Of the file, for messages.
        limits: How large it may be.
        by_row: Read a sheet's rows only when they are asked for, for large ones; such a workbook has to be closed.

    Raises:
        BuilderError: Not an .xlsx workbook, or one that is too large, holds macros, or is damaged.
    """
    if len(data) > limits.file:
        cure = _SAVE_AS if limits is INSTRUMENT else limits.cure
        raise BuilderError(f"{name} has {len(data):,} bytes; a workbook of at most {limits.file:,} is read.", cure)
    if data.startswith(_OLD_OR_LOCKED):
        raise BuilderError(f"{name} is an old .xls file, or is locked with a password.", _SAVE_AS)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_dangerous(archive, name, limits)
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError, ValueError) as error:
        raise BuilderError(f"{name} is not a workbook, or it is damaged.", _SAVE_AS) from error
    try:
        return load_workbook(io.BytesIO(data), data_only=False, keep_links=False, read_only=by_row)
    except Exception as error:
        # A damaged part makes the library raise whatever its parser happens to stumble over.
        raise BuilderError(f"{name} can't be read as a workbook; a part of it is damaged.", _SAVE_AS) from error


def _refuse_dangerous(archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(each.lower().endswith("vbaproject.bin") for each in names):
        raise BuilderError(f"{name} holds macros, which are not run and not read.", _SAVE_AS)
    if "xl/workbook.xml" not in names:
        kind = "an OpenDocument spreadsheet" if "mimetype" in names else "an archive, but not a workbook"
        raise BuilderError(f"{name} is {kind}.", _SAVE_AS)
    unpacked = sum(part.file_size for part in parts)
    bomb = any(part.file_size > MAX_RATIO * max(part.compress_size, 1) for part in parts)
    if unpacked > limits.unpacked or bomb:
        needed = "an instrument" if limits is INSTRUMENT else "a list of records"
        raise BuilderError(f"{name} unpacks to {unpacked:,} bytes, far more than {needed} needs.", limits.cure)
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(part)[:4096]:
            raise BuilderError(
                f"{name} has a part that declares entities, which no spreadsheet program writes.", _SAVE_AS
            )
