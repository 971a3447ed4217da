"""The redaction log: what the readers of this pack are not shown, field by field, and how it can be proved later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from builder.model.level import Level
from builder.model.source_copy import SourceCopy
from builder.record_types import TYPES
from builder.render.pdf.sections.section import Section, write_html
from builder.render.pdf.sections.values import Piece
from builder.render.pdf.sections.view import View

ANCHOR = "redaction-log"

SHOWN = 12
"""Files named in a row; all of them stand in the attached list."""


@dataclass(frozen=True)
class LoggedField:
    """A field that was left out of files of one kind.

    Attributes:
        kind: Of the files: "Inspection", "Document".
        field: As the file names it.
        level: In words.
        count: Of the values left out.
        files: Ids with their places in the pack, the first of them.
        more: How many files more there are.
    """

    kind: str
    field: str
    level: str
    count: int
    files: tuple[Piece, ...]
    more: int


def make_redactions(view: View) -> Section:
    """What is left out of this pack, also when it is nothing."""
    redacted = [copy for copy in view.sources if copy.is_redacted]
    html = write_html(
        "redactions",
        title="Redaction log",
        running=("Redaction log", ""),
        profile=view.naming.profile,
        level=view.snapshot.level.value,
        is_office=view.snapshot.level.shows(Level.OFFICE),
        undecided=_undecided(view),
        sources=len(view.sources),
        redacted=len(redacted),
        fields=_fields(view, redacted),
        is_committed=view.is_committed,
    )
    return Section("redactions", "Redaction log", "", html, ANCHOR)


def _undecided(view: View) -> list[tuple[Piece, str]]:
    """Records and documents of the pack with files about which nobody has decided."""
    program = view.snapshot.program
    ids = {stored.path: stored.value.id for stored in program.policies}
    ids |= {stored.path: stored.value.id for stored in program.records}
    counts = view.snapshot.withheld.counts
    shown = [(ids[path], counts[path]) for path in sorted(counts) if path in ids]
    return [
        (Piece(id, view.selection.link_to(id)), "1 file" if count == 1 else f"{count} files")
        for id, count in shown
        if view.selection.link_to(id)
    ]


def _fields(view: View, redacted: Iterable[SourceCopy]) -> list[LoggedField]:
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for copy in redacted:
        for pointer, level in copy.withheld:
            found[_kind(copy.path), pointer.split("/")[1], level].append(copy.id)
    rows = []
    for (kind, field, level), ids in sorted(found.items()):
        files = sorted(set(ids))
        named = tuple(Piece(id, view.selection.link_to(id)) for id in files[:SHOWN])
        rows.append(LoggedField(kind, field, level, len(ids), named, len(files) - len(named)))
    return rows


def _kind(path: str) -> str:
    top, name = path.split("/")[:2]
    return TYPES[name].TITLE if top == "records" and name in TYPES else "Document"
