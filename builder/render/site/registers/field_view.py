"""Fields of records as people read them: dates, names behind ids, choices in words, lists as tables."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from markupsafe import Markup, escape
from pydantic.fields import FieldInfo

from builder.model.day import Period
from builder.model.field import fact, level_of
from builder.model.level import Level
from builder.model.policy import Frozen
from builder.model.record import Record
from builder.render.site.manual import Here, known
from builder.render.site.markup import NOTHING, inner_table, iso
from builder.render.site.words import sentence, words

_SLUGS = frozenset({"course", "crew"})
"""Fields that hold a short name without a page of its own."""

_OF_EVERY_RECORD = frozenset(Record.model_fields)


@dataclass(frozen=True)
class Line:
    """A field with its title, ready to be shown.

    Attributes:
        is_wide: Whether it needs the full width: long texts and lists of things.
    """

    title: str
    value: Markup
    is_wide: bool = False


@lru_cache(maxsize=256)
def columns(kind: type[Frozen], level: Level) -> tuple[str, ...]:
    """The fields that a table of such things may show to a reader at a level, `id` first."""
    names = [
        name
        for name, info in kind.model_fields.items()
        if "table" in fact(info, "show-in", ()) and level.shows(level_of(info))
    ]
    return tuple(sorted(names, key=lambda name: name != "id"))


def title_of(kind: type[Frozen], name: str) -> str:
    """The words above a field."""
    return kind.model_fields[name].title or sentence(words(name))


def own_lines(here: Here, value: Frozen) -> tuple[Line, ...]:
    """The fields that a type adds to what every record has, where something is written in them."""
    return tuple(lines(here, value, without=_OF_EVERY_RECORD))


def lines(here: Here, value: Frozen, without: frozenset[str] = frozenset()) -> Iterator[Line]:
    """Every field of a thing that holds something, but for some."""
    for name, info in type(value).model_fields.items():
        if name in without:
            continue
        found = getattr(value, name, None)
        if found is None or found == () or fact(info, "hidden"):
            continue
        is_wide = (isinstance(found, tuple) and isinstance(found[0], Frozen)) or (
            isinstance(found, str) and len(found) > 60
        )
        yield Line(title_of(type(value), name), cell(here, value, name), is_wide)


def cell(here: Here, value: Frozen, name: str) -> Markup:
    """One field of a thing for a table; empty where nothing is written or may be shown."""
    found = known(value, name)
    if isinstance(found, str) and name in _SLUGS:
        named = here.manual.snapshot.name(found)
        return escape(named if named != found else sentence(words(found)))
    return NOTHING if found is None else show(here, found, type(value).model_fields[name])


def show(here: Here, value: object, info: FieldInfo) -> Markup:
    """A value as people read it."""
    if isinstance(value, tuple):
        return _show_list(here, value, info)
    if isinstance(value, bool):
        return escape(sentence(here.w["yes"] if value else here.w["no"]))
    if isinstance(value, date):
        return iso(value)
    if isinstance(value, Period):
        return escape(value.words)
    if isinstance(value, Frozen):
        return Markup("; ").join(Markup(": ").join((line.title, line.value)) for line in lines(here, value))
    text = str(value)
    if fact(info, "refers"):
        return here.ref(text)
    return escape(sentence(words(text)) if _is_choice(info) else text)


def _show_list(here: Here, values: tuple[object, ...], info: FieldInfo) -> Markup:
    if not values or not isinstance(values[0], Frozen):
        return Markup(", ").join(show(here, each, info) for each in values)
    entries = [each for each in values if isinstance(each, Frozen)]
    kind = type(entries[0])
    names = [name for name in kind.model_fields if any(getattr(each, name, None) not in (None, ()) for each in entries)]
    head = [title_of(kind, name) for name in names]
    return inner_table(head, ([cell(here, each, name) for name in names] for each in entries))


def _is_choice(info: FieldInfo) -> bool:
    """Whether the field takes one of a few words; asked for every value, so the answer is kept."""
    known = _CHOICES.get(id(info))
    if known is None:
        known = _CHOICES[id(info)] = _mentions_literal(info.annotation)
    return known


_CHOICES: dict[int, bool] = {}
"""Answers by the identity of a field; fields live as long as their classes."""


def _mentions_literal(annotation: object) -> bool:
    if typing.get_origin(annotation) is typing.Literal:
        return True
    return any(_mentions_literal(part) for part in typing.get_args(annotation) if not isinstance(part, str))
