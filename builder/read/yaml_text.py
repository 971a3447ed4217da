"""Strict YAML: plain data with the place of every value, and no surprises.

PyYAML's safe loader keeps the last of two equal keys, reads `1.10` as 1.1, `no` as False, `012` as 10 and `8:30` as 510, and a
date that doesn't exist raises without a place. Here only `true`, `false`, `null` and decimal integers are resolved; all other
plain text stays text, and text that another YAML reader (an editor, a form) would take for a number, a time or a yes/no must be
quoted, so that every tool reads the same program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from builder.model.finding import Fault
from builder.model.place import FieldPath, Place
from builder.read.key_places import KeyPlaces
from builder.read.places import Mark, Places, mark_position
from builder.read.yaml_syntax import syntax_fault

# The base loaders leave every plain scalar as text; what it means is decided here, not by YAML 1.1's rules.
_BaseLoader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_BaseLoader):  # type: ignore[misc]  # PyYAML's C loader has no types
    """The base loader without looking up tags: it would ask three times for every value, and nobody reads the answer."""

    @staticmethod
    def resolve(_kind: object, _value: object, _implicit: object) -> None:
        """No tag, unless the text writes one."""

    @staticmethod
    def descend_resolver(_parent: object, _index: object) -> None:
        """Nothing depends on where a value stands."""

    @staticmethod
    def ascend_resolver() -> None:
        """Nothing depends on where a value stands."""


MAX_ALIASES = 50
"""References to an anchor in one file. Honest records use none; nested ones expand without bound ("billion laughs")."""

MAX_DEPTH = 40
"""Levels of nesting in one file. Records need about six; tens of thousands crash the parser's own recursion."""

_SURE_TO_BE_FLAT = 500
"""Brackets plus columns in use up to which a text can't nest deep enough to trouble any stack, so that it isn't measured."""

_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Control characters, halves of characters, and line breaks that only some readers take for one."""

_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_NULLS = ("", "null", "~")
_QUOTES = ("'", '"', "|", ">")
_PLAIN_TAGS = (
    None,
    "!",
    "tag:yaml.org,2002:str",
    "tag:yaml.org,2002:map",
    "tag:yaml.org,2002:seq",
)
_LOOKS_LIKE_SOMETHING_ELSE = re.compile(
    r"""
      [-+]?\d[\d_]*                        # 0142, 1_000, +5: leading zeros are lost by other readers
    | [-+]?(?:\d[\d_]*)?\.\d[\d_]*(?:[eE][-+]?\d+)?   # 1.10, .5
    | [-+]?\d[\d_]*\.(?:[eE][-+]?\d+)?     # 1.
    | [-+]?\d[\d_]*[eE][-+]?\d+            # 1e3, which is a commit id or a drawing number
    | 0[xob][0-9a-fA-F_]+                  # 0x1F
    | [-+]?\.(?:inf|Inf|INF) | \.(?:nan|NaN|NAN)
    | [-+]?\d+(?::[0-5]?\d)+(?:\.\d*)?     # 7:30, sexagesimal in YAML 1.1
    | y | Y | yes | Yes | YES | n | N | no | No | NO | on | On | ON | off | Off | OFF
    | True | TRUE | False | FALSE | Null | NULL
    | \d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d.* # a timestamp
    | =| <<
    """,
    re.VERBOSE | re.ASCII,
)


@dataclass(frozen=True)
class Document:
    """A YAML text as plain data.

    Attributes:
        value: Mappings, lists, text, integers, true/false, None. None when the text could not be read.
        places: Where each value stands; the empty path is the document.
        key_places: Where each key stands, for fields that are not known.
        faults: What was wrong; where the value is not None, the rest is readable.
        has_empty: Whether a field may have been left empty.
    """

    value: Any
    places: Mapping[FieldPath, Place]
    key_places: Mapping[FieldPath, Place]
    faults: tuple[Fault, ...]

    def place(self, path: FieldPath) -> Place:
        """Where a value stands; for a value that isn't written, the nearest thing around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place("?"))

    has_empty: bool = True


