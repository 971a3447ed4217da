"""What the YAML parser gave up on, in words for people who have never heard of tokens and scalars."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from builder.model.finding import Fault
from builder.model.place import Place


@dataclass(frozen=True)
class _Mistake:
    """A part of the parser's words, and ours for it.

    Attributes:
        at_opening: Whether the place is where the thing began rather than where the parser stumbled.
    """

    parser_says: str
    message: str
    fix: str
    at_opening: bool = False


_SAME_COLUMN = "Begin the fields of one thing in the same column, with spaces"

_MISTAKES = (
    _Mistake(
        "mapping values are not allowed",
        "There is a second `: ` in this line, or the line above is not a field, or the indent doesn't line up.",
        f"Put a text that holds `: ` in quotes. {_SAME_COLUMN}.",
    ),
    _Mistake(
        "did not find expected ',' or",
        "The bracket that is opened here is not closed, or a comma is missing in it.",
        "Close it with `]` or `}`; put a text that holds brackets, commas or `: ` in quotes.",
        at_opening=True,
    ),
    _Mistake(
        "quoted scalar found unexpected",
        "The quote that is opened here is not closed.",
        "Close it; an apostrophe inside '…' is written ''.",
        at_opening=True,
    ),
    _Mistake(
        "parsing a quoted scalar",
        'A backslash inside "…" means something of its own.',
        "Use '…', where it is just a backslash.",
    ),
    _Mistake("tab character", "This line is indented with a tab.", "Indent it with spaces."),
    _Mistake(
        "cannot start any token",
        "Nothing can begin with this character (@, `, % or a tab).",
        "Put the value in quotes; indent with spaces, never with a tab.",
    ),
    _Mistake(
        "a flow node",
        "A value is missing here, or a bracket that is opened before is not closed.",
        "Close it with `]` or `}`; put a text that holds brackets or commas in quotes.",
    ),
    _Mistake("expected node content", "A value can't begin with this character.", "Put the value in quotes."),
    _Mistake(
        "expected key",
        "This doesn't go on from the lines above: the indent doesn't line up, or a quote or bracket ended too early.",
        f"{_SAME_COLUMN}; an apostrophe inside '…' is written ''.",
    ),
    _Mistake(
        "could not find expected ':'",
        "This line has no colon, so it is not a field.",
        "Write `name: value`; indent a text that goes on from the line above.",
        at_opening=True,
    ),
    _Mistake(
        "expected '-' indicator",
        "A field stands here among the lines of a list.",
        "Begin it with `- `, or indent it under the field it belongs to.",
    ),
    _Mistake(
        "block sequence entries are not allowed",
        "A list can't begin on the line of its field.",
        "Put each `- ` on a line of its own below, or write [one, two].",
    ),
    _Mistake("another document", "This `---` begins a second document; a file holds one.", "Delete the line."),
    _Mistake(
        "undefined alias",
        "A `*name` refers to an anchor that isn't there.",
        "Write the value out, or quote a text that begins with `*`.",
    ),
    _Mistake("an alias", "A value can't begin with `*`.", "Put the value in quotes.", at_opening=True),
    _Mistake("an anchor", "A value can't begin with `&`.", "Put the value in quotes.", at_opening=True),
)

_ANYTHING = _Mistake(
    "",
    "This isn't readable as YAML: {problem}.",
    "Look at the line named and the one above it: a missing colon, quote or bracket, a tab, or an indent that doesn't line up.",
)


def syntax_fault(error: yaml.YAMLError | ValueError, path: str, first_line: int) -> Fault:
    """The fault for a text that the parser gave up on, at the place a person should look at."""
    context, problem = getattr(error, "context", None), getattr(error, "problem", None)
    said = re.sub(r"\s+", " ", f"{context or ''} {problem or ('' if context else error)}").strip().rstrip(".")
    mistake = next((each for each in _MISTAKES if each.parser_says in said), _ANYTHING)
    stumbled, opened = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    mark: Any = (opened or stumbled) if mistake.at_opening else (stumbled or opened)
    place = Place(path, first_line) if mark is None else Place(path, mark.line + first_line, mark.column + 1)
    return Fault(place, "not-yaml", mistake.message.format(problem=said), mistake.fix)
