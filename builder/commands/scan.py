"""A paper that comes back: its scan beside the record, and what the record says of it, from what was told on the command line."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from builder.model.error import BuilderError
from builder.model.form_code import FormCode
from builder.model.program import Program
from builder.model.record import Record, in_sentence
from builder.read.form_code import UnreadableCodeError, parse_form_code
from builder.read.source import MAX_ATTACHMENT
from builder.record_types import TYPES
from builder.render.forms.blank import is_list

KINDS: Mapping[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".tif": (b"II*\x00", b"MM\x00*"),
}
"""Endings of scans, with what such a file begins with; its name may say anything."""

_SIGNED = re.compile(r"(P-[0-9]{3,5})(?:=([a-z_-]+))?(?:@([1-9][0-9]?))?")


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


def describe_version(code: FormCode, program: Program) -> str:
    """A sentence if the form follows another version of its document than the one that stands now; else nothing."""
    stored = program.policy_by_id.get(code.document)
    if stored is None or stored.value.version == code.version:
        return ""
    return (
        f"The form follows version {code.version} of {code.document}; version {stored.value.version} stands now. "
        "Take the old blank forms away."
    )


def known_people(paper: Paper, model: type[Record], program: Program, day: date) -> dict[str, Any]:
    """The fields that say who was there and who signed: people, signatures, and the field that names a signer.

    Raises:
        BuilderError: Somebody isn't known, or can't sign such a record as that.
    """
    known: dict[str, Any] = {}
    people = [{"person": person, "role": role} for person, role, _ in _read(paper.people, program, "--person")]
    if any(not entry["role"] for entry in people):
        raise BuilderError("--person needs a role.", "Write it like --person P-011=attended.")
    signatures = []
    for person, role, page in _read(paper.signed, program, "--signed"):
        signer = _signer(role, model)
        name = signer.removeprefix("role:")
        if signer.startswith("role:"):
            people.append({"person": person, "role": name})
        elif is_list(model.model_fields[name].annotation):
            known.setdefault(name, []).append(person)
            name = name.removesuffix("s")
        else:
            known[name] = person
        signatures.append(
            {"person": person, "role": name, "date": day, "method": "seen-on-scan", "page": int(page or 1)}
        )
    # Told twice, somebody was there once.
    once = {(entry["person"], entry["role"]): entry for entry in people}
    return (
        known | ({"people": list(once.values())} if people else {}) | ({"signatures": signatures} if signatures else {})
    )


def _read(told: Iterable[str], program: Program, option: str) -> list[tuple[str, str, str]]:
    found = []
    for text in told:
        match = _SIGNED.fullmatch(text.strip())
        if match is None:
            raise BuilderError(
                f"{option} {text} can't be read.", f"Write it like {option} P-004=leader, or P-004=leader@2."
            )
        person = match[1]
        if program.people and person not in program.people:
            near = difflib.get_close_matches(person, program.people, n=1)
            raise BuilderError(f"There is no person {person}.", f"Did you mean {near[0]}?" if near else "")
        found.append((person, match[2] or "", match[3] or ""))
    return found


def _signer(role: str, model: type[Record]) -> str:
    signers = {signer.removeprefix("role:"): signer for signer in model.SIGNERS}
    if not role and len(signers) == 1:
        return next(iter(signers.values()))
    chosen = signers.get(role) or signers.get(f"{role}s")
    if chosen is None:
        names = ", ".join(signers)
        what = f"as {role}" if role else "without saying as what"
        raise BuilderError(
            f"Nobody signs a record of this type ({in_sentence(model.TITLE)}) {what}.",
            f"It is signed as: {names}." if names else "It needs no signature; leave --signed out.",
        )
    return chosen


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
        entry = {"path": name, "sha256": digest, "caption": f"{_caption(code, model)}{part}"}
        attachments.append(entry | ({"level": paper.level} if paper.level else {}))
    return attachments, files


def _caption(code: FormCode | None, model: type[Record]) -> str:
    of = f", {code.document} version {code.version}" if code and code.document else ""
    number = f", number {code.serial}" if code and code.serial else ""
    return f"Scan of the form, {in_sentence(model.TITLE)}{of}{number}"


def _read_scan(path: Path) -> bytes:
    if not path.is_file():
        raise BuilderError(f"There is no file {path}.", "Give the scan with --scan FILE.")
    if path.stat().st_size > MAX_ATTACHMENT:
        raise BuilderError(
            f"{path} is larger than {MAX_ATTACHMENT // 1_000_000} MB.", "Scan it with 200 dots per inch, in colour."
        )
    return path.read_bytes()


def _ending(path: Path, data: bytes) -> str:
    for ending, beginnings in KINDS.items():
        if data.startswith(beginnings):
            return ending
    raise BuilderError(
        f"{path} is no scan that can be shown.", "Save it as PDF, PNG, JPEG or TIFF; many phones take HEIC pictures."
    )


def _refuse_second_filing(path: Path, digest: str, program: Program, files: Mapping[str, bytes]) -> None:
    filed = next((entry.path for entry in program.files.values() if entry.sha256 == digest), None)
    if filed or any(hashlib.sha256(data).hexdigest() == digest for data in files.values()):
        where = f": {filed}" if filed else ", further in front on the command line"
        raise BuilderError(f"{path} is filed already{where}.", "One paper is filed once.")