class _StoppedError(Exception):
    """Reading can't go on; the fault says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__()
        self.fault = fault


def read_yaml(text: str, path: str, first_line: int = 1) -> Document:
    """The data of a YAML text, with a place for every value and a fault for everything doubtful.

    Args:
        text: One YAML document.
        path: Of the file, for places.
        first_line: Line of the file on which the text begins.
    """
    reader = _Reader(path, first_line)
    try:
        node = reader.compose(text)
        value, mark = (None, None) if node is None else reader.build(node, 0)
    except _StoppedError as stop:
        fault = stop.fault
    except (yaml.YAMLError, ValueError) as error:
        fault = syntax_fault(error, path, first_line)
    else:
        keys = KeyPlaces(path, first_line, node)
        return Document(value, Places(path, mark), keys, tuple(reader.faults), reader.has_empty)
    return Document(None, Places(path, None), {}, (*reader.faults, fault))


class _Reader:
    """Turns one node tree into data; keeps what it met on the way."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.faults: list[Fault] = []
        self.has_empty = False
        self.allowance = 0

    def compose(self, text: str) -> yaml.Node | None:
        """The node tree of the only document in the text; what would crash or flood the parser is refused before."""
        self._refuse_control_characters(text)
        if "*" in text or not _is_surely_flat(text):
            self._inspect(text)
        # A value takes at least a character, so only aliases can make more values than this.
        self.allowance = 2 * len(text) + 1000
        loader = _Loader(text)
        try:
            node: yaml.Node | None = loader.get_single_node()
            return node
        finally:
            loader.dispose()

    def _refuse_control_characters(self, text: str) -> None:
        found = _NO_TEXT.search(text)
        if found:
            line = text.count("\n", 0, found.start())
            column = found.start() - (text.rfind("\n", 0, found.start()) + 1)
            message = f"The character U+{ord(found[0]):04X} can't stand in a text file; one doesn't see it."
            place = Place(self.path, line + self.first_line, column + 1)
            raise _StoppedError(Fault(place, "not-yaml", message, "Delete it, or type the line again."))

    def _inspect(self, text: str) -> None:
        """Counts aliases and levels on the parser's events, which need no recursion."""
        aliases = depth = 0
        for event in _events(text):
            if isinstance(event, yaml.AliasEvent):
                aliases += 1
                if aliases > MAX_ALIASES:
                    raise self._too_many(event.start_mark)
            elif isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH + 1:
                    raise self._too_deep(self._at(event.start_mark))
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1

    def _too_many(self, mark: Any) -> _StoppedError:
        message = f"The file refers to anchors (`*name`) more than {MAX_ALIASES} times, or so that they multiply."
        fix = "Write the values out where they are needed, and quote a text that begins with `*`."
        return _StoppedError(Fault(self._at(mark), "too-many-aliases", message, fix))

    def _too_deep(self, place: Place) -> _StoppedError:
        message = f"Values are nested more than {MAX_DEPTH} deep here."
        return _StoppedError(Fault(place, "not-yaml", message, "Write it flatter."))

    def _at(self, mark: Any) -> Place:
        return Place(self.path, mark.line + self.first_line, mark.column + 1)

    def build(self, node: yaml.Node, depth: int) -> tuple[Any, Mark]:
        """The value of a node and its mark: where it and its parts stand."""
        start = node.start_mark
        position = mark_position(start.line + self.first_line, start.column + 1)
        if depth > MAX_DEPTH:
            raise self._too_deep(self._at(start))
        self.allowance -= 1
        if self.allowance < 0:
            raise self._too_many(start)
        if node.tag not in _PLAIN_TAGS:
            message = f"`{node.tag}` is a YAML tag; the program uses none."
            self.faults.append(Fault(self._at(start), "not-yaml", message, "Delete the tag."))
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node), position
        if isinstance(node, yaml.MappingNode):
            fields, marks = self._mapping(node, depth)
            return fields, [position, marks]
        built = [self.build(item, depth + 1) for item in node.value]
        return [value for value, _ in built], [position, [mark for _, mark in built]]

    def _mapping(self, node: yaml.MappingNode, depth: int) -> tuple[dict[str, Any], dict[str, Mark]]:
        found: dict[str, Any] = {}
        marks: dict[str, Mark] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                place = self._at(key_node.start_mark)
                message = "A field's name must be plain text."
                self.faults.append(Fault(place, "not-yaml", message, "Write `name: value`."))
                continue
            key = str(key_node.value)
            if key in found:
                self.faults.append(_key_again(key, self._at(key_node.start_mark)))
                continue
            # Most values are plain text in a field; the shorter way for them saves a fifth of the time.
            if type(value_node) is yaml.ScalarNode and value_node.tag is None and depth < MAX_DEPTH:
                start = value_node.start_mark
                self.allowance -= 1
                if self.allowance < 0:
                    raise self._too_many(start)
                found[key] = self._scalar(value_node)
                marks[key] = mark_position(start.line + self.first_line, start.column + 1)
            else:
                found[key], marks[key] = self.build(value_node, depth + 1)
        return found, marks

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text: str = node.value
        if node.style in _QUOTES:
            return text
        value, is_doubtful = _short_meaning(text) if len(text) <= _SHORT else _meaning(text)
        if value is None:
            self.has_empty = True
        elif is_doubtful:
            message = f"{text} can be read as a number, a time or a yes/no; other programs would change it."
            fix = f'Write it in quotes: "{text}"' + (", or use true or false." if text[:1].isalpha() else ".")
            self.faults.append(Fault(self._at(node.start_mark), "number-like-text", message, fix))
        return value


def _meaning(text: str) -> tuple[Any, bool]:
    """What plain text stands for, and whether other readers would take it for something else."""
    if text in _NULLS:
        return None, False
    if text in ("true", "false"):
        return text == "true", False
    if _INTEGER.fullmatch(text):
        return int(text), False
    return text, _LOOKS_LIKE_SOMETHING_ELSE.fullmatch(text) is not None


# The same days, people and words stand in thousands of records.
_SHORT = 40
_short_meaning = lru_cache(maxsize=16_384)(_meaning)


def _key_again(key: str, place: Place) -> Fault:
    message = f"`{key}` stands here a second time; only one of the two can count."
    return Fault(place, "duplicate-key", message, "Delete one of them, or merge the two.")


def _is_surely_flat(text: str) -> bool:
    """Whether brackets and indents are too few for deep nesting: a level takes a bracket, or a column of its own."""
    brackets = text.count("[") + text.count("{")
    return brackets + max(map(len, text.split("\n"))) <= _SURE_TO_BE_FLAT


def _events(text: str) -> Iterator[Any]:
    parser = _Loader(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()


def needs_quotes(text: str) -> bool:
    """Whether a text must be quoted so that this reader, an editor and a form all read the same text."""
    plain = text in (*_NULLS, "true", "false") or _INTEGER.fullmatch(text) is not None
    return plain or _LOOKS_LIKE_SOMETHING_ELSE.fullmatch(text) is not None
