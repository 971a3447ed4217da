"""What a file of the sample would have said on an earlier day: the same text without what came later.

Registers and records in the sample are as of their last day. Somebody who left in April has an end of employment, a corrective
action its closing. Cutting these out of the text (and nothing else, so that the rest stays as it is) gives the file as it stood
before.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

BEGINNINGS = ("from", "date", "sent_on", "requested_on")
"""Fields that say when an entry of a list began; an entry that began later isn't there yet."""

ENDINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "to": ("note",),
        "closed_on": ("verified_by", "evidence_note", "outcome"),
        "response_on": ("outcome",),
        "communicated_on": (),
        "wcb_reported_on": (),
        "copy_given_on": (),
        "submitted_on": (),
        "answered_on": (),
        "accepted_on": ("outcome",),
        "final_report_on": (),
        "done_on": (),
    }
)
"""Fields that are filled in when something ends, and what is filled in with them."""

PLANNED = ("calendar", "schedule")
"""Fields that hold what is known beforehand, such as the days on which a site will be shut; nothing is cut out of them."""

_DATED = re.compile(r"\b([a-z_]+): (\d{4}-\d{2}-\d{2})\b")

_Span = tuple[int, int]


def dated_fields(text: str) -> tuple[tuple[str, date], ...]:
    """Every field of a text whose value is a day, with the day, in the order written."""
    found = []
    for name, day in _DATED.findall(text):
        found.append((name, date.fromisoformat(day)))
    return tuple(found)


def cut_after(text: str, day: date, last: date) -> str:
    """The text as it stood at the end of a day.

    Args:
        text: YAML.
        day: What came later is cut out.
        last: The day the text itself is of; what lies behind it is a plan, not an event, and stays.
    """
    if not any(day < when <= last for _, when in dated_fields(text)):
        return text
    root = yaml.compose(text, Loader=_Loader)
    spans = sorted(_later_spans(root, text, day, last)) if root else []
    kept = []
    position = 0
    for start, end in spans:
        kept.append(text[position : max(start, position)])
        position = max(position, end)
    return "".join(kept) + text[position:]


def _later_spans(node: yaml.Node, text: str, day: date, last: date) -> Iterator[_Span]:
    if isinstance(node, yaml.MappingNode):
        yield from _later_in_mapping(node, text, day, last)
    elif isinstance(node, yaml.SequenceNode):
        yield from _later_in_list(node, text, day, last)


def _later_in_mapping(node: yaml.MappingNode, text: str, day: date, last: date) -> Iterator[_Span]:
    ended: set[str] = set()
    for key, value in node.value:
        if key.value in ENDINGS and _is_later(value, day, last):
            ended |= {key.value, *ENDINGS[key.value]}
    gone = {
        index for index, (key, value) in enumerate(node.value) if key.value in ended or _is_emptied(value, day, last)
    }
    places = [(key.start_mark.index, value.end_mark.index) for key, value in node.value]
    yield from _cut(gone, places, node, text)
    for index, (key, value) in enumerate(node.value):
        if index not in gone and key.value not in PLANNED:
            yield from _later_spans(value, text, day, last)


def _later_in_list(node: yaml.SequenceNode, text: str, day: date, last: date) -> Iterator[_Span]:
    gone = {index for index, item in enumerate(node.value) if _began_later(item, day, last)}
    places = [(item.start_mark.index, item.end_mark.index) for item in node.value]
    yield from _cut(gone, places, node, text)
    for index, item in enumerate(node.value):
        if index not in gone:
            yield from _later_spans(item, text, day, last)


def _is_emptied(node: yaml.Node, day: date, last: date) -> bool:
    """Whether nothing of a list is left; an empty list is written by leaving its field out."""
    return (
        isinstance(node, yaml.SequenceNode)
        and bool(node.value)
        and all(_began_later(item, day, last) for item in node.value)
    )


def _began_later(node: yaml.Node, day: date, last: date) -> bool:
    return isinstance(node, yaml.MappingNode) and any(
        key.value in BEGINNINGS and _is_later(value, day, last) for key, value in node.value
    )


def _is_later(node: yaml.Node, day: date, last: date) -> bool:
    if not isinstance(node, yaml.ScalarNode) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", node.value):
        return False
    return day < date.fromisoformat(node.value) <= last


def _cut(gone: Collection[int], places: Sequence[_Span], parent: yaml.CollectionNode, text: str) -> Iterator[_Span]:
    """What to cut for the entries at some indices of a list or mapping: with their commas, or with their lines.

    Args:
        gone: Indices of the entries that go.
        places: Where every entry begins and ends.
        parent: The list or mapping.
        text: All of it.
    """
    for index in gone:
        start, end = places[index]
        is_last = index + 1 == len(places)
        if not parent.flow_style:
            line = text.rfind("\n", 0, start) + 1
            next_line = len(text[:end].rstrip()) + 1 if is_last else text.rfind("\n", 0, places[index + 1][0]) + 1
            yield line, next_line
        elif all(before in gone for before in range(index)):
            yield start, end if is_last else places[index + 1][0]
        else:
            yield places[index - 1][1], end
