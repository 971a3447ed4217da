"""Strict YAML: plain data with the place of every value, and no surprises.

PyYAML's safe loader keeps the last of two equal keys, reads `1.10` as 1.1, `no` as False, `012` as 10 and `8:30` as 510, and a
date that doesn't exist raises without a place. Here only `true`, `false`, `null` and decimal integers are resolved; all other
plain text stays text, and text that another YAML reader (an editor, a form) would take for a number, a time or a yes/no must be
quoted, so that every tool reads the same program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from builder.model.finding import Fault
from builder.model.place import FieldPath, Place

# The base loaders leave every plain scalar as text; what it means is decided here, not by YAML 1.1's rules.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

MAX_ALIASES = 50
"""References to an anchor in one file. Honest records use none; nested ones expand without bound ("billion laughs")."""

MAX_DEPTH = 40
"""Levels of nesting in one file. Records need about six; thousands would exhaust the stack."""

_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_NULLS = ("", "null", "~")
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
    re.VERBOSE,
)


@dataclass(frozen=True)
class Document:
    """A YAML text as plain data.

    Attributes:
        value: Mappings, lists, text, integers, true/false, None. None when the text could not be read.
        places: Where each value stands; the empty path is the document.
        key_places: Where each key stands, for fields that are not known.
        faults: What was wrong. `not-yaml` makes the value None; the others leave the rest readable.
    """

    value: Any
    places: dict[FieldPath, Place]
    key_places: dict[FieldPath, Place]
    faults: tuple[Fault, ...]


class _TooDeepError(Exception):
    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


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
        value = None if node is None else reader.build(node, (), 0)
    except _TooDeepError as stop:
        fault = Fault(
            stop.place, "not-yaml", f"Values are nested more than {MAX_DEPTH} deep here.", "Write it flatter."
        )
        return Document(None, reader.places, reader.key_places, (*reader.faults, fault))
    except yaml.MarkedYAMLError as error:
        return Document(None, reader.places, reader.key_places, (*reader.faults, reader.syntax_fault(error)))
    except (yaml.YAMLError, ValueError) as error:
        fault = Fault(
            Place(path, first_line), "not-yaml", f"This isn't readable as YAML: {_one_line(str(error))}.", _SYNTAX_FIX
        )
        return Document(None, reader.places, reader.key_places, (*reader.faults, fault))
    except RecursionError:
        fault = Fault(
            Place(path, first_line), "not-yaml", f"Values are nested more than {MAX_DEPTH} deep.", "Write it flatter."
        )
        return Document(None, {}, {}, (fault,))
    return Document(value, reader.places, reader.key_places, tuple(reader.faults))


_SYNTAX_FIX = "Look at the line named and the one above it: a missing colon, quote or bracket, a tab, or an indent that doesn't line up."


class _Reader:
    """Turns one node tree into data; keeps what it met on the way."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.places: dict[FieldPath, Place] = {}
        self.key_places: dict[FieldPath, Place] = {}
        self.faults: list[Fault] = []
        self.aliases = 0

    def compose(self, text: str) -> yaml.Node | None:
        """The node tree of the only document in the text; aliases are counted before anything expands."""
        self._refuse_control_characters(text)
        if "*" in text:
            self._count_aliases(text)
        loader = _Loader(text)
        try:
            node: yaml.Node | None = loader.get_single_node()
            return node
        finally:
            loader.dispose()

    def _refuse_control_characters(self, text: str) -> None:
        found = re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]", text)
        if found:
            line = text.count("\n", 0, found.start())
            column = found.start() - (text.rfind("\n", 0, found.start()) + 1)
            mark = yaml.Mark("", found.start(), line, column, None, 0)
            raise yaml.MarkedYAMLError(
                problem=f"the character U+{ord(found[0]):04X} can't stand in a text file", problem_mark=mark
            )

    def _count_aliases(self, text: str) -> None:
        for event in _events(text):
            if isinstance(event, yaml.AliasEvent):
                self.aliases += 1
                if self.aliases > MAX_ALIASES:
                    self.faults.append(
                        Fault(
                            self._at(event.start_mark),
                            "too-many-aliases",
                            f"The file refers to anchors more than {MAX_ALIASES} times.",
                            "Write the values out where they are needed.",
                        )
                    )
                    raise yaml.YAMLError("too many references to anchors")

    def _at(self, mark: Any) -> Place:
        return Place(self.path, mark.line + self.first_line, mark.column + 1)

    def build(self, node: yaml.Node, steps: FieldPath, depth: int) -> Any:
        """The value of a node; its place and those of its parts are noted."""
        self.places[steps] = self._at(node.start_mark)
        if depth > MAX_DEPTH:
            raise _TooDeepError(self.places[steps])
        if node.tag not in _PLAIN_TAGS:
            self.faults.append(
                Fault(
                    self.places[steps],
                    "not-yaml",
                    f"`{node.tag}` is a YAML tag; the program uses none.",
                    "Delete the tag.",
                )
            )
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, steps, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*steps, index), depth + 1) for index, item in enumerate(node.value)]
        return self._scalar(node, steps)

    def _mapping(self, node: yaml.MappingNode, steps: FieldPath, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = self._at(key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                self.faults.append(
                    Fault(place, "not-yaml", "A field's name must be plain text.", "Write `name: value`.")
                )
                continue
            key = str(key_node.value)
            if key in found:
                self.faults.append(
                    Fault(
                        place,
                        "duplicate-key",
                        f"`{key}` stands here a second time; only one of the two can count.",
                        "Delete one of them, or merge the two.",
                    )
                )
                continue
            self.key_places[(*steps, key)] = place
            found[key] = self.build(value_node, (*steps, key), depth + 1)
        return found

    def _scalar(self, node: yaml.Node, steps: FieldPath) -> Any:
        text = str(node.value)
        if getattr(node, "style", None) in ("'", '"', "|", ">"):
            return text
        if text in _NULLS:
            return None
        if text in ("true", "false"):
            return text == "true"
        if _INTEGER.fullmatch(text):
            return int(text)
        if _LOOKS_LIKE_SOMETHING_ELSE.fullmatch(text):
            self.faults.append(
                Fault(
                    self.places[steps],
                    "number-like-text",
                    f"{text} can be read as a number, a time or a yes/no; other programs would change it.",
                    f'Write it in quotes: "{text}"' + (", or use true or false." if text[:1].isalpha() else "."),
                )
            )
        return text

    def syntax_fault(self, error: yaml.MarkedYAMLError) -> Fault:
        """The fault for a text that the parser gave up on."""
        mark = error.problem_mark or error.context_mark
        place = self._at(mark) if mark is not None else Place(self.path, self.first_line)
        problem = _one_line(" ".join(part for part in (error.context, error.problem) if part))
        if "undefined alias" in problem:
            return Fault(
                place,
                "not-yaml",
                "A `*name` refers to an anchor that isn't there.",
                "Write the value out, or quote a text that begins with `*`.",
            )
        return Fault(place, "not-yaml", f"This isn't readable as YAML: {problem}.", _SYNTAX_FIX)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().rstrip(".")


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
