"""Page numbers in print: cover, matrix, indexes and annex are rendered last, and again until the numbers in them are right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from builder.model.manifest import Manifest, ManifestFile
from builder.render.pdf.join import number_pages
from builder.render.pdf.part import Part
from builder.render.pdf.sections.annex import make_annex
from builder.render.pdf.sections.contents import Contents
from builder.render.pdf.sections.cover import IndexLine, list_index, make_cover
from builder.render.pdf.sections.evidence_files import list_anchors, number_files
from builder.render.pdf.sections.indexes import guess_pages, make_indexes
from builder.render.pdf.sections.matrix import make_matrix
from builder.render.pdf.sections.section import Section
from builder.render.pdf.sections.view import View

Render = Callable[[Sequence[Section]], Mapping[str, Part]]

ROUNDS = 5
"""Tries to make the numbers agree. The second has always been the last: a changed digit hardly ever moves a line."""

LINES_OF_INDEX = 112
"""Lines that the index prints on a page."""

QUESTIONS_ON_PAGE = 26
"""Questions that the matrix prints on a page."""

MATRIX_LINE = IndexLine("Coverage matrix", "coverage-matrix", 0)
INDEXES_LINE = IndexLine("Indexes of documents, records, people and dates", "indexes", 0)
ANNEX_LINE = IndexLine("Annex: manifest", "manifest", 0)


@dataclass(frozen=True)
class OtherPlace:
    """Where an anchor stands in another volume.

    Attributes:
        file: Name of the volume's file.
        name: Of the volume, short: "E05".
        page: Of that file, from 1.
    """

    file: str
    name: str
    page: int

    @property
    def words(self) -> str:
        """As an index prints it: "E05·3"."""
        return f"{self.name}·{self.page}"


@dataclass(frozen=True)
class Layout:
    """All parts of the pack in order, with the right page numbers printed in them.

    Attributes:
        manifest: With the page of every file.
    """

    cover: Part
    parts: tuple[Part, ...]
    manifest: Manifest

    @property
    def pages(self) -> int:
        """How many pages the pack has."""
        return self.cover.pages + sum(part.pages for part in self.parts)


def lay_out(
    view: View,
    contents: Contents,
    parts: Mapping[str, Part],
    manifest: Manifest,
    render: Render,
    outside: Mapping[str, OtherPlace] = MappingProxyType({}),
) -> Layout:
    """The parts with cover, matrix, indexes and annex.

    Args:
        view: The material.
        contents: What stands between, in this file and in other volumes.
        parts: Every section of `contents` that stands in this file, rendered.
        manifest: Its files without pages.
        render: For the sections made here.
        outside: Anchors that stand in other volumes.
    """
    # How far the questions are answered is evidence, so a scope pack has no matrix; a supplement adds to one that was handed over.
    has_matrix = view.choice.kind == "evidence"
    front = [parts[section.key] for section in contents.front]
    body = [parts[section.key] for section in contents.body if section.key in parts]
    lines = _list_lines(contents, has_matrix=has_matrix)
    cover, ahead, behind, pages = _settle(view, manifest, lines, (front, body), render, outside)
    files = number_files(view, manifest.files, pages)
    manifest = replace(manifest, files=_number_elsewhere(view, files, outside))
    annex = render([make_annex(manifest)])["annex"]
    return Layout(cover, (*front, *ahead, *body, *behind, annex), manifest)


def _settle(
    view: View,
    manifest: Manifest,
    lines: Sequence[IndexLine],
    parts: tuple[Sequence[Part], Sequence[Part]],
    render: Render,
    outside: Mapping[str, OtherPlace],
) -> tuple[Part, list[Part], list[Part], Mapping[str, int]]:
    """Cover, matrix and indexes, as far as the pack has them, and the page of each anchor of this file.

    Cover and matrix stand before the pages they name, so their own lengths are guessed first.
    """
    has_matrix = MATRIX_LINE in lines
    lengths = _guess(view, lines) if has_matrix else (_guess(view, lines)[0], 0, 0)
    indexes: list[Part] = []
    for _ in range(ROUNDS):
        ahead = [_stand_in(MATRIX_LINE, lengths[1])][:has_matrix]
        behind = [*[_stand_in(INDEXES_LINE, lengths[2])][:has_matrix], _stand_in(ANNEX_LINE, 0)]
        pages = number_pages(lengths[0], [*parts[0], *ahead, *parts[1], *behind])
        printed: dict[str, int | str] = {anchor: place.words for anchor, place in outside.items()} | {**pages}
        made = [make_cover(view, manifest, lines, printed), *([make_matrix(view, printed)] if has_matrix else [])]
        late = render(made)
        matrix = [late[MATRIX_LINE.anchor]] if has_matrix else []
        found = (late["cover"].pages, sum(part.pages for part in matrix), lengths[2])
        if found == lengths and has_matrix:
            # They take as long as the other two together and print the same numbers, so they wait for them.
            indexes = [render([make_indexes(view, printed)])[INDEXES_LINE.anchor]]
            found = (*found[:2], indexes[0].pages)
        if found == lengths:
            return late["cover"], matrix, indexes, pages
        lengths = found
    raise RuntimeError("the page numbers on the cover don't settle")


def _number_elsewhere(
    view: View, files: Sequence[ManifestFile], outside: Mapping[str, OtherPlace]
) -> tuple[ManifestFile, ...]:
    """The files, with volume and page those that stand in another volume."""
    anchors = list_anchors(view) if outside else {}
    places = {file.path: outside.get(anchors.get(file.path, "")) for file in files}
    return tuple(
        replace(file, volume=place.file, page=place.page) if (place := places[file.path]) else file for file in files
    )


def _list_lines(contents: Contents, *, has_matrix: bool) -> tuple[IndexLine, ...]:
    """What the cover's index lists."""
    ahead, behind = list_index(contents.front), list_index(contents.body)
    return (*ahead, *[MATRIX_LINE][:has_matrix], *behind, *[INDEXES_LINE][:has_matrix], ANNEX_LINE)


def _stand_in(line: IndexLine, pages: int) -> Part:
    """Takes the room of a part that isn't rendered yet."""
    return Part(line.anchor, b"", pages, {line.anchor: 0})


def _guess(view: View, index: Sequence[IndexLine]) -> tuple[int, int, int]:
    questions = len(view.snapshot.coverage.answers())
    return 1 + -(-len(index) // LINES_OF_INDEX), 1 + questions // QUESTIONS_ON_PAGE, guess_pages(view)
