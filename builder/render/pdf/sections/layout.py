"""Page numbers in print: cover, matrix and annex are rendered last, and again until the numbers in them are right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from builder.model.manifest import Manifest
from builder.render.pdf.join import number_pages
from builder.render.pdf.part import Part
from builder.render.pdf.sections.annex import make_annex
from builder.render.pdf.sections.contents import Contents
from builder.render.pdf.sections.cover import IndexLine, list_index, make_cover
from builder.render.pdf.sections.evidence_files import number_files
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
ANNEX_LINE = IndexLine("Annex: manifest", "manifest", 0)


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


def lay_out(view: View, contents: Contents, parts: Mapping[str, Part], manifest: Manifest, render: Render) -> Layout:
    """The parts with cover, matrix and annex.

    Cover and matrix stand before the pages they name, so their own lengths are guessed first.

    Args:
        view: The material.
        contents: What stands between.
        parts: Every section of `contents`, rendered.
        manifest: Its files without pages.
        render: For the sections made here.
    """
    front = [parts[section.key] for section in contents.front]
    body = [parts[section.key] for section in contents.body]
    index = (
        *list_index(contents.front),
        MATRIX_LINE,
        *list_index(contents.body),
        ANNEX_LINE,
    )
    lengths = _guess(view, index)
    for _ in range(ROUNDS):
        ahead = Part("ahead", b"", lengths[1], {MATRIX_LINE.anchor: 0})
        behind = Part("behind", b"", 0, {ANNEX_LINE.anchor: 0})
        pages = number_pages(lengths[0], [*front, ahead, *body, behind])
        late = render([make_cover(view, manifest, index, pages), make_matrix(view, pages)])
        cover, matrix = late["cover"], late["coverage-matrix"]
        if (cover.pages, matrix.pages) == lengths:
            break
        lengths = (cover.pages, matrix.pages)
    else:
        raise RuntimeError("the page numbers on the cover don't settle")
    manifest = replace(manifest, files=number_files(view, manifest.files, pages))
    annex = render([make_annex(manifest)])["annex"]
    return Layout(cover, (*front, matrix, *body, annex), manifest)


def _guess(view: View, index: Sequence[IndexLine]) -> tuple[int, int]:
    questions = len(view.snapshot.coverage.answers())
    return 1 + -(-len(index) // LINES_OF_INDEX), 1 + questions // QUESTIONS_ON_PAGE
