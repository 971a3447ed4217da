"""All files of a source become one program: every file is read, every fault is kept, nothing is skipped in silence."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any, TypeVar

from builder.model.finding import Fault
from builder.model.overlay import Overlay
from builder.model.place import Place
from builder.model.policy import Policy
from builder.model.program import FileEntry, Program
from builder.model.record import Record
from builder.model.register import Asset, Company, Contractor, Explanation, Person, Position, Site
from builder.model.stored import Stored
from builder.model.synonyms import Synonyms
from builder.model.wording import visible
from builder.read.entry_file import read_entry, read_explained, read_policy, read_record
from builder.read.file_stamps import Digests
from builder.read.file_text import FileText
from builder.read.lfs_pointer import read_pointer
from builder.read.memory import Memory, no_memory
from builder.read.path_faults import find_path_faults
from builder.read.source import MAX_ATTACHMENT as MAX_ATTACHMENT
from builder.read.source import Source, SourceEntry, is_text
from builder.read.synonym_file import PATH as SYNONYMS_PATH
from builder.read.synonym_file import read_synonyms
from builder.record_types import TYPES

MAX_TEXT = 1_000_000
"""Bytes of a text file. The longest manual chapter seen is a tenth of it; more is a mistake or an attack."""

MAX_TOTAL = 10_000_000_000
"""Bytes of all files together. A small repository can name one large file a million times under other names."""

REGISTERS: Mapping[str, tuple[type[Any], str]] = MappingProxyType(
    {
        "people": (Person, "a person"),
        "sites": (Site, "a site"),
        "positions": (Position, "a position"),
        "assets": (Asset, "an asset"),
        "contractors": (Contractor, "a contractor"),
    }
)
"""Folders under records/ that hold registers, the model of an entry, and its name in a sentence."""

ValueT = TypeVar("ValueT")


@dataclass
class _Gathered:
    """What has been read so far; becomes a frozen Program."""

    company: Stored[Company] | None = None
    registers: dict[str, list[Stored[Any]]] = field(default_factory=lambda: defaultdict(list))
    policies: list[Stored[Policy]] = field(default_factory=list)
    records: list[Stored[Record]] = field(default_factory=list)
    explained: list[Stored[Explanation]] = field(default_factory=list)
    overlay: list[Stored[Overlay]] = field(default_factory=list)
    synonyms: list[Stored[Synonyms]] = field(default_factory=list)
    files: dict[str, FileEntry] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)


def read_program(source: Source, memory: Memory | None = None) -> Program:
    """Everything in a source as one value, faults included. Never raises for what files hold.

    Args:
        source: Where the files are.
        memory: What is known from an earlier run; the value is the same without it.
    """
    entries = source.entries()
    gathered = _Gathered()
    gathered.faults.extend(find_path_faults(entries, source.top_names()))
    for entry, text in _contents(source, entries, gathered, memory or no_memory()):
        gathered.files[entry.path] = FileEntry(entry.path, text.size, text.sha256, text.blob)
        _file(text, gathered)
    if gathered.company is None and "records/company.yaml" not in gathered.unreadable:
        gathered.faults.append(_no_company())
    _report_doubles(gathered)
    return _freeze(gathered)


def _contents(
    source: Source, entries: Mapping[str, SourceEntry], gathered: _Gathered, memory: Memory
) -> Iterator[tuple[SourceEntry, FileText]]:
    wanted = []
    total = 0
    for entry in entries.values():
        limit = MAX_TEXT if is_text(entry.path) else MAX_ATTACHMENT
        total += entry.size if entry.size <= limit else 0
        if entry.kind != "file":
            gathered.unreadable.add(entry.path)
            gathered.faults.append(_not_followed(entry))
        elif entry.size > limit:
            gathered.unreadable.add(entry.path)
            gathered.files[entry.path] = FileEntry(entry.path, entry.size)
            gathered.faults.append(_too_large(entry, limit))
        elif total > MAX_TOTAL:
            gathered.unreadable.add(entry.path)
            gathered.files[entry.path] = FileEntry(entry.path, entry.size)
            gathered.faults.append(_too_much(entry))
        elif known := memory.digests(entry):
            load = partial(_read_again, source, entry.path)
            yield entry, FileText(entry.path, known, entry.size, load, memory)
        else:
            wanted.append(entry.path)
    for path, data in source.read(wanted):
        text = FileText.of(path, data, memory)
        text.blob = entries[path].blob or text.blob
        pointer = read_pointer(data)
        if pointer is None:
            memory.note(entries[path], Digests(text.sha256, text.blob))
            yield entries[path], text
        else:
            gathered.unreadable.add(path)
            gathered.files[path] = FileEntry(path, pointer[1], pointer[0], text.blob)
            gathered.faults.append(_stored_outside(path, pointer[1]))


def _read_again(source: Source, path: str) -> bytes:
    return next(data for _, data in source.read([path]))


def _file(text: FileText, gathered: _Gathered) -> None:
    parts = text.path.split("/")
    if parts[0] == "policies" and text.path.lower().endswith(".md"):
        _keep(read_policy(text), text.path, gathered.policies, gathered)
    elif parts[0] != "records" or not is_text(text.path):
        return
    elif text.path == "records/company.yaml":
        companies: list[Stored[Company]] = []
        _keep(read_entry(text, Company, "the company"), text.path, companies, gathered)
        gathered.company = companies[0] if companies else None
    elif text.path == "records/overlay.yaml":
        _keep(read_entry(text, Overlay, "the overlay"), text.path, gathered.overlay, gathered)
    elif text.path == SYNONYMS_PATH:
        _keep(read_synonyms(text), text.path, gathered.synonyms, gathered)
    elif text.path == "records/explained.yaml":
        explained, faults = read_explained(text)
        gathered.explained.extend(explained or ())
        gathered.faults.extend(faults)
        if explained is None:
            gathered.unreadable.add(text.path)
    elif len(parts) == 3 and parts[1] in REGISTERS and not text.path.lower().endswith(".md"):
        model, what = REGISTERS[parts[1]]
        _keep(read_entry(text, model, what), text.path, gathered.registers[parts[1]], gathered)
    elif len(parts) == 4 and parts[1] in TYPES and not text.path.lower().endswith(".md"):
        _keep(read_record(text, TYPES[parts[1]]), text.path, gathered.records, gathered)
    else:
        gathered.unreadable.add(text.path)
        gathered.faults.append(_misplaced(text.path, parts))


def _keep(
    result: tuple[Stored[ValueT] | None, list[Fault]], path: str, into: list[Stored[ValueT]], gathered: _Gathered
) -> None:
    stored, faults = result
    gathered.faults.extend(faults)
    if stored is None:
        gathered.unreadable.add(path)
    else:
        into.append(stored)


def _not_followed(entry: SourceEntry) -> Fault:
    what = {"link": "a link", "submodule": "a submodule"}.get(entry.kind, "a pipe or a device")
    return Fault(
        Place(entry.path),
        "link-not-followed",
        f"This is {what}, not a file; what it points at is not part of the program.",
        "Put the file itself here.",
    )


def _too_large(entry: SourceEntry, limit: int) -> Fault:
    return Fault(
        Place(entry.path),
        "file-too-large",
        f"The file has {entry.size:,} bytes; at most {limit:,} are read.",
        "Split it, or scan at a lower resolution (150 dpi in grey is enough for an auditor).",
    )


def _too_much(entry: SourceEntry) -> Fault:
    return Fault(
        Place(entry.path),
        "file-too-large",
        f"The files before it, in the order of their names, have {MAX_TOTAL:,} bytes together; this one was not read.",
        "Take out what isn't evidence, and scan at a lower resolution.",
    )


def _stored_outside(path: str, size: int) -> Fault:
    if is_text(path):
        return Fault(
            Place(path),
            "stored-outside-git",
            "Git holds only a pointer to this text (Git LFS), so its history can't be read.",
            f"Take its pattern out of .gitattributes and run `git lfs migrate export --include={visible(path)}`: text belongs into git.",
        )
    return Fault(
        Place(path),
        "stored-outside-git",
        f"Git holds only a pointer to this file (Git LFS); its content of {size:,} bytes is not in this copy, or is not what was filed.",
        "Run `git lfs pull`. In GitHub Actions set `lfs: true` for actions/checkout.",
    )


def _no_company() -> Fault:
    return Fault(
        Place("records/company.yaml"),
        "no-company",
        "There is no records/company.yaml, so nothing says who the company is.",
        "Run `muster init DIR` for a new program, or restore the file from the history.",
    )


def _misplaced(path: str, parts: list[str]) -> Fault:
    if len(parts) >= 3 and parts[1] not in TYPES and parts[1] not in REGISTERS:
        near = difflib.get_close_matches(parts[1], [*TYPES, *REGISTERS], n=1)
        hint = f" Did you mean `{near[0]}`?" if near else ""
        return Fault(
            Place(path),
            "unknown-record-type",
            f"`{parts[1]}` is not a type of record.{hint}",
            f"The types are: {', '.join(TYPES)}.",
        )
    return Fault(
        Place(path),
        "misplaced-file",
        "The file doesn't stand where a record or a register entry belongs.",
        "Records stand in records/<type>/<year>/<id>.yaml, register entries in records/<register>/<id>.yaml.",
    )


def _report_doubles(gathered: _Gathered) -> None:
    everything: list[Stored[Any]] = [*gathered.policies, *gathered.records]
    for entries in gathered.registers.values():
        everything.extend(entries)
    first: dict[str, str] = {}
    for stored in sorted(everything, key=lambda each: each.path):
        id = stored.value.id
        if id in first:
            gathered.faults.append(
                Fault(
                    stored.place("id"),
                    "id-used-twice",
                    f"The id {id} is already used by {first[id]}.",
                    "Give this one the next free id, and rename the file to match.",
                    (id,),
                )
            )
        first.setdefault(id, stored.path)


def _freeze(gathered: _Gathered) -> Program:
    def by_id(name: str) -> Mapping[str, Stored[Any]]:
        found: dict[str, Stored[Any]] = {}
        for stored in sorted(gathered.registers[name], key=lambda each: (each.value.id, each.path)):
            found.setdefault(stored.value.id, stored)
        return MappingProxyType(found)

    return Program(
        company=gathered.company,
        people=by_id("people"),
        sites=by_id("sites"),
        positions=by_id("positions"),
        assets=by_id("assets"),
        contractors=by_id("contractors"),
        policies=tuple(sorted(gathered.policies, key=lambda each: (each.value.id, each.path))),
        records=tuple(sorted(gathered.records, key=lambda each: (each.value.id, each.path))),
        explained=tuple(gathered.explained),
        overlay=gathered.overlay[0] if gathered.overlay else None,
        synonyms=gathered.synonyms[0] if gathered.synonyms else None,
        files=MappingProxyType(dict(sorted(gathered.files.items()))),
        faults=tuple(sorted(gathered.faults)),
        unreadable=frozenset(gathered.unreadable),
    )
