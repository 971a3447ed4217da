"""The text of a body as passages that can be compared: headings, paragraphs, entries of lists, rows of tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from builder.model.text_change import PassageKind
from builder.read.markdown_text import plain_text, read_tokens

if TYPE_CHECKING:
    from markdown_it.token import Token

DOT = "•"
BOXES = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}


class PlainPassage(NamedTuple):
    """A passage of one revision: its kind, its words, and how an entry or a heading stands; see `Passage`."""

    kind: PassageKind
    text: str
    mark: str = ""
    level: int = 0


def read_passages(body: str) -> tuple[PlainPassage, ...]:
    """The passages of a body in reading order, by the parser of the pages; what shows no words, such as a rule or raw HTML, is none."""
    return tuple(each for each in _passages(read_tokens(body)) if each.text)


def _passages(tokens: list[Token]) -> Iterator[PlainPassage]:
    lists, mark, level = 0, "", 0
    cells: list[str] | None = None
    for token in tokens:
        match token.type:
            case "heading_open":
                level = int(token.tag[1])
            case "heading_close":
                level = 0
            case "bullet_list_open" | "ordered_list_open":
                lists += 1
            case "bullet_list_close" | "ordered_list_close":
                lists -= 1
            case "list_item_open":
                mark = f"{token.info}{token.markup}" if token.info else DOT
            case "tr_open":
                cells = []
            case "tr_close":
                yield PlainPassage(PassageKind.ROW, " | ".join(filter(None, cells or ())))
                cells = None
            case "fence" | "code_block":
                yield PlainPassage(PassageKind.CODE, " ".join(token.content.split()), level=lists)
            case "inline":
                text = " ".join(plain_text(token).split())
                if cells is not None:
                    cells.append(text)
                    continue
                yield _passage(text, level, lists, mark)
                mark = ""


def _passage(text: str, heading: int, lists: int, mark: str) -> PlainPassage:
    if heading:
        return PlainPassage(PassageKind.HEADING, text, level=heading)
    if lists:
        box = BOXES.get(text[:4])
        return PlainPassage(PassageKind.ENTRY, f"{box}{text[4:]}" if box else text, mark, lists)
    return PlainPassage(PassageKind.PARAGRAPH, text)
