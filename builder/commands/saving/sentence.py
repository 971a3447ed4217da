"""What is about to be saved, in one sentence that a coordinator recognises: it is also the line under which the history keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.model.program import Program
from builder.model.record import in_sentence
from builder.model.wording import visible
from builder.read.git.saving.on_disk import BEGINNING, OWN_FOLDERS, Change
from builder.read.source import is_text
from builder.record_types import TYPES

_PHOTOS = (".jpg", ".jpeg", ".png", ".heic", ".webp", ".gif", ".tif", ".tiff")
_NAMED = 3
"""So many things are named one by one; of more, the number is said."""


@dataclass(frozen=True, order=True)
class _Kind:
    """A kind of file, in the order in which the sentence names them.

    Attributes:
        rank: Its place in the sentence.
        one, many: What people call it.
        by_name: Whether new ones are named; of photos and records only the number counts.
    """

    rank: int
    one: str
    many: str
    by_name: bool = False


_RECORD = 0
_COUNTED = {
    "hours-worked": ("report of hours worked", "reports of hours worked"),
    "visitor-log": ("visitor log", "visitor logs"),
    "work-days": ("list of work days", "lists of work days"),
}
"""What records are counted as, where the title of the type is no single thing: nobody files "1 work days"."""
_DOCUMENT = _Kind(1, "document", "documents", by_name=True)
_ENTRIES = {
    "people": _Kind(2, "person", "people"),
    "sites": _Kind(3, "site", "sites"),
    "positions": _Kind(4, "position", "positions"),
    "assets": _Kind(5, "piece of equipment", "pieces of equipment"),
    "contractors": _Kind(6, "contractor", "contractors"),
}
_PHOTO = _Kind(7, "photo", "photos")
_SCAN = _Kind(8, "scan", "scans")
_ATTACHMENT = _Kind(9, "file", "files")
_PAGE = _Kind(10, "page", "pages", by_name=True)
_LIST = _Kind(11, "list", "lists", by_name=True)
_SETTING = _Kind(12, "file that Muster set up", "files that Muster set up")
_OTHER = _Kind(13, "other file", "other files", by_name=True)


def describe_changes(changes: Sequence[Change], program: Program) -> str:
    """The sentence, without a full stop; empty for no changes.

    Args:
        changes: What is saved.
        program: As it is on disk, to know what the files are.
    """
    groups: dict[_Kind, list[Change]] = {}
    for change in sorted(changes, key=lambda each: each.path):
        groups.setdefault(_kind(change.path), []).append(change)
    return ", ".join(part for kind in sorted(groups) for part in _parts(kind, groups[kind], program))


def _kind(path: str) -> _Kind:
    top, _, rest = path.partition("/")
    folder = rest.partition("/")[0] if "/" in rest else ""
    if path in BEGINNING or path.startswith(tuple(f"{each}/" for each in OWN_FOLDERS)):
        return _SETTING
    if top not in ("content", "policies", "records"):
        return _OTHER
    if not is_text(path):
        return _PHOTO if path.lower().endswith(_PHOTOS) else _SCAN if path.lower().endswith(".pdf") else _ATTACHMENT
    if top == "records" and folder in TYPES:
        one, many = _COUNTED.get(folder) or (in_sentence(TYPES[folder].TITLE), in_sentence(TYPES[folder].PLURAL))
        return _Kind(_RECORD, one, many)
    if top == "records":
        return _ENTRIES.get(folder, _LIST)
    return _DOCUMENT if top == "policies" else _PAGE


def _parts(kind: _Kind, changes: Sequence[Change], program: Program) -> Iterator[str]:
    by_what = {what: [each for each in changes if each.kind == what] for what in ("added", "changed", "removed")}
    if added := by_what["added"]:
        yield _new(kind, added, program)
    for what, before, after in (("changed", "a change to", ""), ("removed", "", " taken out")):
        if found := by_what[what]:
            many = before.replace("a change", "changes") if len(found) > 1 else before
            yield f"{many} {_names(kind, found, program)}{after}".strip()


def _new(kind: _Kind, added: Sequence[Change], program: Program) -> str:
    count = f"{len(added):,} {kind.one if len(added) == 1 else kind.many}"
    if kind.rank == _RECORD:
        return f"{count}{_where_and_when({each.path for each in added}, program)}"
    if kind.rank in (_PHOTO.rank, _SCAN.rank, _ATTACHMENT.rank):
        return count
    number, _, noun = count.partition(" ")
    names = f" ({_names(kind, added, program)})" if kind.by_name and len(added) <= _NAMED else ""
    return f"{number} new {noun}{names}"


def _where_and_when(paths: set[str], program: Program) -> str:
    records = [stored.value for stored in program.records if stored.path in paths]
    days = sorted({str(record.date) for record in records})
    sites = sorted({record.site for record in records if record.site})
    said = []
    if len(sites) == 1:
        said.append(visible(program.sites[sites[0]].value.name) if sites[0] in program.sites else sites[0])
    elif sites:
        said.append(f"{len(sites)} sites")
    if days:
        said.append(days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}")
    return f" ({', '.join(said)})" if said else ""


def _names(kind: _Kind, changes: Sequence[Change], program: Program) -> str:
    """Up to three names, or the number."""
    if len(changes) > _NAMED:
        return f"{len(changes):,} {kind.many}"
    ids = {stored.path: stored.value.id for stored in program.policies}
    names = [visible(ids.get(each.path) or _name(kind, each.path)) for each in changes]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _name(kind: _Kind, path: str) -> str:
    if kind in (_SETTING, _OTHER):
        return path
    name = path.rpartition("/")[2]
    return name if kind in (_PHOTO, _SCAN, _ATTACHMENT) else name.rpartition(".")[0]
