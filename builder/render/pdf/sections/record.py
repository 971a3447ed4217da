"""A record in full: its lines, its lists, who signed, when it was filed, and its scans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from builder.model.record import Attachment, Record, Signature
from builder.model.stored import Stored
from builder.render.pdf.sections.governed import governed_line
from builder.render.pdf.sections.scan import Scan, prepare_scan, scan_pages
from builder.render.pdf.sections.values import Cell, Grid, Line, Piece, details, plain
from builder.render.pdf.sections.view import View

METHOD_WORDS = {
    "seen-on-scan": "ink, on the scan",
    "electronic": "electronic",
    "typed": "typed: claimed only",
}


SIGNATURES_IN_A_LINE = 2
SIGNATURES_IN_A_COLUMN = 4
SHORT = 46
"""Letters that fit into half a row."""


@dataclass(frozen=True)
class Signatures:
    """Signatures as a table.

    Attributes:
        caption: With the day, where all signed on the same one.
        heads: Titles of its columns.
        rows: Cells as words; two signatures side by side where there are many.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class PrintedRecord:
    """A record as the template prints it; `assets` are the pictures behind its scans."""

    id: str
    title: str
    lines: tuple[tuple[Line, Line | None], ...]
    grids: tuple[Grid, ...]
    signatures: Signatures
    unsigned: str
    filed: str
    scans: tuple[dict[str, Any], ...]
    problems: tuple[str, ...]
    assets: dict[str, bytes]


def print_record(view: View, stored: Stored[Record]) -> PrintedRecord:
    """A record with everything that the profile may see."""
    record = stored.value
    kind = type(record)
    parts = list(details(view, record))
    scans, problems, assets = _scans(view, stored)
    return PrintedRecord(
        id=record.id,
        title=kind.TITLE,
        lines=_pairs(
            [
                *_head(view, record),
                *(part for part in parts if isinstance(part, Line)),
                *_tail(view, record),
                *governed_line(view, record),
                *_signed_line(view, record),
                *_scan_line(scans),
            ]
        ),
        grids=tuple(part for part in parts if isinstance(part, Grid)),
        signatures=_signatures(view, record),
        unsigned=view.naming.people(
            (person for person in record.must_sign if person not in record.has_signed), kind.TYPE
        ),
        filed=_filed(view, stored),
        scans=tuple(scans),
        problems=tuple(problems),
        assets=assets,
    )


def _pairs(lines: Sequence[Line]) -> tuple[tuple[Line, Line | None], ...]:
    """Lines two to a row where both are short; a long one has the row for itself."""
    rows: list[tuple[Line, Line | None]] = []
    waiting: Line | None = None
    for line in lines:
        if len(plain(line.cell)) > SHORT:
            if waiting:
                rows.append((waiting, None))
            rows.append((line, None))
            waiting = None
        elif waiting:
            rows.append((waiting, line))
            waiting = None
        else:
            waiting = line
    if waiting:
        rows.append((waiting, None))
    return tuple(rows)


def _head(view: View, record: Record) -> list[Line]:
    lines = [Line("Date", _words(record.date.isoformat()))]
    if record.site:
        lines.append(Line("Site", _words(view.naming.site(record.site))))
    return lines


def _tail(view: View, record: Record) -> list[Line]:
    name = type(record).TYPE
    lines = [
        Line(_role(role), _words(view.naming.people(record.people_as(role), name)))
        for role in dict.fromkeys(entry.role for entry in record.people)
        if not _all_signed_as(record, role)
    ]
    if record.recorded_by:
        lines.append(Line("Recorded by", _words(view.naming.person(record.recorded_by, name))))
    if record.links:
        lines.append(Line("Belongs to", _links(view, record)))
    if record.notes:
        lines.append(Line("Notes", _words(record.notes)))
    return lines


def _all_signed_as(record: Record, role: str) -> bool:
    """Whether everyone in a role stands in the table of signatures with it, so that a line of them would say it twice."""
    signed = {signature.person for signature in record.signatures if signature.role == role}
    return signed.issuperset(record.people_as(role))


def _role(role: str) -> str:
    return role.replace("-", " ").capitalize()


def _words(text: str) -> Cell:
    return (Piece(text),)


