"""Two people changed the same Markdown: put together paragraph by paragraph, and line by line in tables and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.write.three_ways import Clash, put_together

_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_ROW = re.compile(r"\s*(?:\||[-*+] |\d{1,9}[.)] )")


def merge_body(base: str, ours: str, theirs: str, *, prefer_ours: bool = False) -> tuple[str, tuple[str, ...]]:
    """The text with the changes of both, and the paragraphs of ours that are not in it because theirs stayed.

    Args:
        base: What both began with.
        ours: What we made of it.
        theirs: What they made of it.
        prefer_ours: Whether ours stays where both changed the same paragraph; the paragraphs told are then theirs.
    """
    if ours in (theirs, base):
        return theirs, ()
    if theirs == base:
        return ours, ()
    found: list[str] = []
    lost: list[str] = []
    for piece in put_together(list(_paragraphs(base)), list(_paragraphs(ours)), list(_paragraphs(theirs))):
        settled = _by_lines(piece.clash) if piece.clash else None
        if settled is not None:
            found.append(settled)
        elif piece.clash is not None:
            stays, goes = (
                (piece.clash.ours, piece.clash.theirs) if prefer_ours else (piece.clash.theirs, piece.clash.ours)
            )
            found += stays
            lost += goes or ("",)
        else:
            found += piece.lines
    text = "\n\n".join(found)
    # Between the head of a document and its first paragraph stands what stood there.
    empty = theirs[: len(theirs) - len(theirs.lstrip("\n"))]
    return f"{empty}{text}\n", tuple(lost)


def _paragraphs(text: str) -> Iterator[str]:
    """What empty lines set apart; a block of code is one paragraph, whatever stands in it."""
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if not line.strip() and not fence:
            if lines:
                yield "\n".join(lines)
            lines = []
            continue
        lines.append(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and fence and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
    if lines:
        yield "\n".join(lines).rstrip("\n")


def _by_lines(clash: Clash) -> str | None:
    """One table or list that both changed, if they changed different lines of it; None where that isn't so."""
    sides = (clash.base, clash.ours, clash.theirs)
    if any(len(side) != 1 for side in sides):
        return None
    lines = [side[0].split("\n") for side in sides]
    if not all(_ROW.match(line) for side in lines for line in side if not line.startswith("  ")):
        return None
    pieces = put_together(*lines)
    if any(piece.clash for piece in pieces):
        return None
    return "\n".join(line for piece in pieces for line in piece.lines)
