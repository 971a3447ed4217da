"""The words on a page of a pack, exactly, from the codes of its letters; no layout is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pikepdf

_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_SECTION = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_ARTIFACT = "/Artifact"


class UnreadableTextError(ValueError):
    """A page's words can't be read; the message says why."""


class PageReader:
    """Reads pages of one document; the tables of its fonts are read once."""

    def __init__(self) -> None:
        self._fonts: dict[Any, Mapping[bytes, str]] = {}

    def words(self, page: pikepdf.Page) -> str:
        """What stands on a page in the order in which it is written, without running headers and footers, and without white space.

        Raises:
            UnreadableTextError: A letter has no meaning given (ISO 32000-1, 9.10.3), or the page is drawn in another way than
                WeasyPrint's.
        """
        try:
            return "".join("".join(self._pieces(page)).split())
        except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise UnreadableTextError(str(error).split("\n", 1)[0][:100] or type(error).__name__) from error

    def _pieces(self, page: pikepdf.Page) -> Iterator[str]:
        font: Mapping[bytes, str] = {}
        marks: list[bool] = []
        for instruction in pikepdf.parse_content_stream(page):
            operands, word = list(instruction.operands), str(instruction.operator)
            if word in ("BDC", "BMC"):
                marks.append(str(operands[0]) == _ARTIFACT)
            elif word == "EMC":
                marks.pop()
            elif word == "Tf":
                font = self._font(page, str(operands[0]))
            elif word in ("Tj", "TJ") and not any(marks):
                yield from _letters(font, operands[0] if word == "TJ" else operands)

    def _font(self, page: pikepdf.Page, name: str) -> Mapping[bytes, str]:
        font = page.Resources.Font[name]
        key = font.objgen
        if key not in self._fonts:
            table = font.ToUnicode.read_bytes()
            if b"beginbfrange" in table:
                raise UnreadableTextError("its letters are listed in ranges")
            self._fonts[key] = {
                bytes.fromhex(code.decode("ascii")): bytes.fromhex(letters.decode("ascii")).decode("utf-16-be")
                for section in _SECTION.findall(table)
                for code, letters in _PAIR.findall(section)
            }
        return self._fonts[key]


def _letters(font: Mapping[bytes, str], pieces: Iterable[Any]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, pikepdf.String):
            codes = bytes(piece)
            yield from (font[codes[at : at + 2]] for at in range(0, len(codes), 2))
