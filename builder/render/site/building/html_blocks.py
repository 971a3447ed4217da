"""An extension of Python-Markdown that takes our blocks of HTML as they are, instead of taking them apart and putting them together.

A page of the tree is headings with `<div>` blocks between them, and nothing in a block is anybody's markup but ours, so where a block
ends is a matter of counting. Python-Markdown parses every tag instead, which is a third of the time MkDocs takes.
Without the extension the pages come out the same, only later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown import Markdown  # type: ignore[import-untyped]
from markdown.extensions import Extension  # type: ignore[import-untyped]
from markdown.preprocessors import Preprocessor  # type: ignore[import-untyped]

_BEGINS = re.compile(r"^<div\b", re.MULTILINE)
_TAG = re.compile(r"<(/?)div\b")


class HtmlBlocks(Extension):  # type: ignore[misc]
    """Registers the preprocessor before the one that parses HTML."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Puts our preprocessor between the cleaning of white space (30) and the parsing of HTML (20)."""
        md.preprocessors.register(_Stash(md), "muster_html_blocks", 25)


class _Stash(Preprocessor):  # type: ignore[misc]
    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        pieces: list[str] = []
        last = 0
        for start, end in blocks(text):
            pieces += [text[last:start], "\n\n", self.md.htmlStash.store(text[start:end]), "\n\n"]
            last = end
        pieces.append(text[last:])
        return "".join(pieces).split("\n")


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Beginning and end of every outermost `<div>` that begins a line; one that never ends is left to the parser."""
    position = 0
    while begins := _BEGINS.search(text, position):
        depth = 0
        for tag in _TAG.finditer(text, begins.start()):
            depth += -1 if tag[1] else 1
            if depth == 0:
                position = text.index(">", tag.start()) + 1
                yield begins.start(), position
                break
        else:
            return


def makeExtension(**settings: object) -> HtmlBlocks:  # noqa: N802 - Python-Markdown's name
    """What Python-Markdown calls to get the extension."""
    return HtmlBlocks(**settings)
