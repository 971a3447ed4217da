"""A paper that comes back: its scan beside the record, and what the record says of it, from what was told on the command line."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from builder.bring_in.paper import signers
from builder.bring_in.paper.scan_facts import KINDS as KINDS
from builder.bring_in.paper.scan_facts import describe_scan, scan_ending
from builder.bring_in.paper.scan_facts import describe_version as describe_version
from builder.model.error import BuilderError
from builder.model.form_code import FormCode
from builder.model.program import Program
from builder.model.record import Record, in_sentence
from builder.read.form_code import UnreadableCodeError, parse_form_code
from builder.read.source import MAX_ATTACHMENT
from builder.record_types import TYPES


@dataclass(frozen=True)
class Paper:
    """A paper as it is told of on the command line.

    Attributes:
        scans: Files, in the order of their pages.
        level: Who may see them, if somebody has looked: `office` or `posted`.
        code: The text of the form's QR code, if it has one.
        signed: Who signed, as what, on which page: `P-004=leader@1`.
        people: Who else was there, and as what: `P-011=attended`.
    """

    scans: tuple[Path, ...] = ()
    level: str | None = None
    code: str = ""
    signed: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


def read_code(paper: Paper, type_name: str, site: str | None, kind: str | None) -> FormCode | None:
    """The code of the paper's form, held against what was said besides; None without one.

    Raises:
        BuilderError: It can't be read, or it says another type, site or kind.
    """
    if not paper.code:
        return None
    try:
        code = parse_form_code(paper.code)
    except UnreadableCodeError as error:
        raise BuilderError(
            f"The form's code can't be read. {error}", "Copy it from below the title, or leave --form-code out."
        ) from None
    if code.type != type_name:
        title = in_sentence(TYPES[code.type].TITLE) if code.type in TYPES else code.type
        raise BuilderError(f"The form is another one: {title}.", f"Write: muster new {code.type} …")
    for said, printed, option in ((site, code.site, "--site"), (kind, code.kind, "--kind")):
        if said and printed and said != printed:
            raise BuilderError(
                f"The form was printed for {printed}, and {option} says {said}.",
                f"Leave {option} out to go by the form, or leave --form-code out.",
            )
    return code


def known_people(paper: Paper, model: type[Record], program: Program, day: date) -> dict[str, Any]:
    """The fields that say who was there and who signed: people, signatures, and the field that names a signer.

    Raises:
        BuilderError: Somebody isn't known, or can't sign such a record as that.
    """
    return signers.known_people(paper.signed, paper.people, model, program, day)


def scan_files(
    paper: Paper, code: FormCode | None, model: type[Record], folder: str, id: str, program: Program
) -> tuple[list[dict[str, str]], dict[str, bytes]]:
    """The attachments of a record as written in it, and the files by path.

    Raises:
        BuilderError: A scan isn't there, is of no kind that can be shown, is too large, or is filed already.
    """
    attachments: list[dict[str, str]] = []
    files: dict[str, bytes] = {}
    for number, path in enumerate(paper.scans, 1):
        data = _read_scan(path)
        digest = hashlib.sha256(data).hexdigest()
        _refuse_second_filing(path, digest, program, files)
        name = f"{id}{f'-{number}' if len(paper.scans) > 1 else ''}{_ending(path, data)}"
        files[f"{folder}/{name}"] = data
        part = f", file {number} of {len(paper.scans)}" if len(paper.scans) > 1 else ""
        entry = {"path": name, "sha256": digest, "caption": f"{describe_scan(code, model)}{part}"}
        attachments.append(entry | ({"level": paper.level} if paper.level else {}))
    return attachments, files


def _read_scan(path: Path) -> bytes:
    if not path.is_file():
        raise BuilderError(f"There is no file {path}.", "Give the scan with --scan FILE.")
    if path.stat().st_size > MAX_ATTACHMENT:
        raise BuilderError(
            f"{path} is larger than {MAX_ATTACHMENT // 1_000_000} MB.", "Scan it with 200 dots per inch, in colour."
        )
    return path.read_bytes()


def _ending(path: Path, data: bytes) -> str:
    ending = scan_ending(data)
    if not ending:
        raise BuilderError(
            f"{path} is no scan that can be shown.",
            "Save it as PDF, PNG, JPEG or TIFF; many phones take HEIC pictures.",
        )
    return ending


def _refuse_second_filing(path: Path, digest: str, program: Program, files: Mapping[str, bytes]) -> None:
    filed = next((entry.path for entry in program.files.values() if entry.sha256 == digest), None)
    if filed or any(hashlib.sha256(data).hexdigest() == digest for data in files.values()):
        where = f": {filed}" if filed else ", further in front on the command line"
        raise BuilderError(f"{path} is filed already{where}.", "One paper is filed once.")
