"""What a revision of a document or record says of itself, from bytes that nobody has checked.

Only the few fields are read by which a revision is known and judged, on the parser's events: those need no recursion and no copy of
what an anchor stands for, so that no text can exhaust or crash it. A text that can't be read gives a sentence, never an exception.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

import yaml

from builder.model.history import Content
from builder.model.written_day import parse_day
from builder.read.front_matter import split_front_matter
from builder.read.git.past.plain_fields import read_plain_fields
from builder.read.git.past.record_lines import digest_lines
from builder.read.yaml_text import MAX_DEPTH

MAX_CONTENT = 1_000_000
"""Bytes of a text that is still read, as for the files of the program itself."""

_LINES = 20_000
"""Lines of YAML that are still read."""

_SHORT = 1_000
"""Letters of a piece that is remembered."""

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_INTEGER = re.compile(r"[1-9][0-9]{0,8}")
_TEXT_LIMIT = 200
"""Letters of an id, a status or a name that are kept; longer ones can't be meant."""


class ContentKind(Enum):
    """Where a file stands says what it can say of itself."""

    NONE = 0
    RECORD = 1
    REGISTER = 2
    POLICY = 3


_BY_DEPTH = {2: ContentKind.REGISTER, 3: ContentKind.RECORD}


def kind_of(path: str) -> ContentKind:
    """What a revision under this path is read as."""
    if path.startswith("policies/"):
        return ContentKind.POLICY if path.lower().endswith(".md") else ContentKind.NONE
    if not path.startswith("records/") or not path.lower().endswith((".yaml", ".yml")):
        return ContentKind.NONE
    return _BY_DEPTH.get(path.count("/"), ContentKind.NONE)


def read_content(data: bytes | None, kind: ContentKind) -> Content | None:
    """What the bytes say of themselves; a pure function of both arguments.

    Args:
        data: Of the revision; None for one that is too large to be read.
        kind: From `kind_of`.
    """
    if kind is ContentKind.NONE:
        return None
    if data is None or len(data) > MAX_CONTENT:
        return Content(problem=f"It has more than {MAX_CONTENT:,} bytes and was not read.")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return Content(problem="It is not UTF-8 text.")
    if kind is ContentKind.POLICY:
        return _read_policy(text)
    found, problem = read_fields(text)
    if kind is ContentKind.REGISTER:
        return Content(id=_text(found.get("id")), problem=problem)
    days = (_day(each) for each in found.get("signatures") or ())
    return Content(
        id=_text(found.get("id")),
        day=_day(found.get("date")),
        signed_on=tuple(sorted(day for day in days if day)),
        problem=problem,
        lines="" if problem else digest_lines(text),
    )


def _read_policy(text: str) -> Content:
    parts = split_front_matter(text)
    if parts is None:
        return Content(text=_digest(text), problem="It has no front matter.")
    found, problem = read_fields(parts.head)
    version = found.get("version")
    return Content(
        id=_text(found.get("id")),
        version=int(version) if isinstance(version, str) and _INTEGER.fullmatch(version) else None,
        status=_text(found.get("status")),
        approved_by=_text(found.get("approved_by")),
        approved_on=_day(found.get("approved_on")),
        effective=_day(found.get("effective")),
        text=_digest(parts.body),
        problem=problem,
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _text(value: object) -> str:
    return value if isinstance(value, str) and len(value) <= _TEXT_LIMIT and value.isprintable() else ""


def _day(value: object) -> date | None:
    try:
        return parse_day(value)
    except ValueError:
        return None


def read_fields(text: str) -> tuple[dict[str, Any], str]:
    """The plain values of the top level's fields, and under `signatures` the days; and why the rest could not be read.

    Of a field that stands twice the first counts, as everywhere. Nothing counts of a text that can't be read to its end: what the
    parser happened to understand before it gave up is not what the file says.
    """
    if text.count("\n") > _LINES:
        return {}, f"It has more than {_LINES:,} lines and was not read."
    try:
        found = read_plain_fields(text, _walk_piece)
        if found is not None:
            return found, ""
    except (yaml.YAMLError, ValueError, RecursionError):
        # What can't be read in pieces may be readable as a whole.
        pass
    try:
        return walk_fields(text), ""
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, "It is not readable as YAML."


def _walk_piece(text: str) -> dict[str, Any]:
    return _walk_again(text) if len(text) < _SHORT else walk_fields(text)


@lru_cache(maxsize=1024)
def _walk_again(text: str) -> dict[str, Any]:
    """The fields of a short piece; of a hundred revisions of a document, ninety have the same."""
    return walk_fields(text)


def walk_fields(text: str) -> dict[str, Any]:
    """The plain values of the top level's fields, None for any other, and under `signatures` the days; by the parser.

    Raises:
        yaml.YAMLError: The text isn't YAML.
        ValueError: It has more than one document.
    """
    return _walk(_events(text))


def _events(text: str) -> Iterator[Any]:
    """The parser's events; asked for one by one, because looking ahead takes as long again."""
    parser = _Loader(text)
    try:
        event = parser.get_event()
        while type(event) is not yaml.StreamEndEvent:
            yield event
            event = parser.get_event()
    finally:
        parser.dispose()


def _walk(events: Iterator[Any]) -> dict[str, Any]:
    """The fields, from the parser's events."""
    found: dict[str, Any] = {}
    depth, key, documents = 0, None, 0
    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent or kind is yaml.AliasEvent:
            if depth != 1:
                continue
            if key is None:
                key = event.value if kind is yaml.ScalarEvent else ""
                continue
            found.setdefault(key, event.value if kind is yaml.ScalarEvent else None)
            key = None
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            if depth == 1 and key == "signatures" and kind is yaml.SequenceStartEvent and key not in found:
                found[key] = list(_walk_signatures(events))
                key = None
                continue
            if depth == 1 and key is not None:
                found.setdefault(key, None)
            # A list at the top has no fields: nothing in it is taken for one.
            depth += 2 if depth == 0 and kind is yaml.SequenceStartEvent else 1
            _refuse_deep(depth)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            depth -= 1
            if depth == 1:
                # A list or mapping ended that stood for a value; one that stood for a field's name goes on as a name.
                key = None if key is not None else ""
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise ValueError("a second document")
    return found


def _refuse_deep(depth: int) -> None:
    """Passes unless values are nested deeper than the program's own reader takes.

    The parser takes longer for each bracket the more are open: for a text of 100,000 brackets a quarter of a minute.
    """
    if depth > MAX_DEPTH + 2:
        raise ValueError("nested too deep")


def _walk_signatures(events: Iterator[Any]) -> Iterator[str]:
    """The days in a list of signatures whose start was just taken from the events; takes its end too."""
    depth, key, is_dated = 1, None, False
    for event in events:
        kind = type(event)
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            depth += 1
            _refuse_deep(depth)
            if depth == 2:
                key, is_dated = None, kind is yaml.SequenceStartEvent
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            depth -= 1
            if depth == 0:
                return
            if depth == 2:
                key = None if key is not None else ""
        elif depth == 2:
            if key is None:
                key = event.value if kind is yaml.ScalarEvent else ""
            else:
                if key == "date" and kind is yaml.ScalarEvent and not is_dated:
                    is_dated = True
                    yield event.value
                key = None
