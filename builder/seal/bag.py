"""The sources behind a pack as one archive: foldered by element, named by question, in the BagIt layout that archives check.

Source: RFC 8493, The BagIt File Packaging Format (V1.0), read 2026-11-23.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from builder.model.record import Record
from builder.model.stored import Stored
from builder.read.lfs_pointer import read_pointer
from builder.render.pdf.sections.view import View
from builder.seal.beside import BesideFile
from builder.seal.delivery import BAG, Delivery
from builder.seal.privacy.clean_copy import make_clean_copy

INDEX = "index.csv"
"""Name of the table of all files, at the top of the payload."""
INDEX_COLUMNS = (
    "file",
    "element",
    "questions",
    "id",
    "date",
    "site",
    "what",
    "stands in the repository at",
    "left out because",
)

NO_ELEMENT = "E00 Other"
"""Folder of what belongs to no element of the partner's."""

LONGEST_FOLDER, LONGEST_NAME = 60, 100
"""Letters: with a folder of somebody's own in front, the whole path stays below the 260 that Windows programs take."""

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest time an archive can name; what it says about when it was made is nothing."""
_STORED = (".jpg", ".jpeg", ".png", ".pdf", ".tif", ".tiff")
"""Endings of what doesn't get smaller by packing."""


@dataclass(frozen=True)
class Evidence:
    """A file of the payload, or one that was left out.

    Attributes:
        name: Its path within the payload; empty if it was left out.
        data: Its bytes.
        row: Its line of the table, without name and reason.
        problem: Why it was left out, as the end of a sentence.
    """

    name: str
    data: bytes
    row: tuple[str, ...]
    problem: str = ""


def make_bag(view: View, delivery: Delivery) -> BesideFile:
    """The archive of a view; the same view gives the same bytes.

    It holds the sources that are attached to the pack too, and a clean copy of every file beside the pack's documents and records
    that its readers may see: `at_level` has taken away what nobody has set a level for, and what is above theirs.
    """
    places = _Places(view)
    found = sorted(_list_evidence(view, places), key=lambda each: (each.row, each.name))
    named = list(zip(_unique(each.name for each in found), found, strict=True))
    payload = {name: each.data for name, each in named if name} | {INDEX: _write_index(named)}
    base = f"{delivery.stem}-evidence"
    return BesideFile(f"{base}.zip", _pack(base, _bag_files(view, payload)), BAG)


def _bag_files(view: View, payload: Mapping[str, bytes]) -> dict[str, bytes]:
    """All files of the bag by path: payload, manifests and tags (RFC 8493, section 2)."""
    company = view.snapshot.program.company
    octets = sum(len(data) for data in payload.values())
    info = (
        ("Source-Organization", _plain(company.value.name) if company else "not named"),
        ("External-Description", "Sources of an evidence pack, by element and question"),
        ("Bagging-Date", view.snapshot.as_of.isoformat()),
        ("Payload-Oxum", f"{octets}.{len(payload)}"),
        ("Bag-Software-Agent", "Muster"),
    )
    tags = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": "".join(f"{name}: {value}\n" for name, value in info).encode(),
        "manifest-sha256.txt": _manifest({f"data/{name}": data for name, data in payload.items()}),
    }
    tags["tagmanifest-sha256.txt"] = _manifest(tags)
    return tags | {f"data/{name}": data for name, data in payload.items()}


