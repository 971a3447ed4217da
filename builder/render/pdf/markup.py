"""A section's HTML before it is laid out: its faults (characters without a glyph, images without words), and where lines may break."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from builder.render.pdf.fonts import describe_character, unsupported_characters

_SVG = "{http://www.w3.org/2000/svg}"
BREAKS_ANYWHERE = "any"
SHORT_WORD = 16
"""Letters of a word that fits into the narrowest column of a table."""
LONGEST_WORD = 100_000
"""Letters. Pango measures a line in 32 bits; of a word of a million letters nothing would be printed beyond the first line."""

_NOT_PRINTED = ("script", "template")


def find_faults(root: Any, other_texts: Iterable[str]) -> list[str]:
    """What keeps the document from being printed for everyone, each as the middle of a sentence.

    Args:
        root: The document's root element (an ElementTree element).
        other_texts: Styles and drawings, whose characters may be printed too.
    """
    printed = list(_printed(root))
    faults = [*_missing_head(root), *_missing_words(root), *_endless_words(printed)]
    text = "\n".join([*printed, *other_texts])
    faults += [
        f"no shipped font has the character {describe_character(char)}{_around(text, char)}"
        for char in unsupported_characters(text)
    ]
    return faults


def _endless_words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        longest = max(map(len, text.split()), default=0) if len(text) > LONGEST_WORD else 0
        if longest > LONGEST_WORD:
            yield f"a word of it has {longest:,} letters; {LONGEST_WORD:,} are allowed"


def settle_breaks(root: Any) -> None:
    """Takes the class `any`, by which words may break anywhere, from elements in which every word is short.

    For a cell of a table WeasyPrint 70 lays out each of its letters then, to learn how narrow it could be: a table of sentences took
    five times as long (6.5 s against 1.2 s for 150 rows; measured 2026-11-23), and where no word is long nothing is gained by it.
    """
    for element in root.iter():
        names = str(element.get("class") or "").split() if isinstance(element.tag, str) else []
        if BREAKS_ANYWHERE in names and max(map(len, "".join(element.itertext()).split()), default=0) <= SHORT_WORD:
            element.set("class", " ".join(name for name in names if name != BREAKS_ANYWHERE))


def _missing_head(root: Any) -> Iterator[str]:
    if not root.get("lang", "").strip():
        yield "its <html> element names no language"
    if not (root.findtext("head/title") or "").strip():
        yield "it has no <title>"


def _missing_words(root: Any) -> Iterator[str]:
    """PDF/UA-1 (ISO 14289-1, 7.3) wants words for every figure; an empty `alt` still becomes a figure here."""
    for image in root.iter("img"):
        if not image.get("alt", "").strip():
            yield f"the image {image.get('src', '')[:60]} has no words (alt) for people who can't see it"
    for drawing in root.iter(f"{_SVG}svg"):
        # WeasyPrint 70 takes the words from here only; it passes over aria-label and alt.
        if not (drawing.findtext(f"{_SVG}title") or "").strip():
            yield "a drawing (<svg>) has no <title> for people who can't see it"


def _printed(root: Any) -> Iterator[str]:
    """Everything that can reach the page, the styles included because `content` prints from them."""
    for element in root.iter():
        if element.tag in _NOT_PRINTED or not isinstance(element.tag, str):
            continue
        if element.text:
            yield element.text
        if element.tail:
            yield element.tail
        yield from element.attrib.values()


def _around(text: str, char: str) -> str:
    at = text.index(char)
    words = " ".join(text[max(0, at - 30) : at].split())
    return f', after "{words}"' if words else ""
