"""The documents a record was made under, each with the revision that was in force on its day."""

from __future__ import annotations

from collections.abc import Iterator

from builder.measure.past.governing import Governing, governing_documents
from builder.model.record import Record
from builder.render.pdf.sections.values import Line, Piece
from builder.render.pdf.sections.view import View


def governed_line(view: View, record: Record) -> list[Line]:
    """A line with the documents that ask for the record and those it names; none where there are none, or without a history."""
    if not view.has_history:
        return []
    pieces: list[Piece] = []
    for each in governing_documents(view.snapshot.program, view.documents, record):
        pieces += [Piece("; ")] if pieces else []
        pieces += _pieces(view, each)
    return [Line("Governed by", tuple(pieces))] if pieces else []


def _pieces(view: View, governing: Governing) -> Iterator[Piece]:
    id, revision = governing.document.value.id, governing.revision
    yield Piece(id, view.selection.link_to(id))
    if revision is None:
        yield Piece(", no version in force that day")
        return
    version = f", version {revision.version}" if revision.version is not None else ""
    claimed = " by its own dates" if revision.claimed else ""
    yield Piece(f"{version}, since {revision.since}{claimed}")