def _manifest(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def _pack(base: str, files: Mapping[str, bytes]) -> bytes:
    """The files under one folder, in order of their names, with nothing of the moment or the machine in the archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(f"{base}/{name}", _MOMENT)
            info.create_system = 3  # Unix, on Windows too, else the bytes would tell where it was made.
            info.external_attr = 0o100644 << 16
            info.compress_type = zipfile.ZIP_STORED if name.endswith(_STORED) else zipfile.ZIP_DEFLATED
            archive.writestr(info, files[name])
    return out.getvalue()


class _Places:
    """Where each document and record belongs: its element and the questions that rest on it, in the partner's order; and its source."""

    def __init__(self, view: View) -> None:
        self.sources = {copy.path: copy for copy in view.sources}
        self.questions: dict[str, list[str]] = {}
        self._element_of: dict[str, str] = {}
        self._prefix: dict[str, str] = {}
        self._folder: dict[str, str] = {}
        for element in view.snapshot.coverage.elements:
            key = element.element.key
            number = re.sub(r"[^0-9A-Za-z]", "", element.partner.number).rjust(2, "0")
            self._prefix[key] = f"E{number}"
            self._folder[key] = _safe(f"E{number} {element.partner.name}", LONGEST_FOLDER, spaces=True)
            for answer in element.answers:
                for item in answer.evidence:
                    asked = self.questions.setdefault(item.id, [])
                    if answer.question.id not in asked:
                        asked.append(answer.question.id)
                    self._element_of.setdefault(item.id, key)

    def element(self, id: str, otherwise: str) -> str:
        """The element of the first question that rests on something, else the one that its type or document belongs to."""
        return self._element_of.get(id, otherwise)

    def folder(self, element: str) -> str:
        """The element's folder: `E05 Training and competency`."""
        return self._folder.get(element, NO_ELEMENT)

    def start(self, id: str, element: str) -> str:
        """How the names of its files begin: `E05-TR3`, or `E05` where no question rests on it."""
        asked = self.questions.get(id)
        return "-".join((self._prefix.get(element, "E00"), *(asked[:1] if asked else ())))


def _list_evidence(view: View, places: _Places) -> Iterator[Evidence]:
    for stored in view.selection.documents:
        policy = stored.value
        element = places.element(policy.id, policy.area)
        day = (policy.approved_on or view.snapshot.as_of).isoformat()
        start = _join(places.start(policy.id, element), policy.kind, day, policy.id)
        row = (places.folder(element), " ".join(places.questions.get(policy.id, ())), policy.id, day, "")
        if copy := places.sources.get(stored.path):
            said = f"{policy.title}{': copy without what its readers may not see' if copy.is_redacted else ''}"
            yield _named(f"{row[0]}/{start}.md", copy.data, (*row, said, stored.path))
        if policy.signed_copy:
            signed = f"policies/{policy.signed_copy.path}"
            yield _file(
                view, signed, policy.signed_copy.sha256, f"{start}_signed", (*row, f"{policy.title}, signed", signed)
            )
    for records in view.selection.registers.values():
        for record in records:
            yield from _of_record(view, places, record)


def _of_record(view: View, places: _Places, stored: Stored[Record]) -> Iterator[Evidence]:
    record = stored.value
    kind = type(record)
    element = places.element(record.id, kind.ELEMENT)
    day, site = record.date.isoformat(), record.site or ""
    start = _join(places.start(record.id, element), kind.TYPE, day, *([site] if site else []), record.id)
    row = (places.folder(element), " ".join(places.questions.get(record.id, ())), record.id, day, site)
    if copy := places.sources.get(stored.path):
        said = f"{kind.TITLE}{': copy without what its readers may not see' if copy.is_redacted else ''}"
        yield _named(f"{row[0]}/{start}.yaml", copy.data, (*row, said, stored.path))
    for number, attachment in enumerate(record.attachments, 1):
        path = stored.beside(attachment.path)
        ending = f"-{number}" if len(record.attachments) > 1 else ""
        yield _file(view, path, attachment.sha256, f"{start}{ending}", (*row, attachment.caption, path))


def _file(view: View, path: str, sha256: str, start: str, row: tuple[str, ...]) -> Evidence:
    """A clean copy of a file, if it is there and is the one that the record was filed with."""
    known = view.snapshot.program.files.get(path)
    if known is None or not known.sha256:
        return Evidence("", b"", row, "is not in the repository" if known is None else "is too large to be read")
    data = view.read_file(path)
    if read_pointer(data):
        return Evidence("", b"", row, "is kept outside git (Git LFS), and its content was not at hand")
    if hashlib.sha256(data).hexdigest() != sha256:
        return Evidence("", b"", row, "has changed since the record was written")
    copy = make_clean_copy(path, data)
    if copy.problem:
        return Evidence("", b"", row, copy.problem)
    ending = copy.name.rpartition(".")[2].lower()
    return _named(f"{row[0]}/{start}.{ending}", copy.data, row)


def _named(path: str, data: bytes, row: tuple[str, ...]) -> Evidence:
    folder, _, name = path.partition("/")
    stem, _, ending = name.rpartition(".")
    return Evidence(f"{folder}/{_safe(stem, LONGEST_NAME)}.{ending}", data, row)


def _join(*words: str) -> str:
    return "_".join(_safe(word, 40) for word in words)


def _safe(text: str, longest: int, *, spaces: bool = False) -> str:
    """Words as a name that every file system takes: letters, digits, dots and dashes of ASCII."""
    plain = unicodedata.normalize("NFKD", text.replace("&", "and").replace("/", "-")).encode("ascii", "ignore").decode()
    kept = re.sub(r"[^A-Za-z0-9._ -]" if spaces else r"[^A-Za-z0-9._-]+", "" if spaces else "-", plain)
    return kept[:longest].strip(" .") or "x"


def _unique(names: Iterable[str]) -> list[str]:
    """The names, those that Windows or macOS would take for one another told apart by a number."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        key = name.casefold()
        seen[key] = seen.get(key, 0) + 1
        stem, dot, ending = name.rpartition(".")
        found.append(f"{stem}~{seen[key]}{dot}{ending}" if name and seen[key] > 1 else name)
    return found


def _write_index(found: Iterable[tuple[str, Evidence]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(INDEX_COLUMNS)
    for name, each in found:
        writer.writerow([_cell(value) for value in (name, *each.row, each.problem)])
    # With a mark of the encoding, because spreadsheet programs guess without it.
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(value: str) -> str:
    """A value as a spreadsheet shows it; one that it would take for a formula gets an apostrophe in front."""
    text = _plain(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def _plain(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