def _links(view: View, record: Record) -> Cell:
    pieces: list[Piece] = []
    for link in record.links:
        pieces.append(Piece(f"{', ' if pieces else ''}{link.relation} "))
        pieces.append(Piece(link.to, view.selection.link_to(link.to)))
    return tuple(pieces)


def _signed_line(view: View, record: Record) -> list[Line]:
    """One or two signatures as a line; a table of them would take as much room as the rest of the record."""
    if not 0 < len(record.signatures) <= SIGNATURES_IN_A_LINE:
        return []
    texts = []
    for signature in record.signatures:
        who, role, day, known = _signature(view, record, signature, with_day=True)
        texts.append(f"{who} as {role}, {day}, {known}" if role else f"{who}, {day}, {known}")
    return [Line("Signed by", _words("; ".join(texts)))]


def _scan_line(scans: Sequence[dict[str, Any]]) -> list[Line]:
    """The way to the pages with the scans, which stand behind the records of the register."""
    if not scans:
        return []
    pieces = []
    for scan in scans:
        pieces.append(Piece(scan["caption"], f"#{scan['anchor']}"))
        pieces.append(Piece("; "))
    return [Line("Scans" if len(scans) > 1 else "Scan", tuple(pieces[:-1]))]


def _signatures(view: View, record: Record) -> Signatures:
    if len(record.signatures) <= SIGNATURES_IN_A_LINE:
        return Signatures("", (), ())
    days = {signature.date for signature in record.signatures}
    one_day = days.pop().isoformat() if len(days) == 1 else None
    heads: tuple[str, ...] = ("Person", "As", "How it is known")
    if one_day is None:
        heads = (*heads[:2], "Signed on", heads[2])
    rows = [_signature(view, record, signature, with_day=one_day is None) for signature in record.signatures]
    if one_day and len(rows) > SIGNATURES_IN_A_COLUMN:
        half = (len(rows) + 1) // 2
        right = [*rows[half:], *[("",) * len(heads)] * (2 * half - len(rows))]
        rows = [left + beside for left, beside in zip(rows[:half], right, strict=True)]
        heads = heads * 2
    return Signatures(f"Signatures, all on {one_day}" if one_day else "Signatures", heads, tuple(rows))


def _signature(view: View, record: Record, signature: Signature, *, with_day: bool) -> tuple[str, ...]:
    method = METHOD_WORDS[signature.method]
    known = f"{method}, page {signature.page}" if signature.page else method
    who = view.naming.person(signature.person, type(record).TYPE)
    role = (signature.role or "").replace("-", " ")
    return (who, role, signature.date.isoformat(), known) if with_day else (who, role, known)


def _filed(view: View, stored: Stored[Record]) -> str:
    entered = view.entered(stored)
    if entered is None:
        return stored.path
    if view.is_before_adoption(stored.value.date):
        return f"{stored.path} · entered {entered.isoformat()}, with what is older than the program in git"
    days = view.filed_after(stored)
    after = "on the day itself" if days == 0 else "1 day after" if days == 1 else f"{days} days after"
    return f"{stored.path} · entered {entered.isoformat()}, {after}"


def _scans(view: View, stored: Stored[Record]) -> tuple[list[dict[str, Any]], list[str], dict[str, bytes]]:
    printed: list[dict[str, Any]] = []
    problems: list[str] = []
    assets: dict[str, bytes] = {}
    if said := view.snapshot.withheld.words(stored.path):
        problems.append(said)
    for number, attachment in enumerate(stored.value.attachments, 1):
        path = stored.beside(attachment.path)
        scan = prepare_scan(view, path, attachment.sha256)
        if scan.problem:
            problems.append(f"{attachment.caption}: {scan.problem}")
            continue
        assets.update(scan.assets)
        printed.append(_scan(stored.value, attachment, number, scan))
    return printed, problems, assets


def _scan(record: Record, attachment: Attachment, number: int, scan: Scan) -> dict[str, Any]:
    return {
        "anchor": f"scan-{record.id}-{number}",
        "pages": scan_pages(scan, f"Attached to {record.id}: {attachment.caption}"),
        "path": attachment.path,
        "sha256": attachment.sha256,
        "caption": attachment.caption,
        "more": scan.more,
    }
